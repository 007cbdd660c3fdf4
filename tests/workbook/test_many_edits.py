"""Many cells edited at once come to what they come to one by one: rows, heads, conflicts, undo."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pilot_tui.errors import ChangedSince, NeedsReason
from pilot_tui.model import Cell, Change
from pilot_tui.store import Store, conflicts, journal, read, site
from pilot_tui.store.steady import steady
from pilot_tui.store.write import Transaction
from pilot_tui.workbook import Workbook

FIELDS = ("actual", "target", "remark")


@pytest.fixture
def book(desk: Path) -> Iterator[Workbook]:
    with Store.open(desk) as store:
        yield Workbook(store, "lin")


def pairs(book: Workbook) -> list[tuple[Cell, str]]:
    """Three cells of every value, a mark, a new name, a row that is not born yet."""
    ids = [str(row["id"]) for row in book.rows_where("value")]
    told = [(Cell("value", id, name), f"{nth}.25") for nth, id in enumerate(ids) for name in FIELDS]
    return [
        *told,
        (Cell("mark", "P1-2017.yongkang.E3.K1", "mark"), "77"),
        (Cell("county", "wenling", "name_zh"), "温岭新市"),
        (Cell("value", "P1.yongkang.I07.2031", "actual"), "5"),
        (Cell("value", ids[0], "owner_zh"), "科技局"),
    ]


def heads(book: Workbook) -> list[tuple[object, ...]]:
    return book.store.conn.execute("SELECT tbl, row, col, site, seq FROM head ORDER BY 1, 2, 3").fetchall()


def test_at_once_is_as_one_by_one(book: Workbook, tmp_path: Path) -> None:
    given = pairs(book)
    assert len(given) > 600, "more than are written with one statement"
    other = Path(shutil.copy(book.store.path, tmp_path / "other.db"))
    with Store.open(other) as store:
        slowly = Workbook(store, "lin")
        for cell, text in given:
            slowly.edit(cell, text)
        book.edit_all(given)
        assert book.content() == slowly.content()
        named = [[(*one[:3], one[4]) for one in heads(each)] for each in (book, slowly)]
        assert [one[:3] for one in named[0]] == [one[:3] for one in named[1]]
        assert conflicts.every(book.store.conn) == conflicts.every(store.conn)
    assert list(book.problems()) == []


def test_each_change_names_what_it_replaces(book: Workbook) -> None:
    cell = Cell("value", "P1.yongkang.I07.2020", "actual")
    [first] = book.edit(cell, "1")
    book.edit_all([(cell, "2"), (Cell("value", "P1.yongkang.I08.2020", "actual"), "3")])
    last = journal.of_cell(book.store.conn, *cell)[-1]
    assert json.loads(last.deps) == [first.uid]


def test_undo_takes_all_of_it_back(book: Workbook) -> None:
    before = book.content()
    book.edit_all(pairs(book))
    assert book.content() != before
    book.undo()
    assert book.content() == before


def test_one_that_wants_a_reason_stops_all(book: Workbook) -> None:
    for state in ("submitted", "confirmed", "reviewed", "approved"):
        book.edit(Cell("approval", "P1.yongkang.2020", "state"), state)
    before = book.content(), journal.revision(book.store.conn)
    given = [pair for pair in pairs(book) if pair[0].table == "value"]
    with pytest.raises(NeedsReason):
        book.edit_all(given)
    assert (book.content(), journal.revision(book.store.conn)) == before
    made = book.edit_all(given, "recounted")
    assert conflicts.every(book.store.conn) == []
    approval = journal.of_row(book.store.conn, "approval", "P1.yongkang.2020")[-1]
    approved = [one for one in made if one.row.startswith("P1.yongkang.") and one.row.endswith(".2020")]
    assert all(approval.uid in json.loads(one.deps) for one in approved if one.col)
    assert not any(approval.uid in json.loads(one.deps) for one in made if one.row.endswith(".2019"))


def test_a_conflict_is_settled_by_many_edits_too(book: Workbook) -> None:
    cell = Cell("value", "P1.yongkang.I07.2020", "actual")
    [first] = book.edit(cell, "1")
    db = book.store.conn
    db.execute("INSERT INTO conflict VALUES (?, ?, ?, 'value')", cell)
    book.refresh()
    book.edit_all([(cell, "2"), (Cell("value", "P1.yongkang.I08.2020", "actual"), "3")])
    assert conflicts.every(db) == []
    assert first.val != journal.of_cell(db, *cell)[-1].val


def test_texts_that_change_nothing_write_nothing(book: Workbook) -> None:
    cell = Cell("value", "P1.yongkang.I07.2020", "actual")
    held = str((book.row(cell.table, cell.id) or {})["actual"])
    before = book.store.path.read_bytes()
    assert book.edit_all([(cell, held)] * 2) == []
    assert book.edit_all([(cell, "7"), (cell, held)]) == []
    assert book.store.path.read_bytes() == before


def test_a_row_is_read_once_while_nothing_is_written(book: Workbook) -> None:
    db, asked = book.store.conn, list[str]()
    db.set_trace_callback(asked.append)
    with steady(db):
        one, again = (read.one(db, "county", "wenling") for _ in range(2))
        assert one == again
        assert one is not again, "who changes theirs changes nobody else's"
        assert read.one(db, "county", "nowhere") is read.one(db, "county", "nowhere") is None
    assert len(asked) == 2
    read.one(db, "county", "wenling")
    db.set_trace_callback(None)
    assert len(asked) == 3, "what was kept is forgotten"


def _named(change: Change) -> list[str]:
    return sorted(re.sub(r"^(?!base)\w+:", "", uid) for uid in json.loads(change.deps))


def log(book: Workbook) -> list[tuple[object, ...]]:
    """Every change but for whose site it is, and the hash that comes of that."""
    mine = site.mine(book.store.conn)
    return [
        (one.seq, one.step, one.undoes.rpartition(":")[2], *one[4:10], _named(one), one.reason)
        for one in journal.run(book.store.conn, mine, 0)
    ]


def test_the_log_is_what_single_changes_make(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many edits, of taking them back and of bringing them back."""
    given = pairs(book)
    quick, slow = (Path(shutil.copy(book.store.path, tmp_path / f"{name}.db")) for name in ("quick", "slow"))
    many = back_and_forth(quick, given)
    assert len(many[0]) > 3 * 600
    monkeypatch.setattr(Transaction, "stands_alone", staticmethod(lambda table, field: False))
    assert many == back_and_forth(slow, given)


