"""What was reported of a task, day by day: rows below it that open and fold."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import group_thousands
from pilot_tui.pane.slots import Cells, line, provenance
from pilot_tui.report.figures import percent
from pilot_tui.rules.curve import Point, curve
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Run, Slot, slot
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, address, reports, text
from pilot_tui.workbook.tasks import TaskLine

_DAY_IN_YEAR = slice(5, None)
_NONE = "told.none."


def told_lines(book: Workbook, columns: Sequence[Column], cells: Cells, one: TaskLine) -> list[Line]:
    """A line a report, each with what the task came to by then; a sentence where there is none."""
    if not one.told:
        lead = (Run("   " + say("milestones.no_reports"), "muted"),)
        return [Line(f"{_NONE}{one.row['id']}", kind="text", lead=lead, part=True)]
    rule = book.rule(text(one.row, "programme"))
    found = curve(one.task, reports(one.told), text(one.row, "period_kind"), rule)
    reached = {point.day: point for point in found.reached} if found is not None else {}
    return [_line(columns, cells, one, row, reached.get(text(row, "day"))) for row in one.told]


def _line(columns: Sequence[Column], cells: Cells, one: TaskLine, row: Row, point: Point | None) -> Line:
    id, day = str(row["id"]), text(row, "day")
    counts = one.standing is not None and day in (one.standing.day, *one.standing.made_of)
    year = text(one.row, "year")
    shown = day[_DAY_IN_YEAR] if day.startswith(year) else day
    name = (Run(f"   {one_line(shown)}", "foreground" if counts else "muted"),)
    slots = {
        "mark": provenance(row),
        "name": Slot((*name, Run("  " + say("milestones.counts"), "muted")) if counts else name),
        "target": _percent(cells, id, row, "planned"),
        "actual": _figure(cells, id, row, "actual"),
        "completion": _completion(cells, id, row, point),
    }
    return line(columns, id, slots)._replace(part=True)


def _figure(cells: Cells, id: str, row: Row, name: str) -> Slot:
    where, stored = address("progress", id, name), text(row, name)
    return slot(group_thousands(stored), address=where, entry=stored, mark=cells.mark(where))


def _percent(cells: Cells, id: str, row: Row, name: str) -> Slot:
    where, stored = address("progress", id, name), text(row, name)
    shown = say("milestones.plan", percent=group_thousands(stored)) if stored else ""
    return slot(shown, "muted", address=where, entry=stored, mark=cells.mark(where))


def _completion(cells: Cells, id: str, row: Row, point: Point | None) -> Slot:
    """As printed, else as it was computed by then; what is typed is the printed one."""
    where, stored = address("progress", id, "reported_completion"), text(row, "reported_completion")
    shown = stored or (str(percent(point.percent)) if point is not None else "")
    ink = "foreground" if stored else "muted"
    return slot(group_thousands(shown), ink, address=where, entry=stored, mark=cells.mark(where))
