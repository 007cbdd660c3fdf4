"""How many rectification items are at which stage; how many of the five ones are done."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pilot_tui.model import Cell
from pilot_tui.rules.rectifying import overdue, stage
from pilot_tui.rules.working import Working
from pilot_tui.workbook.ledgers import Ledgers
from pilot_tui.workbook.ones import Industry
from pilot_tui.workbook.rectifying import Rectification
from pilot_tui.workbook.rows import Row, address, text

EVERYWHERE = "*"
"""Stands for all counties in an id."""
_REACHED = {
    "found": ("found", "rectified", "closed"),
    "rectified": ("rectified", "closed"),
    "closed": ("closed",),
}


def rectified_working(book: Ledgers, cell: Cell) -> Working | None:
    """Of `rectified/<programme>.<county or *>.<year>/…`: found, rectified, closed, overdue, or a share.

    Raises:
        ValueError: When there is no such figure.
    """
    programme, county, year = cell.id.split(".")
    given = book.rectification(programme, int(year), None if county == EVERYWHERE else county)
    name = cell.field.removesuffix("_share")
    if not given or name not in (*_REACHED, "overdue"):
        raise ValueError(cell.id)
    counted = _counted(book, given, name, cell)
    if name == cell.field:
        return counted
    found = _counted(book, given, "found", cell)
    assert counted.value is not None
    value = 100 * counted.value / len(given)
    return Working(cell.field, value, "quotient", (counted, found), str(cell))


def _counted(book: Ledgers, given: list[Rectification], name: str, cell: Cell) -> Working:
    if name == "overdue":
        there, day = [one for one in given if overdue(one.item, book.today)], "due"
    else:
        there, day = [one for one in given if stage(one.item) in _REACHED[name]], name
    parts = tuple(_day(one, day) for one in there)
    return Working(f"items_{name}", Fraction(len(there)), "count", parts, address(cell.table, cell.id, name))


def _day(one: Rectification, name: str) -> Working:
    """An item at the day it reached a stage, or at its state where no day is known."""
    id, day = text(one.row, "id"), text(one.row, name)
    if not day:
        name, day = "state", text(one.row, "state")
    value = Fraction(date.fromisoformat(day).toordinal()) if name != "state" and day else Fraction(1)
    return Working(f"item_{name}", value, at=address("rectification", id, name), stored=day, name=id)


def ones_working(book: Ledgers, cell: Cell) -> Working | None:
    """Of `ones/<programme>.<county or *>/done` or, of all counties, of the item of a number.

    Raises:
        ValueError: When there is no such figure.
    """
    programme, county = cell.id.split(".")
    found = book.ones(programme)
    rows = [one for one in found.industries if county in (EVERYWHERE, one.row["county"])]
    if cell.field == "done":
        items = [(one, item) for one in rows for item in one.items]
    else:
        items = [(one, item) for one in rows if (item := one.item(int(cell.field)))]
    if not items:
        raise ValueError(cell.id)
    counted = [pair for pair in items if text(pair[1], "state") != "not_applicable"]
    if not counted:
        return None
    done = [pair for pair in counted if text(pair[1], "state") == "done"]
    parts = (
        Working("items_done", Fraction(len(done)), "count", tuple(_item(*pair) for pair in done)),
        Working("items", Fraction(len(counted)), "count", tuple(_item(*pair) for pair in counted)),
    )
    return Working("completion", Fraction(100 * len(done), len(counted)), "quotient", parts, str(cell))


def _item(one: Industry, item: Row) -> Working:
    at = address("item", text(item, "id"), "state")
    said = text(item, "state")
    return Working(
        "item_state", Fraction(1), at=at, stored=said, name=f"{one.row['county']}.{one.row['code']}"
    )
