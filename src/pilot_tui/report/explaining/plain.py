"""Any other cell: what it holds and whence."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation, field_name, figure, whence
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Kind
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """The row's name, the field, what it holds."""
    name = one_line(pick(row, "name") or cell.id)
    field = TABLES[cell.table].field(cell.field)
    held = row.get(cell.field)
    choice = field is not None and field.kind is Kind.CHOICE and held is not None
    shown = say(f"choice.{held}") if choice else figure(held)
    return Explanation(
        name, field_name(cell.table, cell.field), (((shown, "bold foreground"),),), whence(book, cell, row)
    )
