"""How much of a span of days has passed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache


@lru_cache(1024)
def elapsed(starts: str, ends: str, as_of: str, basis: str) -> Fraction | None:
    """How much of the time from the morning of `starts` to the evening of `ends` was over on that of `as_of`.

    Args:
        starts: ISO day.
        ends: ISO day.
        as_of: ISO day the value is true of, never today.
        basis: `months`, each worth the same whatever its length, or `days`.

    Returns:
        Percent, 0 to 100; None when a day is blank or the end lies before the start.

    Raises:
        ValueError: When a day is no ISO day or the basis is unknown.

    Source: docs/scoring.md; F04 of the reference table of scoring methods.
    """
    if basis not in _LENGTHS:
        raise ValueError(f"no basis {basis!r}")
    if not (starts and ends and as_of):
        return None
    first, last, now = (date.fromisoformat(day) for day in (starts, ends, as_of))
    if last < first:
        return None
    over = length(first, now, basis) / length(first, last, basis)
    return 100 * min(max(over, Fraction()), Fraction(1))


def length(first: date, last: date, basis: str) -> Fraction:
    """The time from the morning of `first` to the evening of `last`, in months or days."""
    return _LENGTHS[basis](first, last)


def _months(first: date, day: date) -> Fraction:
    whole = 12 * (day.year - first.year) + day.month - first.month
    return whole + Fraction(day.day, _days_in_month(day)) - Fraction(first.day - 1, _days_in_month(first))


def _days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _days(first: date, day: date) -> Fraction:
    return Fraction((day - first).days + 1)


_LENGTHS: dict[str, Callable[[date, date], Fraction]] = {"months": _months, "days": _days}
