"""The completion, elapsed time and gap of a milestone; how many of a county's are on schedule."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pilot_tui.model import Cell
from pilot_tui.rules.completion import lower_is_better
from pilot_tui.rules.elapsed import length
from pilot_tui.rules.forecast import forecast
from pilot_tui.rules.working import Working
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.rows import address
from pilot_tui.workbook.tasks import TaskLine, share
from pilot_tui.workbook.workings.cards import takes_part
from pilot_tui.workbook.workings.given import declared, entered
from pilot_tui.workbook.workings.values import of_rule


def working(book: Reader, cell: Cell) -> Working | None:
    """Of `milestone/<id>/completion`, `elapsed`, `gap`, `light` or `forecast`; raises `NoRow`."""
    one = book.task(cell.id)
    basis = book.rule(str(one.row["programme"])).basis
    if cell.field == "elapsed":
        return _elapsed(one, basis)
    if cell.field == "gap":
        return _gap(one, basis, book)
    if cell.field == "forecast":
        return _forecast(one, basis, book)
    return _completion(one, book)


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


def _completion(one: TaskLine, book: Reader) -> Working | None:
    id, task, value = str(one.row["id"]), one.task, one.progress.completion
    if value is None:
        return None
    at, what = address("milestone", id, "completion"), _what(one)

    def own(name: str) -> Working:
        return entered(name, "milestone", id, name, one.row)

    if task.reported is not None:
        return Working("completion", value, "same", (own("reported_completion"),), at, name=id)
    if task.kind == "checklist":
        parts = (declared("items_done", task.items_done), declared("items", task.items))
        return Working("completion", value, "quotient", parts, at, name=id)
    if task.kind == "dated":
        days = tuple(
            _day(name, id, given)
            for name, given in (("actual", task.actual_day), ("target", task.target_day))
        )
        return Working("completion", value, "kept", days, at, name=id)
    if not lower_is_better(task.operator, task.direction):
        return Working(what, value, "quotient", (own("actual"), own("target")), at, name=id)
    if task.actual is not None and task.actual > 0:
        return Working(what, value, "quotient", (own("target"), own("actual")), at, name=id)
    programme = str(one.row["programme"])
    return Working(
        "completion", value, "same", (of_rule("cap", book.rule(programme), programme),), at, name=id
    )


def _what(one: TaskLine) -> str:
    """A completion, or a bound of one."""
    return f"completion_{one.progress.bound}" if one.progress.bound else "completion"


def _day(name: str, id: str, day: str) -> Working:
    value = Fraction(date.fromisoformat(day).toordinal()) if day else None
    return Working(name, value, at=address("milestone", id, name), stored=day)


def _elapsed(one: TaskLine, basis: str) -> Working | None:
    task, value = one.task, one.progress.elapsed
    if value is None:
        return None
    first, last, now = (date.fromisoformat(day) for day in (task.starts, task.ends, task.as_of))
    whole = length(first, last, basis)
    over = min(max(length(first, now, basis), Fraction()), whole)
    parts = (
        Working(f"over_{basis}", over, stored=_said(over)),
        Working(f"whole_{basis}", whole, stored=_said(whole)),
    )
    at = address("milestone", str(one.row["id"]), "elapsed")
    return Working("elapsed", value, "quotient", parts, at)


def _said(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.2f}"


def _gap(one: TaskLine, basis: str, book: Reader) -> Working | None:
    reached, time = _completion(one, book), _elapsed(one, basis)
    if one.progress.gap is None or reached is None or time is None:
        return None
    at = address("milestone", str(one.row["id"]), "gap")
    return Working("gap", one.progress.gap, "difference", (reached, time), at)


def _forecast(one: TaskLine, basis: str, book: Reader) -> Working | None:
    reached, time = _completion(one, book), _elapsed(one, basis)
    value = forecast(one.progress.completion, one.progress.elapsed)
    if value is None or reached is None or time is None:
        return None
    at = address("milestone", str(one.row["id"]), "forecast")
    return Working("forecast", value, "quotient", (reached, time), at)
