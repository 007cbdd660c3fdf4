"""A file made before a schema version existed: opened, brought up, or shown as it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.store import Store, backups, schema
from pilot_tui.tables import SCHEMA, TABLES
from pilot_tui.workbook import Workbook
from raw import ask, content, hashes
from shell import process

VALUE = Cell("value", "P1.yongkang.I07.2019", "actual")


@pytest.fixture
def old(demo: Path, tmp_path: Path) -> Path:
    """The demo file as the first schema would have held it."""
    made = tmp_path / "old.db"
    with sqlite3.connect(made) as db:
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        for statement in schema.statements(1):
            db.execute(statement)
        db.execute("ATTACH ? AS new", (str(demo),))
        for table in TABLES.values():
            names = ", ".join(f'"{name}"' for name in ("id", *(f.name for f in table.fields if f.since == 1)))
            if any(field.since == 1 for field in table.fields):
                db.execute(
                    f'INSERT INTO main."{table.name}" ({names}) SELECT {names} FROM new."{table.name}"'
                )
        db.execute("INSERT INTO main.change SELECT * FROM new.change")
        db.execute("INSERT INTO main.meta SELECT * FROM new.meta")
        db.commit()
        db.execute("DETACH new")
        db.execute("CREATE TABLE _sqlite_migrations (id INTEGER, migration_set, name, applied_at)")
        db.execute("INSERT INTO _sqlite_migrations VALUES (1, 'pilot_tui', '0001', '')")
        db.execute("PRAGMA user_version = 1")
    db.close()
    made.chmod(0o600)
    return made


def bare(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables of the first version, without the columns later ones put behind."""
    first = {table.name: sum(field.since == 1 for field in table.fields) for table in TABLES.values()}
    return {
        name: [row[: 1 + first[name]] for row in rows] for name, rows in content(path).items() if first[name]
    }


def test_opening_brings_an_old_file_up(old: Path, demo: Path) -> None:
    Store.open(old).close()
    assert ask(old, "PRAGMA user_version") == [(SCHEMA,)]
    assert bare(old) == bare(demo)
    assert hashes(old) == hashes(demo)
    assert process("check", "-f", str(old)).code in (0, 1)


def test_a_copy_of_the_old_file_is_kept_before_it_is_brought_up(old: Path) -> None:
    before = ask(old, "SELECT name, sql FROM sqlite_master ORDER BY name")
    Store.open(old).close()
    [kept] = backups.listed(old)
    assert kept.why == "migration"
    assert ask(kept.path, "PRAGMA user_version") == [(1,)]
    assert ask(kept.path, "SELECT name, sql FROM sqlite_master ORDER BY name") == before
    assert hashes(kept.path) == hashes(old)
    Store.open(old).close()
    assert len(backups.listed(old)) == 1
    Store.open(kept.path).close()
    assert hashes(kept.path) == hashes(old)


def test_no_room_for_a_copy_keeps_nobody_from_their_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(old.parent)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    Store.open(old).close()
    assert ask(old, "PRAGMA user_version") == [(SCHEMA,)]
    assert backups.listed(old) == []


def test_what_is_new_can_be_edited_at_once(old: Path) -> None:
    with Store.open(old) as store:
        book = Workbook(store, "lin")
        book.edit(Cell("indicator", "P1.I01", "cap"), "120")
        assert (book.row("indicator", "P1.I01") or {})["cap"] == "120"


def test_a_file_that_may_not_be_written_is_shown_as_if_it_were_new(old: Path) -> None:
    before = old.read_bytes()
    with Store.open(old, read_only=True) as store:
        book = Workbook(store)
        assert (book.row("indicator", "P1.I01") or {})["cap"] is None
        assert book.rows_of("progress", "milestone", "M001") == []
        assert book.row(VALUE.table, VALUE.id) is not None
        assert set(book.content()) == set(TABLES)
    assert old.read_bytes() == before


def test_one_who_fails_half_way_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    real = schema.statements
    monkeypatch.setattr(schema, "statements", lambda version: [*real(version), "CREATE GARBAGE"])
    with pytest.raises(Exception, match=r"."):
        Store.open(old)
    assert old.read_bytes() == before
    monkeypatch.setattr(schema, "statements", real)
    Store.open(old).close()
    assert ask(old, "PRAGMA user_version") == [(SCHEMA,)]


def test_a_new_file_needs_nothing(demo: Path) -> None:
    before = demo.read_bytes()
    Store.open(demo).close()
    assert demo.read_bytes() == before
