"""Milestones against their own time, at their own as-of date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pilot_tui.model import Progress, Rule, Task, TaskShare
from pilot_tui.rules.bounds import INEXACT, bound, for_light
from pilot_tui.rules.completion import UNSCORED, lower_is_better, ratio
from pilot_tui.rules.elapsed import elapsed
from pilot_tui.rules.forecast import planned
from pilot_tui.rules.implied import agrees, consistent, implied_target
from pilot_tui.rules.lights import growth_light, share_light, task_light

__all__ = ["elapsed", "progress", "task_share"]


def progress(task: Task, rule: Rule) -> Progress:
    """How a milestone stands: a printed completion goes before a computed one, a deadline before both.

    Raises:
        ValueError: As `elapsed`.

    Source: docs/scoring.md, the table of lights.
    """
    computed = _computed(task, rule)
    reached = computed if task.reported is None else Fraction(task.reported)
    time = elapsed(task.starts, task.ends, task.as_of, rule.basis)
    plan = planned(task.plan, task.starts, task.ends, task.as_of, rule.basis)
    days = _days_late(task)
    of = _bound(task)
    light, word = _light(task, for_light(reached, of), time, plan, days, rule)
    return Progress(
        completion=reached,
        elapsed=time,
        gap=_gap(task, reached, plan),
        days=days,
        implied=_implied(task),
        consistent=_consistent(task, computed),
        light=light,
        word=word,
        due=_due(task, light),
        bound=of,
        planned=plan,
    )


def task_share(progresses: Iterable[Progress], rule: Rule) -> TaskShare:
    """A county's tasks summed up as the circular does: those good or near, of those due."""
    lights = Counter(one.light for one in progresses if one.due)
    return share_of(lights["good"] + lights["near"], lights.total(), rule)


def share_of(on_schedule: int, due: int, rule: Rule) -> TaskShare:
    """So many of so many, with their light."""
    percent = Fraction(100 * on_schedule, due) if due else None
    return TaskShare(on_schedule, due, share_light(percent, rule))


def _computed(task: Task, rule: Rule) -> Fraction | None:
    if task.operator == "link":
        return None
    if task.kind == "dated":
        known = task.actual_day and task.target_day
        return Fraction(100 * (task.actual_day <= task.target_day)) if known else None
    if task.kind == "checklist":
        return Fraction(100 * task.items_done, task.items) if task.items_known and task.items else None
    if task.kind == "qualitative":
        return None if task.share is None else Fraction(task.share)
    if task.actual is None or task.target is None:
        return None
    return ratio(task.actual, task.target, lower=lower_is_better(task.operator, task.direction), cap=rule.cap)


def _bound(task: Task) -> str:
    """What a computed completion is; a printed one is what was printed."""
    if task.reported is not None or task.actual is None or task.target is None:
        return ""
    return bound(task.actual_operator, lower=lower_is_better(task.operator, task.direction))


def _light(
    task: Task,
    reached: Fraction | None,
    time: Fraction | None,
    plan: Fraction | None,
    days: int | None,
    rule: Rule,
) -> tuple[str, str]:
    if days is not None:
        return _dated_light(task, days)
    if task.kind == "growth":
        return growth_light(_ahead(task), time, rule)
    return task_light(reached, plan, rule)


def _gap(task: Task, reached: Fraction | None, plan: Fraction | None) -> Fraction | None:
    if task.kind == "growth":
        return _ahead(task)
    return None if reached is None or plan is None or task.kind == "dated" else reached - plan


def _ahead(task: Task) -> Fraction | None:
    """Growth beyond the target growth, in percentage points: negative where it is too little."""
    if task.actual is None or task.target is None or task.operator == "link":
        return None
    beyond = Fraction(task.actual - task.target)
    return -beyond if lower_is_better(task.operator, task.direction) else beyond


def _days_late(task: Task) -> int | None:
    """Days from the deadline to the day it was done, or to the as-of date when it is overdue."""
    if task.kind != "dated" or not task.target_day:
        return None
    printed_done = task.reported is not None and task.reported >= 100
    day = task.actual_day or ("" if printed_done or task.as_of <= task.target_day else task.as_of)
    return (date.fromisoformat(day) - date.fromisoformat(task.target_day)).days if day else None


def _dated_light(task: Task, days: int) -> tuple[str, str]:
    if not task.actual_day:
        return "late", "overdue"
    return ("good", "done") if days <= 0 else ("look", "late")


def _implied(task: Task) -> tuple[Fraction, Fraction] | None:
    lower = lower_is_better(task.operator, task.direction)
    if task.target is not None or task.actual is None or task.reported is None or lower:
        return None
    if task.actual_operator in INEXACT:  # an interval of a bound is none
        return None
    try:
        return implied_target(task.actual, task.reported)
    except ValueError:  # a printed 0 % leaves every target open
        return None


def _consistent(task: Task, computed: Fraction | None) -> bool | None:
    if task.reported is None or computed is None or task.actual_operator in INEXACT:
        return None
    if task.kind in ("dated", "checklist") or task.actual is None or task.target is None:
        return agrees(computed, task.reported)
    if not lower_is_better(task.operator, task.direction):
        return consistent(task.actual, task.target, task.reported)
    return consistent(task.target, task.actual, task.reported) if task.actual > 0 else None


def _due(task: Task, light: str) -> bool:
    if task.operator in UNSCORED:
        return False
    overdue = bool(task.ends) and task.as_of >= task.ends  # ISO days sort as text
    return light != "unknown" or (overdue and task.reported is None and _awaited(task))


def _awaited(task: Task) -> bool:
    """Whether there is something to reach and nothing is known of it."""
    if task.kind == "dated":
        return bool(task.target_day)  # with both days it has a light
    if task.kind == "checklist":
        return task.items > 0 and not task.items_known
    return task.target is not None and task.actual is None