def back_and_forth(
    file: Path, given: list[tuple[Cell, str]]
) -> tuple[list[tuple[object, ...]], object, object, object]:
    """The log, the heads, the conflicts and the rows after many edits, undo and redo."""
    with Store.open(file) as store:
        book = Workbook(store, "lin", lambda: 2e9)
        for state in ("submitted", "confirmed", "reviewed", "approved"):
            book.edit(Cell("approval", "P1.yongkang.2020", "state"), state)
        book.edit_all(given, "recounted")
        book.undo()
        book.redo()
        named = [(*one[:3], one[4]) for one in heads(book)]
        return log(book), named, conflicts.every(store.conn), book.content()


def test_undo_of_many_is_refused_whole_where_somebody_was_there_since(book: Workbook) -> None:
    given = [pair for pair in pairs(book) if pair[0].table == "value"]
    book.edit_all(given)
    other = Workbook(book.store, "mei")
    other.edit(given[301][0], "9.5")
    before = book.content(), journal.revision(book.store.conn)
    with pytest.raises(ChangedSince) as caught:
        book.undo()
    assert caught.value.facts["who"] == "mei"
    assert caught.value.facts["address"] == given[301][0]
    assert (book.content(), journal.revision(book.store.conn)) == before


def test_a_cell_changed_twice_in_a_step_goes_back_to_what_it_was(book: Workbook) -> None:
    one, other = (Cell("value", f"P1.yongkang.{code}.2020", "actual") for code in ("I07", "I08"))
    before = book.content()
    with book.writing() as writing:
        for cell, value in ((one, "1"), (other, "2"), (one, "3"), (one, "4"), (other, "5")):
            writing.edit(cell, value)
    book.undo()
    assert book.content() == before
