"""The completion, elapsed time and gap of a milestone; how many of a county's are on schedule."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pilot_tui.model import Cell, Rule
from pilot_tui.rules.completion import lower_is_better
from pilot_tui.rules.forecast import corners, forecast, stretch
from pilot_tui.rules.working import Working
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.rows import address
from pilot_tui.workbook.tasks import TaskLine, share
from pilot_tui.workbook.workings.cards import takes_part
from pilot_tui.workbook.workings.given import declared
from pilot_tui.workbook.workings.pace import of_own, of_rate, times
from pilot_tui.workbook.workings.values import of_rule


def working(book: Reader, cell: Cell) -> Working | None:
    """Of `milestone/<id>/` and one of the fields that are computed of it; raises `NoRow`."""
    one = book.task(cell.id)
    rule = book.rule(str(one.row["programme"]))
    if cell.field == "elapsed":
        return _elapsed(one, rule)
    if cell.field == "planned":
        return _planned(one, rule)
    if cell.field == "gap":
        return _gap(one, rule)
    if cell.field == "forecast":
        return _forecast(one, rule)
    if cell.field in ("pace", "needed"):
        return of_rate(one, rule, cell.field)
    return _completion(one, rule)


def share_working(book: Reader, cell: Cell) -> Working | None:
    """Of `tasks/<programme>.<county>.<year>/share`; raises `ValueError` for any other."""
    programme, county, year = cell.id.split(".")
    if cell.field != "share" or not takes_part(book, programme, county):
        raise ValueError(cell.field)
    given = book.tasks(programme, int(year), county)
    done = share(given, book.rule(programme))
    if not done.due:
        return None
    due = [one for one in given if one.progress.due]
    on = tuple(_light(one) for one in due if one.progress.light in ("good", "near"))
    parts = (
        Working("on_schedule", Fraction(done.on_schedule), "count", on),
        Working("due", Fraction(done.due), "count", tuple(map(_light, due))),
    )
    return Working("task_share", Fraction(100 * done.on_schedule, done.due), "quotient", parts, str(cell))


def _light(one: TaskLine) -> Working:
    at = address("milestone", str(one.row["id"]), "completion")
    return Working("completion", Fraction(one.progress.completion or 0), at=at, name=str(one.row["id"]))


def _completion(one: TaskLine, rule: Rule) -> Working | None:
    id, task, value = str(one.row["id"]), one.task, one.progress.completion
    if value is None:
        return None
    parts = _made_of(one, rule)
    reverse = task.kind in ("task", "growth") and lower_is_better(task.operator, task.direction)
    operation = "kept" if task.kind == "dated" else "quotient" if len(parts) > 1 else "same"
    ordered = parts[::-1] if reverse and operation == "quotient" else parts
    at = address("milestone", id, "completion")
    return Working(_what(one), value, operation, ordered, at, name=id)


def _made_of(one: TaskLine, rule: Rule) -> tuple[Working, ...]:
    """The parts of a completion: one that it is, or what was done and what was to be done."""
    id, task = str(one.row["id"]), one.task
    if task.reported is not None:
        return (of_own(one, "reported_completion"),)
    if task.kind == "qualitative":
        where = f"{one.row['programme']}.{one.row['level']}"
        return (declared("level_share", task.share or 0, address("level", where, "share")),)
    if task.kind == "checklist":
        return declared("items_done", task.items_done), declared("items", task.items)
    if task.kind == "dated":
        return _day("actual", id, task.actual_day), _day("target", id, task.target_day)
    if lower_is_better(task.operator, task.direction) and not (task.actual is not None and task.actual > 0):
        return (of_rule("cap", rule, str(one.row["programme"])),)
    return of_own(one, "actual"), of_own(one, "target")


def _what(one: TaskLine) -> str:
    """A completion, or a bound of one."""
    return f"completion_{one.progress.bound}" if one.progress.bound else "completion"


def _day(name: str, id: str, day: str) -> Working:
    value = Fraction(date.fromisoformat(day).toordinal()) if day else None
    return Working(name, value, at=address("milestone", id, name), stored=day)


def _elapsed(one: TaskLine, rule: Rule) -> Working | None:
    value = one.progress.elapsed
    if value is None:
        return None
    at = address("milestone", str(one.row["id"]), "elapsed")
    return Working("elapsed", value, "quotient", times(one.task, rule.basis), at)


def _planned(one: TaskLine, rule: Rule) -> Working | None:
    """Along the planned curve, between its two points round the as-of date; without one the time elapsed."""
    value, time = one.progress.planned, _elapsed(one, rule)
    if value is None or time is None or time.value is None or not one.task.plan:
        return time
    task, id = one.task, str(one.row["id"])
    pair = stretch(corners(task.plan, task.starts, task.ends, rule.basis), time.value)
    ends = [
        declared(
            "planned", end.percent, address("progress", f"{id}.{end.day}", "planned") if end.given else ""
        )
        for end in pair
    ]
    whens = [Working("elapsed", end.time) for end in pair]
    at = address("milestone", id, "planned")
    return Working("planned", value, "on_the_way", (*ends, time, *whens), at)


def _gap(one: TaskLine, rule: Rule) -> Working | None:
    value, at = one.progress.gap, address("milestone", str(one.row["id"]), "gap")
    if value is None:
        return None
    if one.task.kind == "growth":
        lower = lower_is_better(one.task.operator, one.task.direction)
        parts = of_own(one, "actual"), of_own(one, "target")
        return Working("ahead", value, "difference", parts[::-1] if lower else parts, at)
    reached, plan = _completion(one, rule), _planned(one, rule)
    if reached is None or plan is None:
        return None
    return Working("gap", value, "difference", (reached, plan), at)


def _forecast(one: TaskLine, rule: Rule) -> Working | None:
    reached, time = _completion(one, rule), _elapsed(one, rule)
    value = forecast(one.progress.completion, one.progress.elapsed)
    if value is None or reached is None or time is None or one.task.kind in ("dated", "growth"):
        return None
    at = address("milestone", str(one.row["id"]), "forecast")
    return Working("forecast", value, "quotient", (reached, time), at)
