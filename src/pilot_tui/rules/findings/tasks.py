"""What is wrong with a milestone, and with counts that were stated and listed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pilot_tui.model import Progress, Task
from pilot_tui.rules.findings.finding import Finding


def task(address: str, given: Task, done: Progress, today: str) -> Iterator[Finding]:
    """A deadline that passed or was missed, a gap after the end, a printed completion that cannot be."""
    if done.word == "overdue":
        yield Finding("overdue", address, {"due": given.target_day, "days": done.days})
    elif done.word == "late":
        yield Finding("late", address, {"due": given.target_day, "done": given.actual_day, "days": done.days})
    unanswered = given.kind == "task" and given.actual is None and given.target is not None and done.due
    if unanswered and given.ends and given.ends < today:
        yield Finding("gap", address, {"target": given.target, "due": given.ends})
    if done.consistent is False:
        yield Finding("reported", address, {"printed": given.reported, "computed": done.completion})


def count(address: str, stated: Decimal | None, listed: int) -> Iterator[Finding]:
    """A count that was stated and is another than what is listed; both are kept, none is invented."""
    if stated is not None and stated != listed:
        yield Finding("count", address, {"stated": stated, "listed": listed})
