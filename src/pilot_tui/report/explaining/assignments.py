"""Who is to mark whom, and what that comes to."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation, field_name, whence
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """The expert, the county, the state and its meaning for the mean; of any other field what it holds."""
    expert = book.row("expert", f"{text(row, 'round')}.{text(row, 'expert')}") or {}
    place = book.row("county", text(row, "county")) or {}
    name = f"{one_line(pick(expert, 'name'))} → {one_line(pick(place, 'name'))}"
    if cell.field != "state":
        held = one_line(row.get(cell.field) or say("app.blank"))
        return Explanation(
            name, field_name(cell.table, cell.field), (((held, "bold foreground"),),), whence(book, cell, row)
        )
    state = text(row, "state")
    word = say(f"choice.{state}") if state else say("app.blank")
    meaning = say(f"explain.assigned_{state or 'blank'}")
    what = (((word, "bold foreground"),), ((meaning, "foreground"),))
    return Explanation(name, say("table.assignment"), what, whence(book, cell, row))
