"""Years made of parts, and where a task will end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.elapsed import elapsed
from pilot_tui.rules.forecast import forecast, planned, run_rate
from pilot_tui.rules.rounding import shown
from pilot_tui.rules.series import increments, yearly

YEAR = ("2022-01-01", "2022-12-31")
figures = st.lists(st.none() | st.decimals(min_value=0, max_value=1000, places=2), max_size=12)
days = st.dates(date(2022, 1, 1), date(2022, 12, 31)).map(date.isoformat)


def d(*given: object) -> list[Decimal | None]:
    return [None if one is None else Decimal(str(one)) for one in given]


def test_a_cumulative_year_is_its_last_figure() -> None:
    found = yearly(d(120, 380, None, 845, None), "cumulative")
    assert (found.value, found.present, found.of, found.partial) == (Decimal(845), 3, 5, True)


def test_a_cumulative_series_that_falls_is_a_warning() -> None:
    assert yearly(d(120, 380, None, 370, 371), "cumulative").falls == (3,)
    assert yearly(d(120, 380, None, 370), "level").falls == ()


def test_a_year_per_period_is_the_sum_and_says_how_much_of_it_is_there() -> None:
    found = yearly(d(10, "2.5", None, 7), "per_period")
    assert (found.value, found.present, found.of) == (Decimal("19.5"), 3, 4)


def test_a_level_is_never_summed() -> None:
    assert yearly(d(54, 55, "55.5"), "level").value == Decimal("55.5")


def test_nothing_reported_is_no_zero() -> None:
    for kind in ("cumulative", "per_period", "level"):
        found = yearly(d(None, None), kind)
        assert found.value is None
        assert not found.partial


def test_increments_are_differences() -> None:
    assert increments(d(120, 380, None, 845)) == d(120, 260, None, None)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="weekly"):
        yearly([], "weekly")


@given(figures)
def test_a_whole_cumulative_series_is_the_sum_of_its_increments(given: list[Decimal | None]) -> None:
    there = [one for one in given if one is not None]
    added = increments(list(there))
    assert sum((one for one in added if one is not None), Decimal(0)) == (there[-1] if there else 0)


def test_the_forecast_goes_on_at_the_present_pace() -> None:
    # 47 % at half time ends at 94 %; Hangzhou's 223 % at the year's end is what it is.
    assert forecast(Fraction(47), Fraction(50)) == 94
    assert forecast(Fraction(223), Fraction(100)) == 223
    assert forecast(Fraction(47), Fraction(0)) is None
    assert forecast(None, Fraction(50)) is None


def test_the_rate_still_needed() -> None:
    # 845 in six months is 140.83 a month; 953 are left for six: 158.83.
    found = run_rate(Decimal(845), Decimal(1798), *YEAR, "2022-06-30", "months")
    assert found is not None
    assert found.needed is not None
    assert (shown(found.so_far, 2), shown(found.needed, 2)) == ("140.83", "158.83")


def test_a_target_that_is_reached_needs_nothing_more() -> None:
    found = run_rate(Decimal(90), Decimal(80), *YEAR, "2022-06-30", "days")
    assert found is not None
    assert found.needed == 0


def test_at_the_end_there_is_no_rate_left() -> None:
    found = run_rate(Decimal(50), Decimal(80), *YEAR, "2022-12-31", "months")
    assert found is not None
    assert found.needed is None


def test_a_task_not_begun_has_no_rate() -> None:
    assert run_rate(Decimal(0), Decimal(80), *YEAR, "2021-12-31", "months") is None
    assert run_rate(Decimal(0), Decimal(80), *YEAR, "", "months") is None


def test_a_planned_curve_is_followed_between_its_days() -> None:
    curve = [("2022-06-30", Decimal(20)), ("2022-09-30", Decimal(80))]
    said = [
        planned(curve, *YEAR, day, "months")
        for day in ("2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31")
    ]
    assert said == [10, 20, 80, 100]
    # Two of the three months from 20 to 80 are over at the end of August.
    assert planned(curve, *YEAR, "2022-08-31", "months") == 60


@given(days, st.sampled_from(["months", "days"]))
def test_without_a_curve_the_plan_is_the_time(day: str, basis: str) -> None:
    assert planned([], *YEAR, day, basis) == elapsed(*YEAR, day, basis)


@given(st.lists(st.tuples(days, st.integers(0, 100).map(Decimal)), max_size=5), days)
def test_a_growing_plan_never_falls(curve: list[tuple[str, Decimal]], day: str) -> None:
    growing = list(zip(sorted(one for one, _ in curve), sorted(one for _, one in curve), strict=True))
    later = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    first, second = (planned(growing, *YEAR, one, "days") for one in (day, later))
    assert first is not None
    assert second is not None
    assert 0 <= first <= second <= 100
