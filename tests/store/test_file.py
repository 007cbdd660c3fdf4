"""What a file is on disk: its settings, its schema, its birth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pilot_tui.errors import FileRefused
from pilot_tui.exchange.csv_folder import read_folder
from pilot_tui.model import Birth, Cell
from pilot_tui.store import Store, building, journal, schema
from pilot_tui.tables import SCHEMA, TABLES, Kind
from pilot_tui.workbook import Workbook
from raw import ask, content, hashes, one, tamper
from shell import ACTUAL, FIXTURES


@pytest.fixture(scope="module")
def births() -> list[Birth]:
    return read_folder(FIXTURES)


def test_the_header_says_whose_it_is(demo: Path) -> None:
    head = demo.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert head[68:72] == b"PILT"
    assert int.from_bytes(head[60:64]) == SCHEMA
    assert head[18:20] == b"\1\1"  # a rollback journal, not WAL


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    building.build(tmp_path / "fresh.db", [])
    assert (tmp_path / "fresh.db").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    building.build(tmp_path / "fresh.db", [])
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.db"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "delete"), ("synchronous", 3), ("trusted_schema", 0), ("cell_size_check", 1)],
)
def test_every_connection_is_set_alike(book: Workbook, setting: str, value: object) -> None:
    assert book.store.conn.execute(f"PRAGMA {setting}").fetchone()[0] == value


def test_a_file_another_program_left_in_wal_comes_back_to_one_file(demo: Path) -> None:
    tamper(demo, "PRAGMA journal_mode = WAL")
    with Store.open(demo) as store:
        Workbook(store, "lin").edit(Cell.parse(ACTUAL), "250")
        assert sorted(path.name for path in demo.parent.glob("demo.db*")) == ["demo.db"]
    assert one(demo, "PRAGMA journal_mode") == "delete"


def test_every_table_is_strict_and_is_the_declared_one(demo: Path) -> None:
    strict = dict(ask(demo, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    for table in TABLES.values():
        assert strict[table.name] == 1
        found = ask(demo, "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", table.name)
        numbers = (Kind.INTEGER, Kind.YEAR)
        assert found == [
            ("id", "TEXT", 1),
            *(
                (f.name, "INTEGER" if f.kind in numbers else "TEXT", 0)
                for f in sorted(table.fields, key=lambda field: field.since)  # a later one comes last
            ),
        ]
    for name in ("change", "head", "meta"):
        assert strict[name] == 1


def test_the_statements_of_the_schema_are_those_in_the_file(demo: Path) -> None:
    written = {" ".join(sql.split()) for (sql,) in ask(demo, "SELECT sql FROM sqlite_master WHERE sql <> ''")}
    grown = {table.name for table in TABLES.values() if len({field.since for field in table.fields}) > 1}
    for version in range(1, SCHEMA + 1):
        for statement in schema.statements(version):
            sql = " ".join(statement.split())
            altered = sql.startswith("ALTER") or any(
                sql.startswith(f'CREATE TABLE "{name}"') for name in grown
            )
            assert altered or sql in written, sql


def test_nothing_but_ids_must_be_there(demo: Path) -> None:
    for table in TABLES.values():
        needed = ask(demo, 'SELECT name FROM pragma_table_info(?) WHERE "notnull"', table.name)
        assert needed == [("id",)]


@pytest.mark.parametrize("text", ["12a", "1e5", "inf", "１２", "1,798", " 5"])
def test_a_number_column_takes_nothing_else(demo: Path, text: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        tamper(demo, f"UPDATE value SET actual = '{text}' WHERE id = 'P1.yongkang.I07.2020'")


@pytest.mark.parametrize("statement", ["UPDATE change SET actor = 'x' WHERE n = 1", "DELETE FROM change"])
def test_the_log_can_only_grow(demo: Path, statement: str) -> None:
    before = hashes(demo)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tamper(demo, statement)
    assert hashes(demo) == before


def test_the_same_rows_make_the_same_file_everywhere(tmp_path: Path, births: list[Birth]) -> None:
    one_, two = tmp_path / "one.db", tmp_path / "two.db"
    building.build(one_, births)
    building.build(two, births)
    assert hashes(one_) == hashes(two)
    assert len(hashes(one_)) == len(births)
    assert content(one_) == content(two)


def test_the_fixtures_are_born_by_base_at_a_fixed_time(demo: Path, births: list[Birth]) -> None:
    assert ask(demo, "SELECT DISTINCT site, actor, step, undoes, col, deps, reason FROM change") == [
        ("base", "base", 1, "", "", "[]", "")
    ]
    assert one(demo, "SELECT min(hlc) >> 16 FROM change") == 1_704_067_200_000  # 2024-01-01T00:00:00Z
    assert one(demo, "SELECT count(DISTINCT hlc) FROM change") == len(births)
    assert one(demo, "SELECT max(seq) FROM change") == len(births)


def test_a_birth_says_only_what_is_there_and_the_row_holds_it(demo: Path) -> None:
    blank_or_id = one(
        demo,
        """SELECT count(*) FROM change, json_each(val)
            WHERE json_each.value IS NULL OR json_each.value = '' OR json_each.key = 'id'""",
    )
    assert blank_or_id == 0


def test_a_file_that_is_there_is_never_overwritten(demo: Path) -> None:
    before = demo.read_bytes()
    with pytest.raises(FileRefused, match="exists already"):
        building.build(demo, [])
    assert demo.read_bytes() == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "fresh.db"
    write = building._write

    def slow(path: Path, rows: list[Birth]) -> None:
        write(path, rows)
        target.write_text("somebody else's")

    monkeypatch.setattr(building, "_write", slow)
    with pytest.raises(FileRefused, match="exists already"):
        building.build(target, [])
    assert target.read_text() == "somebody else's"
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.db"]


def test_a_stick_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    building.build(tmp_path / "fresh.db", [])
    Store.open(tmp_path / "fresh.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.db"]


def test_a_file_that_could_not_be_finished_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: list[Birth]) -> Iterator[object]:
        raise RuntimeError

    monkeypatch.setattr(building, "_log", broken)
    with pytest.raises(RuntimeError):
        building.build(tmp_path / "fresh.db", [Birth("year", "P1.2018", {"year": 2018})])
    assert list(tmp_path.iterdir()) == []


def test_an_edit_stores_a_head_for_its_cell_and_for_no_other(book: Workbook, demo: Path) -> None:
    assert ask(demo, "SELECT * FROM head") == []
    [change] = book.edit(Cell.parse(ACTUAL), "250")
    expected = [("value", "P1.yongkang.I07.2020", "actual", change.site, change.seq)]
    assert ask(demo, "SELECT * FROM head") == expected
    [later] = book.edit(Cell.parse(ACTUAL), "251")
    assert ask(demo, "SELECT seq FROM head") == [(later.seq,)]


def test_an_edit_costs_one_change_and_names_what_it_replaces(book: Workbook, demo: Path) -> None:
    before = one(demo, "SELECT count(*) FROM change")
    birth = one(demo, "SELECT site || ':' || seq FROM change WHERE row = 'P1.yongkang.I07.2020'")
    [change] = book.edit(Cell.parse(ACTUAL), "250", reason="counted again")
    assert one(demo, "SELECT count(*) FROM change") == before + 1
    assert ask(
        demo,
        """SELECT seq, step, undoes, actor, tbl, row, col, val, deps, schema, reason
             FROM change ORDER BY n DESC LIMIT 1""",
    ) == [
        (
            *(1, 1, "", "lin"),
            *("value", "P1.yongkang.I07.2020", "actual", '"250"', f'["{birth}"]', SCHEMA, "counted again"),
        )
    ]
    [again] = book.edit(Cell.parse(ACTUAL), "251")
    assert again.deps == f'["{change.uid}"]'


def test_the_clock_of_the_log_never_goes_back(demo: Path) -> None:
    with Store.open(demo) as store:
        [first] = Workbook(store, "lin", clock=lambda: 1_900_000_000.0).edit(Cell.parse(ACTUAL), "250")
        [second] = Workbook(store, "lin", clock=lambda: 1_800_000_000.0).edit(Cell.parse(ACTUAL), "251")
    assert first.hlc >> 16 == 1_900_000_000_000
    assert second.hlc > first.hlc


def test_the_chain_goes_on_from_change_to_change(book: Workbook) -> None:
    made = [book.edit(Cell.parse(ACTUAL), str(number))[0] for number in (250, 251, 252)]
    previous = journal.GENESIS
    for change in made:
        assert journal.digest(previous, change) == change.hash
        previous = change.hash


def test_a_row_born_again_replaces_what_it_was(book: Workbook) -> None:
    [born] = book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "remark"), "first life")
    book.retire("mark", "P1-2017.yongkang.E1.K1")
    book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "mark"), "80")
    with closing(sqlite3.connect(book.store.path)) as db:
        past = journal.of_row(db, "mark", "P1-2017.yongkang.E1.K1")
    assert born.uid in past[-1].deps
    assert past[0].uid in past[-1].deps
    assert past[-2].uid in past[-1].deps
    assert book.row("mark", "P1-2017.yongkang.E1.K1") == {
        "id": "P1-2017.yongkang.E1.K1",
        "round": "P1-2017",
        "county": "yongkang",
        "expert": "E1",
        "criterion": "K1",
        "mark": "80",
        "state": None,
        "remark": None,
        "provenance": "entered",
        "source": None,
    }
