"""The working of every number that is computed, by its address."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pilot_tui.errors import NoCell
from pilot_tui.model import Cell
from pilot_tui.tables import TABLES

if TYPE_CHECKING:
    from pilot_tui.rules.working import Working
    from pilot_tui.workbook.reading import Reader

_FIELDS = {
    "value": ("completion", "score", "light", "grouped"),
    "milestone": ("completion", "elapsed", "planned", "gap", "light", "forecast", "pace", "needed"),
    "measure": ("completion", "score"),
}
"""Table of the file → the fields beside its own that are computed."""
_ROOMS = {
    "value": ("values", "working"),
    "card": ("cards", "working"),
    "review": ("reviews", "working"),
    "agreement": ("panels", "agreement_working"),
    "leaning": ("panels", "leaning_working"),
    "milestone": ("tasks", "working"),
    "tasks": ("tasks", "share_working"),
    "measure": ("firms", "measure_working"),
    "graded": ("firms", "firm_working"),
    "firms": ("firms", "county_working"),
    "rectified": ("ledgers", "rectified_working"),
    "ones": ("ledgers", "ones_working"),
}
"""The first part of an address → who works it out: the module of this package, imported when it is asked."""


def computed(cell: Cell) -> bool:
    """Whether the address is of a number that is computed, not stored."""
    return (cell.table in _ROOMS and cell.table not in TABLES) or cell.field in _FIELDS.get(cell.table, ())


def working(book: Reader, cell: Cell) -> Working | None:
    """How the number at an address came about.

    Returns:
        None for a cell that holds what was typed into it, where nothing can be computed, and for what is
        hidden from the viewer.

    Raises:
        NoCell: When there is no such number.
    """
    if cell.table not in _ROOMS or not computed(cell) or book.conceals(cell.table, cell.id):
        return None
    room, name = _ROOMS[cell.table]
    try:
        worked: Working | None = getattr(import_module(f"{__name__}.{room}"), name)(book, cell)
    except (KeyError, ValueError, StopIteration) as error:
        raise NoCell(address=cell) from error
    return worked
