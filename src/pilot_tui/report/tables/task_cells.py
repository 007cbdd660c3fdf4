"""What a milestone is to reach, what it has reached, and what is to be said of it."""

from __future__ import annotations

from pilot_tui.cells import group_thousands
from pilot_tui.report import measured
from pilot_tui.report.document import Cell
from pilot_tui.report.figures import like, percent, telling_places
from pilot_tui.report.material import Material
from pilot_tui.report.tables import said
from pilot_tui.rules.implied import implied_middle
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import absence, text
from pilot_tui.workbook.tasks import TaskLine


def goal(line: TaskLine) -> Cell:
    """The target as it was set, else the interval a printed completion leaves for it."""
    row = line.row
    stored = text(row, "target")
    if stored and line.task.kind == "dated":
        return Cell(say("report.by_day", day=stored))
    if stored:
        return Cell(f"{said.figure(stored, said.sign(text(row, 'operator'))).text} {_unit(line)}".strip())
    operator = text(row, "operator")
    wordless = Cell(say(f"choice.{operator}")) if operator in ("strive", "link") else said.absent("no_target")
    return _implied(line) or wordless


def reached(line: TaskLine) -> Cell:
    """The actual value with its unit, the day, or how many items."""
    row, task, why = line.row, line.task, absence(line.row, "actual")
    if task.kind == "checklist" and task.items_known:
        return Cell(say("explain.items", done=task.items_done, of=task.items))
    if why:
        return Cell(f"{say(f'absence.{why}')}{_days(line)}", "absence")
    if task.kind == "dated":
        return Cell(f"{text(row, 'actual')}{_days(line)}")
    return Cell(
        f"{measured.measured(text(row, 'actual'), text(row, 'actual_operator'))} {_unit(line)}".strip()
    )


def completion(line: TaskLine) -> Cell:
    """Percent; a bound is no figure that could be computed with."""
    done = line.progress
    if done.completion is None or not done.bound:
        return said.figure(percent(done.completion))
    return Cell(measured.reached(done.completion, done.bound), "derived")


def word(line: TaskLine) -> str:
    """The word beside the light."""
    why = text(line.row, "state")
    unknown = line.progress.light == "unknown" and why in ("not_yet_due", "not_applicable")
    return say(f"absence.{why}") if unknown else say(f"pace.{line.progress.word}")


def remark(material: Material, line: TaskLine, day: str) -> str:
    """What was noted, ranks, where the completion comes from, an as-of date of its own, conflicts."""
    row = line.row
    ranks = (rank for rank in line.ranks if rank["rank"])
    return said.joined(
        (
            text(row, "remark"),
            *(f"{pick(rank, 'scope_name')} {say('explain.rank', rank=rank['rank'])}" for rank in ranks),
            say("report.completion_printed") if line.task.reported is not None else "",
            say("report.inconsistent") if line.progress.consistent is False else "",
            said.earlier(text(row, "as_of"), day),
            said.clashing(material, "milestone", str(row["id"])),
        )
    )


def _implied(line: TaskLine) -> Cell | None:
    task, interval = line.task, line.progress.implied
    if interval is None or task.actual is None or task.reported is None:
        return None
    values = (interval[0], implied_middle(task.actual, task.reported), interval[1])
    places = telling_places(*interval, task.actual)
    low, middle, high = (group_thousands(like(value, None, places)) for value in values)
    return Cell(say("report.implied", middle=middle, low=low, high=high, unit=_unit(line)), "derived")


def _unit(line: TaskLine) -> str:
    """The unit in few words: it stands beside every figure."""
    return pick(line.row, "unit_short") or pick(line.row, "unit")


def _days(line: TaskLine) -> str:
    days = line.progress.days
    if not days:
        return ""
    key = "days_late" if days > 0 else "days_early"
    return say("report.in_brackets", said=say(f"explain.{key}", days=abs(days)))
