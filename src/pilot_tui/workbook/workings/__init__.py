"""The working of every number that is computed, by its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pilot_tui.errors import NoCell
from pilot_tui.model import Cell
from pilot_tui.rules.working import Working
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.workings import cards, reviews, tasks, values

COMPUTED: Mapping[str, Callable[[Reader, Cell], Working | None]] = {
    "value": values.working,
    "card": cards.working,
    "review": reviews.working,
    "milestone": tasks.working,
    "tasks": tasks.share_working,
}
"""The first part of an address → who works it out."""


def computed(cell: Cell) -> bool:
    """Whether the address is of a number that is computed, not stored."""
    return cell.table in ("card", "review", "tasks") or cell.field in _FIELDS.get(cell.table, ())


def working(book: Reader, cell: Cell) -> Working | None:
    """How the number at an address came about.

    Returns:
        None for a cell that holds what was typed into it, and where nothing can be computed.

    Raises:
        NoCell: When there is no such number.
    """
    room = COMPUTED.get(cell.table)
    if room is None or not computed(cell):
        return None
    try:
        return room(book, cell)
    except (KeyError, ValueError) as error:
        raise NoCell(address=cell) from error


_FIELDS = {
    "value": values.FIELDS,
    "milestone": tasks.FIELDS,
}
