"""Firms, industries and rectification items as a clerk fills them in: what they come to at every step."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from pilot_tui.errors import InvalidValue, NoCell
from pilot_tui.model import Cell
from pilot_tui.rules.working import again
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.firms import Firm
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.workings import working


@pytest.fixture
def book(demo: Path) -> Iterator[Workbook]:
    with Store.open(demo) as store:
        yield Workbook(store, "lin")


def put(book: Workbook, address: str, typed: str) -> None:
    book.edit(Cell.parse(address), typed)


def kinds(book: Workbook, programme: str, county: str) -> list[tuple[str, str]]:
    return [(one.finding.kind, one.finding.address) for one in book.findings(programme, county)]


def firm(book: Workbook, code: str) -> Firm:
    found = book.firms("P5", 2019).firm(code)
    assert found is not None
    return found


@pytest.fixture
def alone(book: Workbook) -> Workbook:
    """A programme of one firm and two indicators, nothing measured yet."""
    book.add("programme", {"name_zh": "亩均"}, id="PX")
    book.add("year", {"programme": "PX", "year": "2019"})
    book.add("pilot", {"programme": "PX", "county": "wuyi"})
    book.add("dimension", {"programme": "PX", "code": "D1", "weight": "100"})
    for code, benchmark in (("I1", "20"), ("I2", "5")):
        typed = {"programme": "PX", "code": code, "dimension": "D1", "weight": "50", "method": "benchmark"}
        book.add("indicator", {**typed, "benchmark": benchmark})
    book.add("band", {"programme": "PX", "code": "A", "low": "0", "high": "100", "of": "rank_share"})
    book.add("firm", {"programme": "PX", "code": "F1", "county": "wuyi", "name_zh": "示例企业甲"})
    return book


def test_a_programme_without_firms_has_none(book: Workbook) -> None:
    assert not book.has_firms("P1")
    assert book.firms("P1", 2020).counties == ()
    assert book.ones("P1").industries == ()
    assert book.rectification("P1", 2020) == []


def test_a_measure_is_born_in_its_cell_and_scored_at_once(alone: Workbook) -> None:
    assert alone.firms("PX", 2019).counties[0].firms[0].sheet.total_rescaled is None
    put(alone, "measure/PX.F1.I1.2019/value", "１０")
    assert (alone.row("measure", "PX.F1.I1.2019") or {})["provenance"] == "entered"
    (one,) = alone.firms("PX", 2019).counties[0].firms
    assert (one.sheet.total_rescaled, one.rank) == (Fraction(50), None)  # half the weight has data: unranked
    put(alone, "measure/PX.F1.I2.2019/value", "5")
    (one,) = alone.firms("PX", 2019).counties[0].firms
    assert (one.sheet.total_rescaled, one.rank) == (Fraction(75), 1)
    assert one.band == {}  # the share of an only place says nothing
    assert ("alone", "firm/PX.F1/name_zh") in kinds(alone, "PX", "wuyi")
    alone.undo()
    assert alone.row("measure", "PX.F1.I2.2019") is None


def test_what_cannot_be_measured_is_no_score_and_no_traceback(alone: Workbook) -> None:
    put(alone, "measure/PX.F1.I1.2019/value", "-3")
    put(alone, "measure/PX.F1.I2.2019/value", "5")
    put(alone, "indicator/PX.I2/benchmark", "0")
    first, second = alone.firms("PX", 2019).counties[0].firms[0].measures
    assert first.score.completion == -15  # shown as it is, scored as nothing
    assert first.score.score == 0
    assert (second.score.completion, second.score.score) == (None, None)
    assert ("benchmark", "indicator/PX.I2/benchmark") in kinds(alone, "PX", "wuyi")
    for field in ("score", "coverage", "rank", "grade"):
        worked = working(alone, Cell("graded", "PX.F1.2019", field))
        assert worked is None or again(worked) == worked.value


def test_parts_stand_for_a_blank_figure_and_are_held_against_a_typed_one(alone: Workbook) -> None:
    put(alone, "measure/PX.F1.I1.2019/numerator", "100")
    put(alone, "measure/PX.F1.I1.2019/denominator", "7")
    (county,) = alone.firms("PX", 2019).counties
    assert county.firms[0].measures[0].figure == Fraction(100, 7)
    assert county.firms[0].measures[0].score.completion == Fraction(500, 7)
    assert county.sums[0].figure == Fraction(100, 7)
    put(alone, "measure/PX.F1.I1.2019/value", "14.3")
    assert "quotient" not in dict(kinds(alone, "PX", "wuyi"))
    put(alone, "measure/PX.F1.I1.2019/value", "15.3")
    assert ("quotient", "measure/PX.F1.I1.2019/value") in kinds(alone, "PX", "wuyi")
    put(alone, "measure/PX.F1.I1.2019/denominator", "0")
    assert alone.firms("PX", 2019).counties[0].sums[0].figure is None


def test_equals_at_the_edge_of_a_grade_both_have_the_better_one(book: Workbook) -> None:
    fourth, fifth = book.firms("P5", 2019).counties[0].firms[3:5]
    assert (text(fourth.band, "code"), text(fifth.band, "code")) == ("A", "B")
    for one in fourth.measures:
        address = f"measure/P5.{fifth.code}.{one.indicator['code']}.2019/value"
        put(book, address, text(one.row, "value"))
    tied = firm(book, fourth.code), firm(book, fifth.code)
    assert {one.rank for one in tied} == {4}
    assert {text(one.band, "code") for one in tied} == {"A"}


def test_the_demo_firms_at_the_line_are_flagged_and_the_grades_are_those_of_wenling(book: Workbook) -> None:
    (county,) = book.firms("P5", 2019).counties
    assert {one.code for one in county.firms if one.cleared_out} == {"F19", "F20"}
    assert county.graded() == {"A": 4, "B": 12, "C": 3, "D": 1}
    found = kinds(book, "P5", "yongkang")
    assert {address for kind, address in found if kind == "clear_out"} == {
        "measure/P5.F19.I01.2019/value",
        "measure/P5.F20.I01.2019/value",
    }
    assert ("unmeasured", "measure/P5.F14.I04.2019/value") in found
    put(book, "measure/P5.F19.I01.2019/value", "1.01")
    assert ("clear_out", "measure/P5.F19.I01.2019/value") not in kinds(book, "P5", "yongkang")


def test_the_score_is_the_published_formula(book: Workbook) -> None:
    goals = [("I01", "24.097", 30), ("I02", "136.16", 20), ("I03", "2.694", 20), ("I04", "4929.81", 10)]
    goals += [("I05", "18.14", 10), ("I06", "0.0302", 10)]
    expected = Fraction()
    for code, goal, weight in goals:
        value = text(book.row("measure", f"P5.F07.{code}.2019") or {}, "value")
        expected += Fraction(value) / Fraction(goal) * weight
    assert firm(book, "F07").sheet.total_rescaled == expected


def test_the_five_ones_are_counted_and_none_that_applies_is_undefined(book: Workbook) -> None:
    for number, state in enumerate(("done", "done", "open", "not_applicable"), 1):
        put(book, f"item/M182.{number}/state", state)
    found = book.ones("P6")
    warpknit = next(one for one in found.industries if one.row["code"] == "warpknit")
    assert warpknit.progress is not None
    assert warpknit.progress.completion == 50  # 2 of 4 that apply, one of them not reported
    assert found.column(1) == (1, 9)
    assert found.column(4) == (0, 8)
    for number in range(1, 6):
        put(book, f"item/M182.{number}/state", "not_applicable")
    assert working(book, Cell("ones", "P6.haining", "done")) is None
    assert ("inapplicable", "item/M182.1/state") in kinds(book, "P6", "haining")


def test_what_was_stated_stands_beside_what_is_listed(book: Workbook) -> None:
    (stated,) = book.ones("P6").stated
    assert (stated.fact["id"], stated.fact["value"], stated.listed) == ("F004-009", "10", 9)
    put(book, "fact/F004-009/value", "9")
    assert ("count", "fact/F004-009/value") not in kinds(book, "P6", "haining")


def test_an_item_goes_from_found_to_closed(book: Workbook) -> None:
    def stands() -> tuple[str, str]:
        return next(
            (one.light, one.word) for one in book.rectification("P8", 2019) if one.row["id"] == "R001"
        )

    assert stands() == ("unknown", "undated")
    put(book, "rectification/R001/due", "2019-09-30")
    assert stands() == ("late", "overdue")
    put(book, "rectification/R001/rectified", "9月20日")  # of the item's own year
    assert stands() == ("near", "rectified")
    put(book, "rectification/R001/closed", "2019-08-01")
    assert stands() == ("good", "closed")
    assert ("order", "rectification/R001/closed") in kinds(book, "P8", "yongkang")
    put(book, "rectification/R001/closed", "2019-10-08")
    assert kinds(book, "P8", "yongkang") == []
    share = working(book, Cell("rectified", "P8.yongkang.2019", "closed_share"))
    assert share is not None
    assert (share.value, again(share)) == (Fraction(50), Fraction(50))


NOWHERE = [
    *("graded/P5.F99.2019/score", "graded/P5.F01.2019/nothing", "graded/P5/score"),
    *("measure/P5.F01.I99.2019/score", "firms/P5.wenling.2019/score", "firms/P5.yongkang.2019/I99"),
    *("rectified/P5.*.2019/found", "rectified/P8.*.2019/lost"),
    *("ones/P5.*/1", "ones/P6.*/9", "ones/P6.*/x"),
]


@pytest.mark.parametrize("address", NOWHERE)
def test_figures_of_nothing_are_no_cells(book: Workbook, address: str) -> None:
    with pytest.raises(NoCell):
        working(book, Cell.parse(address))


TYPED = [
    ("1200余", "1200", "more_than"),
    ("1,200+", "1200", "more_than"),
    ("１，２００＋", "1200", "more_than"),
    ("> 1200", "1200", "more_than"),
    ("more than 1200", "1200", "more_than"),
    ("1200 and more", "1200", "more_than"),
    ("300多", "300", "more_than"),
    ("1.2余万", "12000", "more_than"),
    ("近100", "100", "nearly"),
    ("nearly 100", "100", "nearly"),
    ("将近 100", "100", "nearly"),
    ("1300", "1300", None),
]


@pytest.mark.parametrize(("typed", "stored", "operator"), TYPED)
def test_more_than_a_figure_is_entered_as_people_write_it(
    book: Workbook, typed: str, stored: str, operator: str | None
) -> None:
    put(book, "milestone/M174/actual", "7")
    put(book, "milestone/M174/actual", typed)
    row = book.row("milestone", "M174") or {}
    assert (row["actual"], row["actual_operator"]) == (stored, operator)


def test_a_figure_typed_alone_is_exact_again_and_one_undo_takes_both_back(book: Workbook) -> None:
    put(book, "milestone/M174/target", "1500")
    assert book.task("M174").progress.bound == "more"
    put(book, "milestone/M174/actual", "1300")
    assert (book.task("M174").progress.bound, book.task("M174").task.actual_operator) == ("", "")
    book.undo()
    assert (book.task("M174").progress.bound, book.task("M174").task.actual_operator) == ("more", "more_than")


@pytest.mark.parametrize("typed", ["余1200余", "1200余余", "> > 1200", "+", "余"])
def test_what_could_be_anything_is_refused(book: Workbook, typed: str) -> None:
    with pytest.raises(InvalidValue):
        put(book, "milestone/M174/actual", typed)
