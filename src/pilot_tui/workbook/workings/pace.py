"""What the figures of a milestone are made of: its own cells or its reports, its time, its speed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pilot_tui.model import Rule, Task
from pilot_tui.rules.curve import Measure, measure, rate
from pilot_tui.rules.elapsed import length
from pilot_tui.rules.implied import implied_middle
from pilot_tui.rules.working import Working
from pilot_tui.workbook.rows import Row, address
from pilot_tui.workbook.tasks import TaskLine
from pilot_tui.workbook.workings.given import declared, entered


def of_own(one: TaskLine, name: str) -> Working:
    """A figure of a milestone, where it was entered: in its own cell, in one report, in several."""
    id, standing = str(one.row["id"]), one.standing
    if standing is None or name == "target":
        return entered(name, "milestone", id, name, one.row)
    told = {str(row["day"]): row for row in one.told}
    if name == "reported_completion":
        return _of_report(name, told[standing.day])
    parts = tuple(_of_report(name, told[day]) for day in standing.made_of)
    if len(parts) == 1:
        return parts[0]
    value = None if standing.actual is None else Fraction(standing.actual)
    return Working(name, value, "sum", parts)


def _of_report(name: str, row: Row) -> Working:
    return entered(name, "progress", str(row["id"]), name, row)


def times(task: Task, basis: str) -> tuple[Working, Working]:
    """The time of a task that is over, and all of it; its days are known."""
    first, last, now = (date.fromisoformat(day) for day in (task.starts, task.ends, task.as_of))
    whole = length(first, last, basis)
    over = min(max(length(first, now, basis), Fraction()), whole)
    return (
        Working(f"over_{basis}", over, stored=_said(over)),
        Working(f"whole_{basis}", whole, stored=_said(whole)),
    )


def _said(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.2f}"


def of_rate(one: TaskLine, rule: Rule, name: str) -> Working | None:
    """Of `pace`, units a month or a day so far; of `needed`, from now on to the end."""
    found, counted = rate(one.task, rule), measure(one.task)
    if found is None or counted is None:
        return None
    over, whole = times(one.task, rule.basis)
    at = address("milestone", str(one.row["id"]), name)
    done = _done(one, counted)
    if name == "pace":
        return Working(f"pace_{rule.basis}", found.so_far, "per", (done, over), at)
    if found.needed is None:
        return None
    parts = _asked(one, counted), done, whole, over
    return Working(f"needed_{rule.basis}", found.needed, "to_go", parts, at)


def _done(one: TaskLine, counted: Measure) -> Working:
    if counted.unit == "own":
        return of_own(one, "actual")
    if counted.unit == "items":
        return declared("items_done", one.task.items_done)
    if one.task.reported is not None:
        return of_own(one, "reported_completion")
    where = f"{one.row['programme']}.{one.row['level']}"
    return declared("level_share", counted.actual, address("level", where, "share"))


def _asked(one: TaskLine, counted: Measure) -> Working:
    task = one.task
    if counted.unit == "items":
        return declared("items", task.items)
    if counted.unit == "percent":
        return declared("whole", 100)
    if not counted.implied or task.actual is None or task.reported is None:
        return of_own(one, "target")
    parts = of_own(one, "actual"), of_own(one, "reported_completion")
    return Working("implied", implied_middle(task.actual, task.reported), "quotient", parts)
