"""A milestone."""

from __future__ import annotations

from pilot_tui.model import Cell, Rule
from pilot_tui.report.explaining.said import Explanation, Phrase, field_name, figure, whence
from pilot_tui.report.figures import like, percent, signed, telling_places
from pilot_tui.report.measured import measured, reached
from pilot_tui.rules.curve import rate
from pilot_tui.rules.forecast import forecast
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
    rule = book.rule(text(row, "programme"))
    first = _level(book, one) or _first(one, cell.field)
    steps = [(first,), *_target(one), *_against_time(one), *_from_now(one, rule)]
    day = text(one.row, "as_of")
    kind = say("explain.as_of", day=day) if day else field_name("milestone", cell.field)
    scopes = [
        f"{one_line(pick(rank, 'scope_name'))} {say('explain.rank', rank=rank['rank'])}"
        for rank in one.ranks
        if rank["rank"]
    ]
    short, name = one_line(pick(row, "short")), one_line(pick(row, "name"))
    return Explanation(name, kind, tuple(steps), whence(book, cell, row, *scopes, *_by_reports(one)), short)


def _level(book: Workbook, one: TaskLine) -> Phrase | None:
    """Of a qualitative milestone the level it is on."""
    if one.task.kind != "qualitative" or not text(one.row, "level"):
        return None
    code = text(one.row, "level")
    level = book.row("level", f"{text(one.row, 'programme')}.{code}") or {}
    return (say("explain.level", level=one_line(pick(level, "name") or code)), "bold foreground")


def _by_reports(one: TaskLine) -> list[str]:
    """Which of its reports counts, and whether any does."""
    if not one.told:
        return []
    standing, count = one.standing, len(one.told)
    if standing is None:
        return [say("explain.own_counts")] if text(one.row, "actual") else []
    key = "explain.counts" if len(standing.made_of) < 2 else "explain.counts_sum"
    return [say(key, day=standing.day, count=count if len(standing.made_of) < 2 else len(standing.made_of))]


def _from_now(one: TaskLine, rule: Rule) -> list[tuple[Phrase, ...]]:
    """Where it ends at this pace, and how fast it must go: while it is neither done nor over."""
    done, said = one.progress, list[tuple[Phrase, ...]]()
    unfinished = done.completion is not None and done.completion < 100 and done.gap is not None
    if not unfinished or done.elapsed is None or done.elapsed >= 100 or one.task.kind == "growth":
        return []
    ends = forecast(done.completion, done.elapsed)
    if ends is not None:
        said.append(((say("explain.at_pace", forecast=percent(ends)), "foreground"),))
    found = rate(one.task, rule)
    if found is not None and found.needed is not None:
        facts = {"so_far": percent(found.so_far), "needed": percent(found.needed)}
        said.append(((say(f"explain.needs_{rule.basis}", **facts), "foreground"),))
    return said


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
        time = _time(one)
        said.append(((time, "foreground"), (gap, ink), (say("explain.points"), "foreground")))
    return said


def _time(one: TaskLine) -> str:
    """What the gap is measured against."""
    done, task = one.progress, one.task
    if task.kind == "growth":
        return say("explain.growth")
    if task.plan:
        return say("explain.planned", planned=percent(done.planned), elapsed=percent(done.elapsed))
    return say("explain.elapsed", elapsed=percent(done.elapsed))
