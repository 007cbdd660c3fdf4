"""Undo and redo: by step, by author, across restarts, never over somebody else's work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pilot_tui.errors import ChangedSince, InUse, InvalidValue, NothingToRedo, NothingToUndo
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import content
from shell import ACTUAL

CELL = Cell.parse(ACTUAL)
OTHER = Cell.parse("value/P1.yongkang.I08.2020/actual")


@contextmanager
def opened(path: Path, author: str = "lin") -> Iterator[Workbook]:
    with Store.open(path) as store:
        yield Workbook(store, author)


def actual(book: Workbook, cell: Cell = CELL) -> object:
    row = book.row(cell.table, cell.id)
    return None if row is None else row[cell.field]


def test_back_and_forth_in_one_cell(book: Workbook) -> None:
    for text in ("250", "251", "252"):
        book.edit(CELL, text)
    seen = []
    for verb in (book.undo, book.undo, book.undo, book.redo, book.redo, book.undo, book.redo, book.redo):
        verb()
        seen.append(actual(book))
    assert seen == ["251", "250", "241.0", "250", "251", "250", "251", "252"]
    with pytest.raises(NothingToRedo):
        book.redo()


def test_back_and_forth_across_restarts(demo: Path) -> None:
    for text in ("250", "251"):
        with opened(demo) as book:
            book.edit(CELL, text)
    seen = []
    for name in ("undo", "undo", "redo", "redo", "undo"):
        with opened(demo) as book:
            getattr(book, name)()
            seen.append(actual(book))
    assert seen == ["250", "241.0", "250", "251", "250"]


def test_there_is_an_end_both_ways(book: Workbook, demo: Path) -> None:
    start = content(demo)
    with pytest.raises(NothingToUndo):
        book.undo()
    with pytest.raises(NothingToRedo):
        book.redo()
    book.edit(CELL, "250")
    book.undo()
    with pytest.raises(NothingToUndo):
        book.undo()
    assert content(demo) == start


def test_a_new_edit_ends_redoing(book: Workbook) -> None:
    book.edit(CELL, "250")
    book.undo()
    book.edit(OTHER, "18")
    with pytest.raises(NothingToRedo):
        book.redo()
    assert actual(book) == "241.0"


def test_a_hundred_times_back_and_forth(book: Workbook) -> None:
    book.edit(CELL, "250")
    for _ in range(100):
        book.undo()
        book.redo()
    assert actual(book) == "250"
    book.undo()
    assert actual(book) == "241.0"


def test_everybody_takes_back_their_own(book: Workbook) -> None:
    book.edit(CELL, "250")
    book.author = "wang"
    book.edit(OTHER, "18")
    book.author = "lin"
    book.undo()
    assert (actual(book), actual(book, OTHER)) == ("241.0", "18")
    with pytest.raises(NothingToUndo):
        book.undo()


@pytest.mark.parametrize(("first", "second"), [("lin", "wang"), ("wang", "lin")])
def test_nobody_takes_back_what_somebody_changed_since(book: Workbook, first: str, second: str) -> None:
    book.author = first
    book.edit(CELL, "250")
    book.author = second
    book.edit(CELL, "260")
    book.author = first
    with pytest.raises(ChangedSince) as refused:
        book.undo()
    assert str(refused.value) == f"{second} has changed {ACTUAL} since, so it cannot be undone"
    assert actual(book) == "260"
    book.author = second
    book.undo()  # which leaves the cell as the first one left it
    book.author = first
    book.undo()
    assert actual(book) == "241.0"


def test_nobody_brings_back_over_what_somebody_changed_since(book: Workbook) -> None:
    book.edit(CELL, "250")
    book.undo()
    book.author = "wang"
    book.edit(CELL, "260")
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.redo()
    assert actual(book) == "260"


def test_who_went_back_behind_ones_change_is_named(book: Workbook) -> None:
    book.author = "wang"
    book.edit(CELL, "260")
    book.author = "lin"
    book.edit(CELL, "250")
    book.undo()
    book.author = "wang"
    book.undo()
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.redo()  # what it stood on is gone
    assert actual(book) == "241.0"


def test_a_step_is_taken_back_whole_or_not_at_all(book: Workbook, demo: Path) -> None:
    book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "mark"), "recused")
    book.author = "wang"
    book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "state"), "abstained")
    before = content(demo)
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.undo()
    assert content(demo) == before


def test_an_added_row_goes_and_comes_back(book: Workbook, demo: Path) -> None:
    start = content(demo)
    id = book.add("milestone", {"programme": "P1", "county": "yongkang", "name_zh": "新任务", "target": "5"})
    added = content(demo)
    book.undo()
    assert content(demo) == start
    book.redo()
    assert content(demo) == added
    assert book.row("milestone", id) is not None
    book.undo()
    assert content(demo) == start
    assert list(book.problems()) == []


def test_a_retired_row_comes_back_as_it_was(book: Workbook, demo: Path) -> None:
    cell = Cell("mark", "P1-2017.yongkang.E1.K1", "mark")
    book.edit(cell, "77")
    start = content(demo)
    for _ in range(2):
        book.retire("mark", cell.id)
        gone = content(demo)
        book.undo()
        assert content(demo) == start
        book.redo()
        assert content(demo) == gone
        book.undo()
    assert content(demo) == start
    book.undo()
    assert actual(book, cell) == "89.5"
    assert list(book.problems()) == []


def test_a_row_that_lived_twice_comes_back_as_it_was_the_first_time(book: Workbook, demo: Path) -> None:
    start = content(demo)
    book.retire("mark", "P1-2017.yongkang.E1.K1")
    book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "remark"), "second life")
    book.undo()
    book.undo()
    assert content(demo) == start


def test_undo_goes_back_behind_a_row_that_was_gone(book: Workbook, demo: Path) -> None:
    start = content(demo)
    cell = Cell("mark", "P1-2017.yongkang.E1.K1", "mark")
    book.edit(cell, "77")
    book.undo()
    book.redo()
    book.retire("mark", cell.id)
    book.undo()
    assert actual(book, cell) == "77"
    book.undo()
    assert content(demo) == start


def test_a_row_born_by_an_edit_is_unborn(book: Workbook, demo: Path) -> None:
    start = content(demo)
    book.edit(Cell.parse("value/P1.yongkang.I07.2021/actual"), "260")
    book.edit(Cell.parse("value/P1.yongkang.I07.2021/target"), "255")
    filled = content(demo)
    book.undo()
    book.undo()
    assert content(demo) == start
    book.redo()
    book.redo()
    assert content(demo) == filled
    assert list(book.problems()) == []


def test_a_row_somebody_worked_in_stays(book: Workbook) -> None:
    id = book.add("milestone", {"programme": "P1", "county": "yongkang", "name_zh": "新任务"})
    book.author = "wang"
    book.edit(Cell("milestone", id, "target"), "5")
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.undo()
    book.author = "wang"
    book.undo()
    book.redo()
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.undo()  # wang's edit stands again
    book.author = "wang"
    book.undo()
    book.author = "lin"
    book.undo()
    assert book.row("milestone", id) is None


def test_an_edit_in_a_row_somebody_retired_stays_gone(book: Workbook) -> None:
    cell = Cell("mark", "P1-2017.yongkang.E1.K1", "mark")
    book.edit(cell, "77")
    book.author = "wang"
    book.retire("mark", cell.id)
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.undo()
    assert book.row("mark", cell.id) is None


def test_a_row_somebody_added_again_is_not_added_twice(book: Workbook) -> None:
    id = "P1-2017.yongkang.E1.K1"
    book.retire("mark", id)
    book.author = "wang"
    book.edit(Cell("mark", id, "mark"), "60")
    book.author = "lin"
    with pytest.raises(ChangedSince, match="wang"):
        book.undo()
    assert actual(book, Cell("mark", id, "mark")) == "60"


def test_a_row_others_now_refer_to_is_not_unborn(book: Workbook) -> None:
    book.add("indicator", {"programme": "P1", "code": "I99", "dimension": "D1", "weight": "1"})
    book.author = "wang"
    book.edit(Cell.parse("value/P1.yongkang.I99.2020/actual"), "5")
    book.author = "lin"
    with pytest.raises(InUse, match=r"value/P1\.yongkang\.I99\.2020"):
        book.undo()
    assert list(book.problems()) == []


def test_a_reference_does_not_come_back_to_a_row_that_is_gone(book: Workbook) -> None:
    book.author = "wang"
    book.add("dimension", {"programme": "P1", "code": "D9"})
    book.author = "lin"
    book.edit(Cell("indicator", "P1.I07", "dimension"), "D9")
    book.edit(Cell("indicator", "P1.I07", "dimension"), "D1")
    book.author = "wang"
    book.undo()
    book.author = "lin"
    with pytest.raises(InvalidValue, match=r"P1\.D9"):
        book.undo()
    assert list(book.problems()) == []


def test_the_log_tells_who_took_back_what(book: Workbook) -> None:
    [edit] = book.edit(CELL, "250")
    [undo] = book.undo()
    [redo] = book.redo()
    assert [one.undoes for one in (edit, undo, redo)] == ["", edit.uid, undo.uid]
    assert [book.is_undo(one) for one in (edit, undo, redo)] == [False, True, False]
    assert [book.old_value(one) for one in (edit, undo, redo)] == ["241.0", "250", "241.0"]
