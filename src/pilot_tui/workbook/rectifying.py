"""Rectification items: stored rows, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pilot_tui.rules.rectifying import STAGES, Item, Tally, light, tally
from pilot_tui.store import Connection, read
from pilot_tui.workbook.rows import Row, text


class Rectification(NamedTuple):
    """One rectification item as it is shown."""

    row: Row
    item: Item
    light: str
    word: str


def item_of(row: Row) -> Item:
    """What the rules read of a stored item."""
    return Item(*(text(row, name) for name in (STAGES[0], "due", *STAGES[1:], "state")))


def items(
    db: Connection, today: str, programme: str, year: int | None = None, county: str | None = None
) -> list[Rectification]:
    """The items of a programme found in a year or in any, of one county or of all."""
    where: dict[str, object] = {"programme": programme}
    where |= {} if year is None else {"year": year}
    where |= {} if county is None else {"county": county}
    return [line(row, today) for row in read.every(db, "rectification", **where)]


def line(row: Row, today: str) -> Rectification:
    """One item, with its light."""
    item = item_of(row)
    return Rectification(row, item, *light(item, today))


def counted(given: Sequence[Rectification], today: str) -> Tally:
    """How far they have come."""
    return tally([one.item for one in given], today)
