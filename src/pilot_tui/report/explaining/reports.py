"""A report of a milestone, or a point of its plan."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation, field_name, figure, whence
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """Which milestone it is of, what it says, and whether that is what counts."""
    id = text(row, "milestone") or cell.id.rpartition(".")[0]
    milestone = book.row("milestone", id) or {}
    kind = f"{one_line(text(row, 'day'))} {field_name('progress', cell.field)}"
    unit = (
        one_line(pick(milestone, "unit_short") or pick(milestone, "unit")) if cell.field == "actual" else "%"
    )
    held = text(row, cell.field)
    said = f"{figure(held)} {unit}" if held and cell.field != "day" else figure(held)
    counts = [_counts(book.task(id), text(row, "day"))] if milestone and cell.field != "planned" else []
    name, short = one_line(pick(milestone, "name") or id), one_line(pick(milestone, "short"))
    return Explanation(name, kind, (((said, "bold foreground"),),), whence(book, cell, row, *counts), short)


def _counts(one: TaskLine, day: str) -> str:
    """Whether the milestone takes its figure from the report of a day."""
    standing = one.standing
    if standing is None:
        return say("explain.report_unused") if text(one.row, "actual") else ""
    if day in standing.made_of and len(standing.made_of) > 1:
        return say("explain.report_adds")
    return (
        say("explain.report_counts") if day == standing.day else say("explain.report_older", day=standing.day)
    )
