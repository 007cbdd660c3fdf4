"""Where a task ends if it goes on as it has, and how fast it must go to arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from pilot_tui.rules.elapsed import elapsed, length


class RunRate(NamedTuple):
    """Units of the task per month, or per day, as the programme counts time."""

    so_far: Fraction
    needed: Fraction | None
    """None when no time is left."""


def forecast(completion: Fraction | None, share: Fraction | None) -> Fraction | None:
    """The completion at the end of the task's time at the present pace, in percent.

    Args:
        completion: Percent.
        share: Percent of the task's time that is over.

    Returns:
        None when either is not known or no time is over yet.
    """
    return None if completion is None or not share else 100 * completion / share


def run_rate(
    actual: Decimal, target: Decimal, starts: str, ends: str, as_of: str, basis: str
) -> RunRate | None:
    """How fast the task went, and must go from now on to reach its target on its last day.

    Returns:
        None when a day is missing, the task has not begun, or it ends before it starts.

    Raises:
        ValueError: As `elapsed`.
    """
    share = elapsed(starts, ends, as_of, basis)
    if not share:
        return None
    whole = length(date.fromisoformat(starts), date.fromisoformat(ends), basis)
    over = whole * share / 100
    left = whole - over
    return RunRate(
        Fraction(actual) / over, max(Fraction(), Fraction(target - actual)) / left if left else None
    )


def planned(
    curve: Sequence[tuple[str, Decimal]], starts: str, ends: str, as_of: str, basis: str
) -> Fraction | None:
    """The completion a task should have at `as_of`, in percent: along its planned curve, else as time goes.

    Args:
        curve: `(ISO day, percent)` by day; between two days the plan grows evenly with time, before the
            first from 0 at the start, after the last to 100 at the end.
        starts: ISO day.
        ends: ISO day.
        as_of: ISO day.
        basis: As `elapsed`.
    """
    now = elapsed(starts, ends, as_of, basis)
    if now is None or not curve:
        return now
    points = [(Fraction(), Fraction())]
    for day, percent in sorted(curve):
        at = elapsed(starts, ends, day, basis)
        if at is not None and at > points[-1][0]:
            points.append((at, Fraction(percent)))
    if points[-1][0] < 100:
        points.append((Fraction(100), Fraction(100)))
    return _along(points, now)


def _along(points: Sequence[tuple[Fraction, Fraction]], now: Fraction) -> Fraction:
    for (left, low), (right, high) in pairwise(points):
        if now <= right:
            return low + (high - low) * (now - left) / (right - left)
    return points[-1][1]
