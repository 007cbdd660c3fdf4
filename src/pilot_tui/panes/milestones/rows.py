"""One milestone, one item of a checklist."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import group_thousands
from pilot_tui.model import Progress
from pilot_tui.pane.fields import extra_slots
from pilot_tui.pane.slots import Cells, lamp, line, meter, provenance
from pilot_tui.report.figures import like, signed, telling_places
from pilot_tui.report.measured import measured, reached
from pilot_tui.rules.implied import implied_middle
from pilot_tui.safe import one_line
from pilot_tui.widgets.answering import OWNER
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.sheet import BLANK, CLOSED, OPENED, Column, Line, Run, Runs, Slot, slot
from pilot_tui.words import LANGUAGES, pick, say, spoken
from pilot_tui.workbook.owners import owners
from pilot_tui.workbook.rows import Row, absence, address, text
from pilot_tui.workbook.tasks import TaskLine

_DAY_IN_YEAR = slice(5, None)


EXTRAS = (
    "kind",
    "operator",
    "actual_operator",
    "reported_completion",
    "period_kind",
    "starts",
    "ends",
    "as_of",
    "state",
    "area_zh",
    "area_en",
    "lead_zh",
    "lead_en",
    "owner_zh",
    "owner_en",
    "problem",
    "next_step",
    "remark",
    "source",
    "provenance",
)
"""Fields whose columns are brought in by who wants them."""


def task_line(
    columns: Sequence[Column],
    cells: Cells,
    one: TaskLine,
    title: Slot,
    *,
    told: bool = False,
) -> Line:
    """One milestone, with the columns that were brought in; `told` where its reports stand below it."""
    row, id, done = one.row, str(one.row["id"]), one.progress
    tick = done.elapsed if done.gap is not None and done.elapsed is not None and done.elapsed < 100 else None
    unit = one_line(pick(row, "unit_short") or pick(row, "unit"))
    also = tuple(f"{OWNER}{name}" for owner in owners(row) for name in owner if name)
    return line(
        columns,
        id,
        {
            **extra_slots(cells, "milestone", id, row, EXTRAS),
            "mark": provenance(row),
            "name": _with_sign(title, one, told=told),
            "target": _figure(cells, one, "target"),
            "actual": _actual(cells, one),
            "unit": slot(f" {unit}", "faint"),
            "bar": meter(done.completion, done.light, tick) if _measured(one) else BLANK,
            "completion": _completion(done)._replace(about=address("milestone", id, "completion")),
            "gap": _gap(one)._replace(about=address("milestone", id, "gap")),
            "light": lamp(done.light, _word(one)),
        },
    )._replace(also=also)


def _with_sign(title: Slot, one: TaskLine, *, told: bool) -> Slot:
    """The name of a task that has reports says so, and whether they show."""
    if not one.told and not told:
        return title
    return title._replace(runs=(Run(f"{OPENED if told else CLOSED} ", "faint"), *title.runs))


def _completion(done: Progress) -> Slot:
    """Percent; sorted by what it is, not by what is shown of it."""
    if done.completion is None:
        return BLANK
    return slot(reached(done.completion, done.bound))._replace(value=done.completion)


def name_slot(
    cells: Cells, table: str, row: Row, name: str, before: str = "", ink: str = "foreground"
) -> Slot:
    """A name that can be edited: what is shown is what is changed, be it in the other language."""
    order = (spoken(), *(each for each in LANGUAGES if each != spoken()))
    held = next((each for each in order if text(row, f"{name}_{each}")), spoken())
    where = address(table, str(row["id"]), f"{name}_{held}")
    stored = text(row, f"{name}_{held}")
    return slot(before + one_line(stored), ink, address=where, entry=stored, mark=cells.mark(where))


def item_line(columns: Sequence[Column], cells: Cells, item: Row) -> Line:
    """One item of a checklist."""
    id, state = str(item["id"]), text(item, "state")
    word = say(f"choice.{state}") if state else say("absence.not_reported")
    where = address("item", id, "state")
    return line(
        columns,
        id,
        {
            "mark": provenance(item),
            "name": name_slot(cells, "item", item, "name", f"  {item['number']} ", "muted"),
            "actual": slot(
                word,
                "foreground" if state else "warning",
                address=where,
                entry=word if state else "",
                mark=cells.mark(where),
            ),
        },
    )


def _figure(cells: Cells, one: TaskLine, name: str) -> Slot:
    where = address("milestone", str(one.row["id"]), name)
    mark, stored = cells.mark(where), text(one.row, name)
    sign = _sign(text(one.row, "operator")) if name == "target" else ()
    if stored:
        return Slot((*sign, Run(_shown(one, stored))), where, stored, mark)
    if name == "target" and one.progress.implied is not None and one.task.actual and one.task.reported:
        places = telling_places(*one.progress.implied, one.task.actual)
        middle = like(implied_middle(one.task.actual, one.task.reported), one.task.actual, places)
        return slot(
            f"{say('sign.about')} {group_thousands(middle)}", "italic muted", address=where, mark=mark
        )
    if name == "target" and one.task.kind in ("qualitative", "checklist"):
        return Slot(sign, where, "", mark)
    why = absence(one.row, name)
    return slot(
        say(f"absence.{why}"), "warning" if why == "not_reported" else "faint", address=where, mark=mark
    )


def _sign(operator: str) -> Runs:
    return (Run(f"{say('sign.' + operator)} ", "muted"),) if operator else ()


def _measured(one: TaskLine) -> bool:
    """Whether there is anything to measure progress against."""
    done = one.progress
    return done.completion is not None or bool(text(one.row, "target")) or one.task.kind == "checklist"


def _word(one: TaskLine) -> str:
    if one.progress.word == "none" and text(one.row, "actual"):
        return say("absence.no_target")
    return say(f"pace.{one.progress.word}")


def _actual(cells: Cells, one: TaskLine) -> Slot:
    if one.task.kind == "checklist":
        return slot(say("milestones.items", done=one.task.items_done, of=one.task.items), "bold foreground")
    if one.task.kind == "qualitative":
        return level_slot(cells, one)
    made = _figure(cells, one, "actual")
    if one.standing is not None:
        return by_reports(cells, made, one)
    operator = text(one.row, "actual_operator")
    if made.entry and operator not in ("", "eq"):
        # what an editor starts with says it too: a figure alone would be exact
        entry = measured(made.entry, operator, grouped=False)
        return slot(measured(made.entry, operator), address=made.address, entry=entry, mark=made.mark)
    return made


def by_reports(cells: Cells, made: Slot, one: TaskLine) -> Slot:
    """A figure that a report brings leads to that report; a sum of several leads nowhere."""
    standing, id = one.standing, str(one.row["id"])
    if standing is None or len(standing.made_of) != 1:
        return made._replace(address="", entry="", mark="", about=address("milestone", id, "completion"))
    where = address("progress", f"{id}.{standing.made_of[0]}", "actual")
    return made._replace(address=where, mark=cells.mark(where))


def level_slot(cells: Cells, one: TaskLine) -> Slot:
    """The level a qualitative task is on, to be chosen from those its programme declares."""
    where, code = address("milestone", str(one.row["id"]), "level"), text(one.row, "level")
    if not code:
        why = absence(one.row, "level")
        ink = "warning" if why == "not_reported" else "faint"
        return slot(say(f"absence.{why}"), ink, address=where, mark=cells.mark(where), absent=why)
    return slot(
        cells.level(text(one.row, "programme"), code), address=where, entry=code, mark=cells.mark(where)
    )


def _shown(one: TaskLine, stored: str) -> str:
    if one.task.kind == "dated":
        year = text(one.row, "year")
        return stored[_DAY_IN_YEAR] if stored.startswith(year) else stored
    return group_thousands(stored)


def _gap(one: TaskLine) -> Slot:
    done = one.progress
    ink = LIGHTS[done.light][1] if done.light in ("look", "late") else "muted"
    if done.days is not None:
        return slot(say("milestones.days", days=f"{done.days:+d}".replace("-", "−").replace("+0", "0")), ink)
    if done.gap is None:
        return BLANK
    return slot(str(signed(done.gap)).replace("-", "−"), ink)._replace(value=done.gap)
