"""The S-curve of a task: its plan, what was reached, where it ends."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Rule, Task
from pilot_tui.rules.curve import curve, measure, rate
from pilot_tui.rules.elapsed import elapsed
from pilot_tui.rules.forecast import corners, forecast, planned, run_rate, stretch
from pilot_tui.rules.reports import Report
from pilot_tui.rules.rounding import shown
from pilot_tui.rules.schedule import progress

RULE = Rule()
HALF = Task(starts="2022-01-01", ends="2022-12-31", as_of="2022-06-30", target=Decimal(1000))
APRIL = HALF._replace(starts="2022-04-01", as_of="2022-05-31", actual=Decimal(343))
figures = st.decimals(0, 5000, places=1)
offsets = st.integers(0, 364)


def day(offset: int) -> str:
    return str(date(2022, 1, 1) + timedelta(offset))


def test_own_start_matters() -> None:
    """34.3 % at 31 May: red on the calendar year, green for a task from 1 April (rules.md, Milestones)."""
    assert progress(APRIL, RULE).light == "good"
    assert progress(APRIL._replace(starts="2022-01-01"), RULE).light == "late"


def test_a_plan_is_what_a_task_is_measured_against() -> None:
    """The example of docs/scoring.md: 20 % by the end of June is two thirds of that at the end of May."""
    done = progress(APRIL._replace(plan=(("2022-06-30", Decimal(20)),)), RULE)
    assert done.planned == Fraction(40, 3)
    assert shown(done.gap or Fraction(), 1) == "21.0"
    assert done.elapsed == Fraction(200, 9)


@pytest.mark.parametrize(("plan", "light"), [("40", "good"), ("46", "near"), ("50", "look"), ("60", "late")])
def test_the_light_of_a_task_with_a_plan_is_given_against_the_plan(plan: str, light: str) -> None:
    """47 % at half time, 3 points behind the time elapsed: the plan decides, not the time."""
    task = HALF._replace(actual=Decimal(470), plan=(("2022-06-30", Decimal(plan)),))
    assert progress(task, RULE).light == light


def test_the_curve_of_a_task_told_several_times() -> None:
    reports = [
        Report("2022-03-31", Decimal(100)),
        Report("2022-06-30", Decimal(470)),
        Report("2022-09-30", Decimal(900)),
    ]
    task = HALF._replace(actual=Decimal(470))
    found = curve(task, reports, "cumulative", RULE)
    assert found is not None
    assert [(one.day, one.percent) for one in found.reached] == [
        ("2022-03-31", Fraction(10)),
        ("2022-06-30", Fraction(47)),
    ]
    assert found.forecast == 94  # 47 % at half time
    assert found.rate is not None
    assert found.rate.needed == Fraction(530, 6)
    assert [(one.time, one.percent) for one in found.plan] == [
        (Fraction(0), Fraction(0)),
        (Fraction(100), Fraction(100)),
    ]


def test_what_is_not_done_bit_by_bit_has_no_curve() -> None:
    for kind in ("dated", "growth"):
        assert curve(HALF._replace(kind=kind), [], "", RULE) is None
    assert curve(HALF._replace(ends="2021-12-31"), [], "", RULE) is None


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (HALF._replace(actual=Decimal(470)), (470, 1000, "own")),
        (HALF._replace(kind="checklist", items=5, items_done=4, items_known=True), (4, 5, "items")),
        (HALF._replace(kind="qualitative", share=Decimal(60)), (60, 100, "percent")),
        (HALF._replace(target=None, reported=Decimal("64.3")), (Fraction("64.3"), 100, "percent")),
        (
            HALF._replace(target=None, actual=Decimal(845), reported=Decimal(47)),
            (845, Fraction(84500, 47), "own"),
        ),
    ],
)
def test_the_unit_a_pace_is_in(task: Task, expected: tuple[Fraction, Fraction, str]) -> None:
    found = measure(task)
    assert found is not None
    assert found[:3] == expected


def test_no_pace_where_less_is_better() -> None:
    assert measure(HALF._replace(actual=Decimal(470), operator="at_most")) is None
    assert rate(HALF._replace(actual=Decimal(470), as_of=""), RULE) is None


@given(actual=figures, target=st.decimals("0.1", 5000, places=1), at=st.integers(0, 363))
def test_the_forecast_and_the_pace_say_the_same(actual: Decimal, target: Decimal, at: int) -> None:
    for basis in ("months", "days"):
        share = elapsed(day(0), day(364), day(at), basis)
        ends = forecast(100 * Fraction(actual) / Fraction(target), share)
        found = run_rate(actual, target, day(0), day(364), day(at), basis)
        assert ends is not None
        assert found is not None
        assert found.needed is not None
        assert (ends >= 100) == (found.so_far >= found.needed)


@given(points=st.dictionaries(offsets, st.decimals(0, 100, places=1), max_size=8), at=st.integers(-40, 400))
def test_a_plan_that_does_not_fall_never_does(points: dict[int, Decimal], at: int) -> None:
    rising = list(zip(sorted(points), sorted(points.values()), strict=True))
    plan = [(day(offset), percent) for offset, percent in rising]
    asked = [planned(plan, day(0), day(364), day(each), "days") for each in (at, at + 20)]
    assert asked[0] is not None
    assert asked[1] is not None
    assert 0 <= asked[0] <= asked[1] <= 100
    for offset, percent in rising:
        assert planned(plan, day(0), day(364), day(offset), "days") == Fraction(percent)


@given(points=st.dictionaries(offsets, st.decimals(0, 100, places=1), max_size=8), at=st.fractions(0, 100))
def test_a_time_lies_in_one_stretch_of_a_plan(points: dict[int, Decimal], at: Fraction) -> None:
    plan = corners([(day(each), percent) for each, percent in points.items()], day(0), day(364), "days")
    assert (plan[0].time, plan[0].percent, plan[-1].time) == (Fraction(0), Fraction(0), Fraction(100))
    low, high = stretch(plan, at)
    assert low.time <= at <= high.time
    assert low.time < high.time


def test_a_growth_rate_is_behind_when_it_is_below_its_target() -> None:
    """Growth does not add up with time (rules.md, Milestones): below the target is behind, however little."""
    growth = HALF._replace(kind="growth", target=Decimal(8))
    seen = {
        actual: progress(growth._replace(actual=Decimal(actual)), RULE)
        for actual in ("7.9", "8", "8.5", "10", "4")
    }
    assert {actual: (done.light, done.word) for actual, done in seen.items()} == {
        "7.9": ("late", "behind"),
        "8": ("near", "level"),
        "8.5": ("near", "level"),
        "10": ("good", "ahead"),
        "4": ("late", "behind"),  # 50 % at half time would be on schedule for what adds up
    }
    assert seen["7.9"].gap == Fraction("-0.1")
    over = growth._replace(actual=Decimal(8), as_of="2022-12-31")
    assert progress(over, RULE).word == "done"
    falling = growth._replace(operator="at_most", target=Decimal(-3), actual=Decimal("-2.5"))
    assert progress(falling, RULE).word == "behind"
    assert progress(growth, RULE).word == "none"


def test_a_level_is_worth_its_share() -> None:
    level = HALF._replace(kind="qualitative", target=None, share=Decimal(60))
    done = progress(level, RULE)
    assert (done.completion, done.gap, done.word) == (Fraction(60), Fraction(10), "ahead")
    assert progress(level._replace(share=None), RULE).word == "none"


@given(at=st.integers(-400, 800), first=offsets, length=st.integers(0, 400))
def test_time_stays_within_its_ends(at: int, first: int, length: int) -> None:
    for basis in ("months", "days"):
        share = elapsed(day(first), day(first + length), day(at), basis)
        assert share is not None
        assert 0 <= share <= 100
