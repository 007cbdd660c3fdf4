"""How a number came about, in words: for the explain line, `=` and the verb `explain`."""

from __future__ import annotations

from importlib import import_module

from pilot_tui.errors import NoRow
from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.ruleset import RULED
from pilot_tui.workbook.workings import computed as is_computed

__all__ = ["Explanation", "explain"]

_ROOMS = {
    "value": "values",
    "mark": "marks",
    "assignment": "assignments",
    "milestone": "milestones",
    "progress": "reports",
    **dict.fromkeys(RULED, "rules"),
}
"""Table → the module of this package that knows it, imported when it is asked."""


def explain(book: Workbook, cell: Cell) -> Explanation:
    """What a cell is, how its number came about, where it came from, who changed it last.

    Raises:
        NoCell: When there is no such table or field, and no number is computed under that address.
        NoRow: When there is no such row and none could be born.
    """
    if book.conceals(cell.table, cell.id):
        from pilot_tui.report.explaining import concealed

        return concealed.explain(book, cell)
    if is_computed(cell):
        from pilot_tui.report.explaining import computed

        return computed.explain(book, cell)
    with book.ahead((cell,)):
        row = book.row_or_key(cell)
        if row is None:
            raise NoRow(table=cell.table, id=cell.id)
        room = import_module(f"{__name__}.{_ROOMS.get(cell.table, 'plain')}")
        said: Explanation = room.explain(book, cell, row)
        return said._replace(whence=(*_asked(book, cell), *said.whence))


def _asked(book: Workbook, cell: Cell) -> list[str]:
    """What is known to be wrong with the cell, worst first."""
    found = sorted(book.questions(str(cell)), key=lambda one: one.bucket)
    if not found:
        return []
    from pilot_tui.report.findings import kind_of, sentence

    return [say("finding.asked", kind=kind_of(one), said=sentence(book, one)) for one in found]
