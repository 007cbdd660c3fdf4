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
    actual: Decimal | Fraction, target: Decimal | Fraction, starts: str, ends: str, as_of: str, basis: str
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
        Fraction(actual) / over, max(Fraction(), Fraction(target) - Fraction(actual)) / left if left else None
    )


class Corner(NamedTuple):
    """One point of a planned curve."""

    day: str
    """ISO day; of the end of a plan that says nothing of it the last day of the task."""
    time: Fraction
    """Percent of the task's time that is over then."""
    percent: Fraction
    """Completion planned for it."""
    given: bool
    """Whether the plan says so, and not the start or the end of every task."""


def corners(curve: Sequence[tuple[str, Decimal]], starts: str, ends: str, basis: str) -> tuple[Corner, ...]:
    """A planned curve from 0 at the start of the task to its end.

    Args:
        curve: `(ISO day, percent)`; a day on which no time has passed is left out. Without any the plan is
            the time elapsed; after the last day it goes on to 100 at the end.
        starts: ISO day.
        ends: ISO day.
        basis: As `elapsed`.

    Returns:
        By time, two points at least; empty when the task has no time.
    """
    if elapsed(starts, ends, ends, basis) is None:
        return ()
    points = [Corner(starts, Fraction(), Fraction(), False)]
    for day, percent in sorted(curve):
        at = elapsed(starts, ends, day, basis)
        if at is not None and at > points[-1].time:
            points.append(Corner(day, at, Fraction(percent), True))
    if points[-1].time < 100:
        points.append(Corner(ends, Fraction(100), Fraction(100), False))
    return tuple(points)


def stretch(points: Sequence[Corner], now: Fraction) -> tuple[Corner, Corner]:
    """The two neighbouring points of a curve between which a time, in percent, lies.

    Raises:
        ValueError: When the curve has no points.
    """
    if len(points) < 2:
        raise ValueError("a curve has two points at least")
    return next((pair for pair in pairwise(points) if now <= pair[1].time), (points[-2], points[-1]))


def planned(
    curve: Sequence[tuple[str, Decimal]], starts: str, ends: str, as_of: str, basis: str
) -> Fraction | None:
    """The completion a task should have at `as_of`, in percent: along its planned curve, else as time goes.

    Args:
        curve: As `corners`; between two days the plan grows evenly with time.
        starts: ISO day.
        ends: ISO day.
        as_of: ISO day.
        basis: As `elapsed`.
    """
    now = elapsed(starts, ends, as_of, basis)
    if now is None or not curve:
        return now
    low, high = stretch(corners(curve, starts, ends, basis), now)
    return low.percent + (high.percent - low.percent) * (now - low.time) / (high.time - low.time)
