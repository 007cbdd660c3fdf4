"""Many cells in one step: all of them or none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot_tui.errors import InvalidValue, NoAuthor, NotEditable
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask, hashes
from workbook.small import small

I01 = "P1.yongkang.I01.2020"
I02 = "P1.yongkang.I02.2020"
UNBORN = "P1.yongkang.I02.2017"


def held(book: Workbook, id: str, field: str) -> object:
    row = book.row("value", id)
    return None if row is None else row[field]


def test_all_cells_change_in_one_step_that_undo_takes_back_whole(book: Workbook) -> None:
    before = book.content()
    made = book.edit_all([(Cell("value", I01, "actual"), "3"), (Cell("value", I02, "target"), "≥ ９.50")])
    assert [(held(book, I01, "actual"), held(book, I02, "target"))] == [("3", "9.50")]
    assert len({change.step for change in made}) == 1
    book.undo()
    assert book.content() == before
    book.redo()
    assert held(book, I01, "actual") == "3"


def test_one_refused_cell_refuses_all(book: Workbook, demo: Path) -> None:
    before = hashes(demo)
    pairs = [(Cell("value", I01, "actual"), "3"), (Cell("value", I02, "actual"), "=SUM(A1)")]
    with pytest.raises(InvalidValue):
        book.edit_all(pairs)
    with pytest.raises(NotEditable):
        book.edit_all([pairs[0], (Cell("value", I02, "year"), "2019")])
    assert hashes(demo) == before


def test_nobody_named_nothing_written(demo: Path) -> None:
    with Store.open(demo) as store, pytest.raises(NoAuthor):
        Workbook(store).edit_all([(Cell("value", I01, "actual"), "3")])


def test_two_cells_of_an_unborn_row_are_one_birth(book: Workbook) -> None:
    before = book.content()
    made = book.edit_all([(Cell("value", UNBORN, "target"), "7"), (Cell("value", UNBORN, "actual"), "8")])
    assert [(change.row, change.col) for change in made] == [(UNBORN, "")]
    row = book.row("value", UNBORN)
    assert row is not None
    assert (row["target"], row["actual"], row["year"], row["provenance"]) == ("7", "8", 2017, "entered")
    book.undo()
    assert book.content() == before


def test_blanks_bear_no_row(book: Workbook) -> None:
    assert (
        book.edit_all([(Cell("value", UNBORN, "target"), ""), (Cell("value", UNBORN, "actual"), " ")]) == []
    )
    assert book.row("value", UNBORN) is None


def test_the_later_text_of_a_cell_counts(book: Workbook) -> None:
    made = book.edit_all([(Cell("value", I01, "actual"), "3"), (Cell("value", I01, "actual"), "4")])
    assert held(book, I01, "actual") == "4"
    assert len(made) == 1


def test_a_plan_says_what_would_be_and_writes_nothing(book: Workbook, demo: Path) -> None:
    before = hashes(demo)
    stood = str(held(book, I01, "actual"))
    planned = book.plan(
        [
            (Cell("value", I01, "actual"), stood),
            (Cell("value", I01, "target"), "5..4"),
            (Cell("value", I02, "actual"), "1.5"),
            (Cell("value", UNBORN, "actual"), "2"),
            (Cell("value", I02, "remark"), "=SUM(A1)"),
        ]
    )
    assert [one.kind for one in planned] == ["same", "refused", "changed", "new", "new"]
    assert "5..4" in str(planned[1].refused)
    assert (planned[2].old, planned[2].new) == (held(book, I02, "actual"), "1.5")
    assert hashes(demo) == before


def test_an_operator_typed_with_a_target_is_part_of_the_plan(book: Workbook) -> None:
    (planned,) = book.plan([(Cell("value", I01, "target"), f"≤ {held(book, I01, 'target')}")])
    assert (planned.kind, planned.also) == ("changed", (("operator", "at_most"),))


class Stopped(Exception):
    pass


def test_what_is_stopped_on_the_way_leaves_nothing(book: Workbook, demo: Path) -> None:
    ids = [str(row["id"]) for row in book.rows_of("value", "county", "yongkang")][:10]
    before = hashes(demo)

    def stop(done: int, of: int) -> None:
        assert of == 10
        if done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        book.edit_all([(Cell("value", id, "actual"), "1") for id in ids], tick=stop)
    assert hashes(demo) == before
    book.edit(Cell("value", I01, "actual"), "3")  # and the file is free


TEXTS = st.one_of(
    st.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(
        ["", " ", "９０", "=1", "x", "≥ 3", "1,5", "na", "未到期", "n/a", "\x1b[31m", "\ud800", "\0", "1\n2"]
    ),
    st.text(max_size=4),
)
CELLS = st.sampled_from(
    [
        Cell(table, id, field)
        for table, id, fields in (
            ("value", "P.c.I.2020", ("target", "actual", "operator", "remark", "year", "provenance")),
            ("value", "P.c.I.2021", ("target", "actual", "baseline")),
            ("mark", "R.c.E.K", ("mark", "state")),
            ("milestone", "M", ("kind", "target", "actual", "name_zh", "id")),
            ("milestone", "gone", ("actual",)),
        )
        for field in fields
    ]
)


@settings(max_examples=150, deadline=None)
@given(pairs=st.lists(st.tuples(CELLS, TEXTS), max_size=8))
def test_a_plan_is_what_comes_and_undo_is_identity(pairs: list[tuple[Cell, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.db"
        path.write_bytes(small())
        path.chmod(0o600)
        with Store.open(path) as store:
            book = Workbook(store, "lin")
            before, log = book.content(), hashes(path)
            planned = book.plan(pairs)
            assert [(one.cell, one.text) for one in planned] == pairs
            if any(one.refused for one in planned):
                with pytest.raises(type(next(one.refused for one in planned if one.refused))):
                    book.edit_all(pairs)
                assert hashes(path) == log
                return
            made = book.edit_all(pairs)
            last = {one.cell: one.new for one in planned}
            for one in planned:  # a later text may have changed a state or an operator that an earlier set
                last.update({Cell(one.cell.table, one.cell.id, name): value for name, value in one.also})
                last[one.cell] = one.new
            for cell, value in last.items():
                row = book.row(cell.table, cell.id)
                assert (row[cell.field] if row else None) == value
            assert list(book.problems()) == []
            assert len(ask(path, "SELECT DISTINCT step FROM change WHERE site <> 'base'")) == bool(made)
            if made:
                book.undo()
            assert book.content() == before
