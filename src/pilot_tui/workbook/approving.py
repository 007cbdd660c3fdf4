"""The approval of a county's year: submitted by the county, confirmed above it, reviewed, approved.

Approved figures are locked: changing one needs a reason. The way back is one step at a time, from the top.
"""

from __future__ import annotations

from pilot_tui.errors import HandedOut, InvalidValue
from pilot_tui.model import Cell, Change
from pilot_tui.store import guards, journal
from pilot_tui.workbook.approval import FIELD, STATES, TABLE
from pilot_tui.workbook.workbook import Workbook


def state_of(book: Workbook, programme: str, county: str, year: int) -> str:
    """How far the approval of a county's year has come."""
    row = book.row(TABLE, f"{programme}.{county}.{year}") or {}
    return str(row.get(FIELD) or STATES[0])


def approver(book: Workbook, cell: Cell) -> str:
    """Who approved the cell's year, so that changing it needs a reason; empty where nobody has."""
    with book.store.reading() as db:
        guard = guards.of_row(db, cell.table, cell.id)
        made = journal.by_uid(db, guard.uid) if guard and guard.kind == guards.APPROVED else None
    return made.actor if made else ""


def steps(book: Workbook, programme: str, county: str, year: int) -> tuple[str, str]:
    """The states one step on and one back, empty where there is none, or it is not this file's to take.

    Raises `HandedOut` where this file takes neither.
    """
    cell = Cell(TABLE, f"{programme}.{county}.{year}", FIELD)
    was = state_of(book, programme, county, year)
    at, found, refused = STATES.index(was), ["", ""], None
    for nth, to in enumerate((at + 1, at - 1)):
        if 0 <= to < len(STATES):
            try:
                book.refuse_step(cell, was, STATES[to])
                found[nth] = STATES[to]
            except HandedOut as error:
                refused = error
    if refused is not None and not any(found):
        raise refused
    return found[0], found[1]


def advance(
    book: Workbook, programme: str, county: str, year: int, *, back: bool = False, reason: str = ""
) -> list[Change]:
    """One step on, or one back. Raises `InvalidValue` where there is none, and as `Workbook.edit`."""
    at = STATES.index(state_of(book, programme, county, year)) + (-1 if back else 1)
    if not 0 <= at < len(STATES):
        raise InvalidValue(reason="approval_end")
    return book.edit(Cell(TABLE, f"{programme}.{county}.{year}", FIELD), STATES[at], reason)
