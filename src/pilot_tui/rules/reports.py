"""A task told several times: which of its reports counts, and what the task comes to by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.rules.series import falls, yearly


class Report(NamedTuple):
    """What was said of a task on a day."""

    day: str
    """ISO day it is true of."""
    actual: Decimal | None = None
    """In the task's own unit; by its kind of period so far, of the period, or at the time."""
    reported: Decimal | None = None
    """The completion in percent as printed, its decimals kept."""

    @property
    def says(self) -> bool:
        """Whether it says anything of what was reached."""
        return self.actual is not None or self.reported is not None


class Standing(NamedTuple):
    """What a task comes to by its reports."""

    day: str
    """Of the newest report that says anything: the as-of date."""
    actual: Decimal | None
    reported: Decimal | None
    """Printed in that very report: another day's says nothing of this one."""
    made_of: tuple[str, ...]
    """The days of the reports the actual is made of, ascending."""


def standing(reports: Sequence[Report], kind: str, until: str = "") -> Standing | None:
    """The task as its newest report has it.

    Args:
        reports: In any order.
        kind: `per_period` adds the reports up; `cumulative`, `level` and a blank take the newest one.
        until: ISO day; later reports do not count. Empty for no such day.

    Returns:
        None when no report that counts says anything.

    Source: docs/scoring.md, tasks told several times.
    """
    told = [one for one in sorted(reports, key=_day) if one.says and (not until or one.day <= until)]
    if not told:
        return None
    newest = told[-1]
    if kind != "per_period":
        made_of = (newest.day,) if newest.actual is not None else ()
        return Standing(newest.day, newest.actual, newest.reported, made_of)
    figures = [one.actual for one in told]
    there = tuple(one.day for one in told if one.actual is not None)
    return Standing(newest.day, yearly(figures, kind).value, newest.reported, there)


def history(reports: Sequence[Report], kind: str) -> Iterator[Standing]:
    """The task as it stood on the day of each report that says anything, ascending."""
    for one in sorted(reports, key=_day):
        if one.says and (found := standing(reports, kind, one.day)) is not None:
            yield found


def falling(reports: Sequence[Report], kind: str) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports, one after the other, of which the later has less, where figures only add up."""
    if kind not in ("cumulative", ""):
        return
    told = [one for one in sorted(reports, key=_day) if one.actual is not None]
    for at in falls([one.actual for one in told]):
        yield told[at - 1], told[at]


def _day(one: Report) -> str:
    return one.day
