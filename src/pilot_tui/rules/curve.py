"""A task over its time: planned, reached, and where it ends at the present pace."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import Rule, Task
from pilot_tui.rules.completion import lower_is_better
from pilot_tui.rules.elapsed import elapsed
from pilot_tui.rules.forecast import Corner, RunRate, corners, forecast, run_rate
from pilot_tui.rules.implied import implied_middle
from pilot_tui.rules.reports import Report, history
from pilot_tui.rules.schedule import progress

_OVER_TIME = ("task", "checklist", "qualitative")
"""Kinds of tasks that are done bit by bit: a date comes or does not, a growth rate does not add up."""


class Point(NamedTuple):
    """How far the task was on a day."""

    day: str
    """ISO day."""
    time: Fraction
    """Percent of its time that was over."""
    percent: Fraction
    """Completion, uncapped."""
    actual: Decimal | None = None
    """The figure behind it, in the task's own unit."""


class Curve(NamedTuple):
    """A task over its time."""

    plan: tuple[Corner, ...]
    reached: tuple[Point, ...]
    """By day; the last one is what the task comes to now."""
    forecast: Fraction | None
    """Completion at its end at the present pace; None where there is none, or it is over."""
    rate: RunRate | None
    """In the unit of `measure`."""

    @property
    def now(self) -> Point | None:
        """Where the task stands."""
        return self.reached[-1] if self.reached else None


class Measure(NamedTuple):
    """What a task is counted in."""

    actual: Fraction
    target: Fraction
    unit: str
    """`own`, `items` or `percent`."""
    implied: bool = False
    """Whether the target is the middle of what a printed completion implies."""


def curve(task: Task, told: Sequence[Report], kind: str, rule: Rule) -> Curve | None:
    """A task over its time.

    Args:
        task: As it stands now.
        told: What was reported of it, in any order.
        kind: Its kind of period, as `reports.standing`.
        rule: Its programme's.

    Returns:
        None for what is not done bit by bit, and where the task has no time.

    Raises:
        ValueError: As `elapsed`.
    """
    plan = corners(task.plan, task.starts, task.ends, rule.basis)
    if task.kind not in _OVER_TIME or not plan:
        return None
    done = progress(task, rule)
    reached = {one.day: one for one in _before(task, told, kind, rule)}
    if task.as_of and done.elapsed is not None and done.completion is not None:
        reached[task.as_of] = Point(task.as_of, done.elapsed, done.completion, task.actual)
    over = done.elapsed is not None and done.elapsed >= 100
    return Curve(
        plan,
        tuple(reached[day] for day in sorted(reached)),
        None if over else forecast(done.completion, done.elapsed),
        rate(task, rule),
    )


def _before(task: Task, told: Sequence[Report], kind: str, rule: Rule) -> list[Point]:
    """What each report came to on its day, up to the task's own as-of date."""
    if task.kind != "task":
        told = [one._replace(actual=None) for one in told]
    found = []
    for one in history(told, kind):
        if task.as_of and one.day > task.as_of:
            continue
        then = progress(task._replace(actual=one.actual, reported=one.reported, as_of=one.day), rule)
        if then.completion is not None and then.elapsed is not None:
            found.append(Point(one.day, then.elapsed, then.completion, one.actual))
    return found


def measure(task: Task) -> Measure | None:
    """What is done of a task and what is to be done, in one unit: its own where there are figures.

    Returns:
        None where one of the two is not known, where less is better, and for a link.
    """
    if (
        task.kind not in _OVER_TIME
        or task.operator == "link"
        or lower_is_better(task.operator, task.direction)
    ):
        return None
    if task.kind == "checklist" and task.items_known and task.items:
        return Measure(Fraction(task.items_done), Fraction(task.items), "items")
    if task.kind == "task" and task.actual is not None:
        if task.target is not None:
            return Measure(Fraction(task.actual), Fraction(task.target), "own")
        if task.reported:
            middle = implied_middle(task.actual, task.reported)
            return Measure(Fraction(task.actual), middle, "own", implied=True)
    known = task.reported if task.reported is not None else task.share
    return None if known is None else Measure(Fraction(known), Fraction(100), "percent")


def rate(task: Task, rule: Rule) -> RunRate | None:
    """How fast a task went, and must go to reach its target; None where that cannot be said."""
    found = measure(task)
    if found is None or elapsed(task.starts, task.ends, task.as_of, rule.basis) is None:
        return None
    return run_rate(found.actual, found.target, task.starts, task.ends, task.as_of, rule.basis)
