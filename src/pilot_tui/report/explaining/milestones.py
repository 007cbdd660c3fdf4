"""A milestone."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation, Phrase, field_name, figure, whence
from pilot_tui.report.figures import like, percent, signed, telling_places
from pilot_tui.report.measured import measured, reached
from pilot_tui.rules.implied import implied_middle
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, absence, text
from pilot_tui.workbook.tasks import TaskLine

_LIGHT_INK = {"look": "bold warning", "late": "bold error"}


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """What is done, of what, against the time that has passed."""
    one = book.task(str(row["id"]))
    steps = [(_first(one, cell.field),), *_target(one), *_against_time(one)]
    kind = (
        say("explain.as_of", day=text(row, "as_of"))
        if text(row, "as_of")
        else field_name("milestone", cell.field)
    )
    scopes = [
        f"{one_line(pick(rank, 'scope_name'))} {say('explain.rank', rank=rank['rank'])}"
        for rank in one.ranks
        if rank["rank"]
    ]
    short, name = one_line(pick(row, "short")), one_line(pick(row, "name"))
    return Explanation(name, kind, tuple(steps), whence(book, cell, row, *scopes), short)


def _first(one: TaskLine, name: str) -> Phrase:
    held = one.row.get(name)
    if one.task.kind == "checklist" and name == "actual":
        return (say("explain.items", done=one.task.items_done, of=one.task.items), "bold foreground")
    if name in ("actual", "target") and held is None:
        why = absence(one.row, name)
        return (say(f"absence.{why}"), "warning" if why == "not_reported" else "muted")
    unit = (
        f" {one_line(pick(one.row, 'unit_short') or pick(one.row, 'unit'))}"
        if name in ("actual", "target")
        else ""
    )
    if name == "actual" and one.task.actual_operator:
        return (measured(figure(held), one.task.actual_operator, grouped=False) + unit, "bold foreground")
    return (figure(held) + unit, "bold foreground")


def _target(one: TaskLine) -> list[tuple[Phrase, ...]]:
    task, implied = one.task, one.progress.implied
    if implied is not None and task.actual is not None and task.reported is not None:
        places = telling_places(*implied, task.actual)
        low, high = (like(end, task.actual, places) for end in implied)
        middle = like(implied_middle(task.actual, task.reported), task.actual, places)
        facts = {
            "percent": figure(task.reported),
            "low": figure(low),
            "high": figure(high),
            "middle": figure(middle),
        }
        return [((say("explain.implied", **facts), "foreground"),)]
    if text(one.row, "target"):
        sign = say(f"sign.{one.row['operator']}") if text(one.row, "operator") else ""
        said = say("explain.target", target=f"{sign} {figure(one.row['target'])}".strip())
        return [((said, "foreground"),)]
    return []


def _against_time(one: TaskLine) -> list[tuple[Phrase, ...]]:
    done = one.progress
    if done.days is not None:
        key = "explain.days_late" if done.days > 0 else "explain.days_early"
        return [((say(key, days=abs(done.days)), "foreground"),)]
    if done.completion is None:
        return []
    ink = _LIGHT_INK.get(done.light, "bold foreground")
    said: list[tuple[Phrase, ...]] = (
        []
        if one.progress.implied is not None
        else [((say("explain.done"), "foreground"), (f"{reached(done.completion, done.bound)} %", ink))]
    )
    if done.bound:
        said.append(((say(f"explain.bound_{done.bound}"), "muted"),))
    if done.gap is not None:
        gap = str(signed(done.gap)).replace("-", "−")
        time = say("explain.elapsed", elapsed=percent(done.elapsed))
        said.append(((time, "foreground"), (gap, ink), (say("explain.points"), "foreground")))
    return said
