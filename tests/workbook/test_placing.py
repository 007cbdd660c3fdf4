"""Points by rank: a county's rank on the indicator is that of the figures entered."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pilot_tui.model import Cell
from pilot_tui.rules.working import again
from pilot_tui.store import Group
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.workings import working

COUNTIES = ("yongkang", "wenling", "changxing", "shangyu", "haining")


@pytest.fixture
def league(book: Workbook) -> Workbook:
    """F10: an item of 6 marks, 5 % less for each rank: 6, 5.7, 5.4."""
    for name, text in (("method", "rank_steps"), ("step", "5"), ("weight", "6")):
        book.edit(Cell("indicator", "P1.I01", name), text)
    for county, actual in zip(COUNTIES, ("9", "8", "7", "8", "1"), strict=True):
        book.edit(Cell("value", f"P1.{county}.I01.2020", "actual"), actual)
    return book


def points(book: Workbook, county: str) -> Fraction | None:
    line = book.card("P1", county, 2020).line("I01")
    assert line is not None
    return line.score.score


def test_the_first_has_all_marks_and_equals_share_a_rank(league: Workbook) -> None:
    """Ranks 1, 2, 4, 2, 5: equals share the second, nobody is third."""
    expected = dict(zip(COUNTIES, ("6", "5.7", "5.1", "5.7", "4.8"), strict=True))
    assert {county: points(league, county) for county in COUNTIES} == {
        county: Fraction(said) for county, said in expected.items()
    }


def test_where_less_is_better_the_least_is_first(league: Workbook) -> None:
    league.edit(Cell("indicator", "P1.I01", "direction"), "lower")
    assert points(league, "haining") == 6
    assert points(league, "yongkang") == Fraction("4.8")


def test_one_figure_moves_the_points_of_all(league: Workbook) -> None:
    """Kept figures, cards and lines follow; what is kept is what a fresh look computes."""
    group = Group("score", "P1.2020")
    before = dict(league.figures(group, "P1").rows)
    league.edit(Cell("value", "P1.haining.I01.2020", "actual"), "10")
    assert points(league, "yongkang") == Fraction("5.7")
    line = league.line("P1", "yongkang", "I01", 2020)
    assert line is not None
    assert line.score.score == Fraction("5.7")
    after = dict(league.figures(group, "P1").rows)
    assert all(before[county] != after[county] for county in COUNTIES)
    assert after == dict(Workbook(league.store).figures(group, "P1").rows)


def test_who_has_no_figure_has_no_rank_and_no_points(league: Workbook) -> None:
    league.edit(Cell("value", "P1.yongkang.I01.2020", "actual"), "")
    assert points(league, "yongkang") is None
    assert points(league, "wenling") == 6
    league.edit(Cell("value", "P1.wenling.I01.2020", "state"), "not_applicable")
    assert points(league, "shangyu") == 6


def test_it_is_explained_by_the_rank(league: Workbook) -> None:
    made = working(league, Cell("value", "P1.changxing.I01.2020", "score"))
    assert made is not None
    assert made.value == again(made) == Fraction("5.1")
    assert [part.value for part in made.parts] == [6, 4, 5]
