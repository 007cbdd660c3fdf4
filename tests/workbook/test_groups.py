"""County groups: Σ numerators ÷ Σ denominators, never the mean of percents."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from desk.drawing import drawn
from pilot_tui.errors import NoCell
from pilot_tui.model import Cell
from pilot_tui.report.explaining.tree import tree
from pilot_tui.rules.working import again
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.workings import working

PARTS = {"yongkang": ("1", "10"), "haining": ("90", "100")}
"""10 % and 90 %: their mean is 50 %, together they are 91 of 110, 82.7 %."""
HERE = Cell("value", "P1.pair.I01.2020", "grouped")


@pytest.fixture
def pair(book: Workbook) -> Workbook:
    book.add("county", {"name_zh": "两县", "name_en": "The pair", "kind": "group"}, id="pair")
    for county, (numerator, denominator) in PARTS.items():
        book.add("member", {"group": "pair", "county": county})
        book.edit(Cell("value", f"P1.{county}.I01.2020", "numerator"), numerator)
        book.edit(Cell("value", f"P1.{county}.I01.2020", "denominator"), denominator)
    return book


def test_a_group_is_its_sums_and_not_the_mean_of_its_percents(pair: Workbook) -> None:
    made = working(pair, HERE)
    assert made is not None
    assert made.value == again(made) == Fraction(9100, 110)
    assert [one.address for one in tree(pair, HERE) if one.stored] == [
        f"value/P1.{county}.I01.2020/{name}"
        for name in ("numerator", "denominator")
        for county in sorted(PARTS)
    ]


def test_a_unit_that_is_no_percent_is_the_plain_quotient(pair: Workbook) -> None:
    pair.edit(Cell("indicator", "P1.I01", "unit_zh"), "元/人")
    made = working(pair, HERE)
    assert made is not None
    assert made.value == again(made) == Fraction(91, 110)


def test_a_member_without_parts_is_left_out_and_counted(pair: Workbook) -> None:
    pair.edit(Cell("value", "P1.haining.I01.2020", "denominator"), "")
    (group,) = pair.county_groups("P1")
    done = pair.together("P1", pair.indicators("P1")[0], group, 2020)
    assert (done.figure, len(done.parts), done.of) == (Fraction(10), 1, 2)
    pair.edit(Cell("value", "P1.yongkang.I01.2020", "denominator"), "0")
    assert working(pair, HERE) is None


def test_who_is_no_group_here_has_no_figure_together(book: Workbook) -> None:
    with pytest.raises(NoCell):
        working(book, Cell("value", "P1.yongkang.I01.2020", "grouped"))


async def test_it_stands_among_the_counties(pair: Workbook, demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await app.typed("a")
        await app.until(lambda: "Σ The pair 2/2" in app.drawing.text)
        line = next(line for line in app.drawing.lines if "Σ The pair" in line)
        assert "82.73" in line
