"""Tasks told several times: which report counts, and what the task comes to on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.reports import Report, falling, history, standing

APRIL, MAY, JUNE = "2022-04-30", "2022-05-31", "2022-06-30"


def told(day: str, actual: str = "", reported: str = "") -> Report:
    return Report(day, Decimal(actual) if actual else None, Decimal(reported) if reported else None)


TWO = [told(MAY, "343"), told(APRIL, "100")]
figures = st.one_of(st.none(), st.decimals(0, 10_000, places=1))
days = st.dates().map(str)
series = st.lists(st.builds(Report, days, figures, figures), max_size=12, unique_by=lambda one: one.day)


@pytest.mark.parametrize(
    ("kind", "until", "expected"),
    [  # the example of docs/scoring.md
        ("cumulative", "", (MAY, "343", (MAY,))),
        ("", "", (MAY, "343", (MAY,))),
        ("level", "", (MAY, "343", (MAY,))),
        ("per_period", "", (MAY, "443", (APRIL, MAY))),
        ("cumulative", APRIL, (APRIL, "100", (APRIL,))),
        ("per_period", "2022-05-30", (APRIL, "100", (APRIL,))),
    ],
)
def test_the_newest_report_counts(kind: str, until: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    found = standing(TWO, kind, until)
    assert found is not None
    assert (found.day, str(found.actual), found.made_of) == expected


def test_a_report_that_says_nothing_does_not_count() -> None:
    """A point of a plan is no news of what was reached."""
    found = standing([*TWO, told(JUNE)], "cumulative")
    assert found is not None
    assert found.day == MAY
    assert standing([told(JUNE)], "cumulative") is None
    assert standing(TWO, "cumulative", "2022-04-29") is None


def test_a_printed_completion_of_one_day_says_nothing_of_another() -> None:
    found = standing([told(APRIL, "100", "47"), told(MAY, "343")], "cumulative")
    assert found is not None
    assert (found.actual, found.reported) == (Decimal(343), None)
    found = standing([told(APRIL, "100"), told(MAY, "", "64.3")], "cumulative")
    assert found is not None
    assert (found.actual, found.reported) == (None, Decimal("64.3"))


def test_of_periods_too_the_newest_report_says_what_was_printed() -> None:
    found = standing([told(APRIL, "100", "10"), told(MAY, "343", "44.3")], "per_period")
    assert found is not None
    assert (found.actual, found.reported) == (Decimal(443), Decimal("44.3"))


def test_only_what_adds_up_can_fall() -> None:
    down = [told(APRIL, "1200"), told(JUNE, "1100"), told(MAY)]
    for kind in ("cumulative", ""):
        assert [(one.day, two.day) for one, two in falling(down, kind)] == [(APRIL, JUNE)]
    assert [*falling(down, "per_period"), *falling(down, "level")] == []


def test_a_fall_is_seen_across_a_report_without_a_figure() -> None:
    down = [told(APRIL, "1200"), told(MAY, "", "50"), told(JUNE, "1100")]
    assert [(one.day, two.day) for one, two in falling(down, "cumulative")] == [(APRIL, JUNE)]


@given(reports=series, kind=st.sampled_from(["cumulative", "per_period", "level", ""]), until=days)
def test_later_reports_change_nothing_of_an_earlier_day(reports: list[Report], kind: str, until: str) -> None:
    early = [one for one in reports if one.day <= until]
    assert standing(reports, kind, until) == standing(early, kind)


@given(reports=series, kind=st.sampled_from(["cumulative", "per_period", "level", ""]))
def test_the_history_ends_with_what_counts(reports: list[Report], kind: str) -> None:
    told_so_far = [*history(reports, kind)]
    assert (told_so_far[-1] if told_so_far else None) == standing(reports, kind)
    assert [one.day for one in told_so_far] == sorted(one.day for one in reports if one.says)


@given(reports=series)
def test_periods_add_up_to_no_less_than_each_of_them(reports: list[Report]) -> None:
    for one in history(reports, "per_period"):
        there = [each.actual for each in reports if each.actual is not None and each.day <= one.day]
        assert one.actual == (sum(there, Decimal()) if there else None)
