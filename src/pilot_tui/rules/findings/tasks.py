"""What is wrong with a milestone, and with counts that were stated and listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pilot_tui.model import Progress, Task
from pilot_tui.rules.findings.finding import Finding

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


def parts(address: str, reported: Sequence[Decimal | None]) -> Iterator[Finding]:
    """A year of which some parts that are due were reported and some were not."""
    present = sum(one is not None for one in reported)
    if 0 < present < len(reported):
        yield Finding("partial", address, {"present": present, "of": len(reported), "until": ""})


def count(address: str, stated: Decimal | None, listed: int) -> Iterator[Finding]:
    """A count that was stated and is another than what is listed; both are kept, none is invented."""
    if stated is not None and stated != listed:
        yield Finding("count", address, {"stated": stated, "listed": listed})
