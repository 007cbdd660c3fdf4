"""Rows that are there and edited elsewhere, as the laptop that takes the edits in finds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from merging.laptops import Laptop
from pilot_tui.model import Cell
from pilot_tui.store import taking

NAME = Cell("item", "M.1", "name_zh")
ACTUAL = Cell("value", "P.c.I.2020", "actual")


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    made = Laptop("a", tmp_path), Laptop("b", tmp_path), Laptop("c", tmp_path)
    yield made
    for one in made:
        one.close()


def test_an_edit_that_saw_one_of_two_births_leaves_the_other_standing(
    three: tuple[Laptop, Laptop, Laptop],
) -> None:
    a, b, c = three
    a.book.edit(NAME, "甲")
    b.book.edit(NAME, "乙")
    c.merge(a.bundle())
    c.book.edit(NAME, "丙")
    b.merge(a.bundle())
    assert (*NAME, "value") in b.conflicts()
    b.merge(c.bundle(b.vector()))  # the edit alone: both births are there
    assert (*NAME, "value") in b.conflicts()
    b.book.edit(NAME, "丁")
    assert b.conflicts() == []


@pytest.mark.parametrize("rows", [1, 3, 200])
def test_rows_taken_at_once_come_to_the_same_however_many(
    three: tuple[Laptop, Laptop, Laptop], monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """Some were edited here too, some are listed, some are guarded, some are new, one waits for its row."""
    a, b, c = three
    for year in range(2001, 2012):
        a.book.edit(Cell("value", f"P.c.I.{year}", "actual"), str(year))
    b.merge(a.bundle())
    for year in range(2001, 2012):
        a.book.edit(Cell("value", f"P.c.I.{year}", "target"), "5")
        a.book.edit(Cell("value", f"P.c.I.{year}", "actual"), f"{year}.5")
    for year in (2003, 2007, 2011):
        b.book.edit(Cell("value", f"P.c.I.{year}", "actual"), "7")
    for state in ("submitted", "confirmed", "reviewed", "approved"):
        b.book.edit(Cell("approval", "P.c.2005", "state"), state)
    monkeypatch.setattr(taking, "_ROWS", rows)
    b.merge(a.bundle())
    monkeypatch.undo()
    met = {(row, col, kind) for _, row, col, kind in b.conflicts()}
    assert {one for one in met if one[2] == "value"} == {
        (f"P.c.I.{year}", "actual", "value") for year in (2003, 2007, 2011)
    }
    assert {one for one in met if one[2] == "approved"} == {
        ("P.c.I.2005", col, "approved") for col in ("actual", "target")
    }
    assert list(b.book.problems()) == []
    c.merge(a.bundle(), b.bundle())
    assert (c.content(), c.conflicts()) == (b.content(), b.conflicts())


def test_a_cell_two_merges_bring_stays_listed_until_it_is_settled(
    three: tuple[Laptop, Laptop, Laptop],
) -> None:
    a, b, c = three
    a.book.edit(ACTUAL, "1")
    b.book.edit(ACTUAL, "2")
    c.merge(a.bundle(), b.bundle())
    assert c.conflicts() == [(*ACTUAL, "value")]
    b.merge(a.bundle())
    b.book.edit(ACTUAL, "3")
    c.merge(b.bundle(c.vector()))
    assert c.conflicts() == []
    assert c.shown(ACTUAL) == "3"
