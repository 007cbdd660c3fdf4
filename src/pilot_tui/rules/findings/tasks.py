"""What is wrong with a milestone, and with counts that were stated and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pilot_tui.model import Progress, Task
from pilot_tui.rules import reports
from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.reports import Report

_DONE = 100


def task(address: str, given: Task, done: Progress, today: str) -> Iterator[Finding]:
    """A deadline that passed or was missed, a gap after the end, a printed completion that cannot be."""
    if done.word == "late":
        yield Finding("late", address, {"due": given.target_day, "done": given.actual_day, "days": done.days})
    elif _overdue(given, done, today):
        yield Finding("overdue", address, {"due": given.target_day})
    unanswered = given.kind == "task" and given.actual is None and given.target is not None and done.due
    if unanswered and given.ends and given.ends < today:
        facts = {"operator": given.operator, "target": given.target, "due": given.ends}
        yield Finding("gap", address, facts)
    if done.consistent is False:
        yield Finding("reported", address, {"printed": given.reported, "computed": done.completion})


def _overdue(given: Task, done: Progress, today: str) -> bool:
    """Whether the day has passed and nothing says it was done: by its own as-of date or by now."""
    if given.kind != "dated" or not given.target_day or given.actual_day:
        return False
    printed_done = given.reported is not None and given.reported >= _DONE
    return done.word == "overdue" or (given.target_day < today and not printed_done)


def stale(address: str, given: Task, done: Progress, today: str, after: Decimal) -> Iterator[Finding]:
    """An unfinished task whose last figure is older than that many days, today or when its time was over."""
    if given.kind == "dated" or done.completion is None or done.completion >= _DONE or not given.as_of:
        return
    until = min(today, given.ends)
    days = (date.fromisoformat(until) - date.fromisoformat(given.as_of)).days
    if days > after:
        yield Finding("stale", address, {"day": given.as_of, "by": until})


def superseded(address: str, as_of: str, told: Sequence[Report]) -> Iterator[Finding]:
    """A task with a figure of its own, and a report of a later day that does not count for it."""
    newer = max((one.day for one in told if one.says), default="")
    if as_of and newer > as_of:
        yield Finding("superseded", address, {"day": as_of, "newer": newer})


def falling(at: Mapping[str, str], told: Sequence[Report], kind: str) -> Iterator[Finding]:
    """A report with less than the one before it, where figures only add up; `at` says where each stands."""
    for before, now in reports.falling(told, kind):
        yield Finding("falling", at[now.day], {"before": before.actual, "now": now.actual})


def plan_falls(at: Mapping[str, str], plan: Sequence[tuple[str, Decimal]]) -> Iterator[Finding]:
    """A point of a planned curve below the one before it."""
    for (_, before), (day, now) in pairwise(sorted(plan)):
        if now < before:
            yield Finding("plan_falls", at[day], {"before": before, "now": now})


def parts(address: str, reported: Sequence[Decimal | None]) -> Iterator[Finding]:
    """A year of which some parts that are due were reported and some were not."""
    present = sum(one is not None for one in reported)
    if 0 < present < len(reported):
        yield Finding("partial", address, {"present": present, "of": len(reported), "until": ""})


def count(address: str, stated: Decimal | None, listed: int) -> Iterator[Finding]:
    """A count that was stated and is another than what is listed; both are kept, none is invented."""
    if stated is not None and stated != listed:
        yield Finding("count", address, {"stated": stated, "listed": listed})
