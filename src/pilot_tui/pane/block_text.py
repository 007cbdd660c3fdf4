"""What the cells of a block say to a spreadsheet: raw figures, the words of choices."""

from __future__ import annotations

import re
from decimal import Decimal

from pilot_tui.model import Cell
from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.widgets.sheet import Slot
from pilot_tui.words import say

_SHOWN_NUMBER = re.compile("[-−+]?[0-9][0-9,]*([.][0-9]+)?")
_NUMBER = re.compile("-?[0-9]+([.][0-9]+)?")
_NUMBERS = (Kind.DECIMAL, Kind.FIGURE, Kind.INTEGER)
_STATES = ("recused", "abstained", "not_applicable", "not_yet_due")
"""What a cell without a figure may say that is stored; all other words for a blank are made up for it."""


def text_of(slot: Slot) -> str:
    """The text a slot is copied as: what typing or pasting it elsewhere stores the same."""
    field = field_of(slot)
    shown = "".join(run.text for run in slot.runs).strip()
    if field is None:
        return _plain(slot, shown)
    if not slot.entry:
        return next((say(f"choice.{one}") for one in _STATES if shown == say(f"absence.{one}")), "")
    return shown if field.kind is Kind.CHOICE else slot.entry


def figure_of(slot: Slot) -> Decimal | None:
    """The number a slot holds, exact; None for words, days and blanks."""
    field = field_of(slot)
    if field is not None and field.kind not in _NUMBERS:
        return None
    said = text_of(slot)
    return Decimal(said) if _NUMBER.fullmatch(said) else None


def field_of(slot: Slot) -> Field | None:
    """The declaration of the field a slot leads to; None where it is computed."""
    if not slot.address:
        return None
    cell = Cell.parse(slot.address)
    return TABLES[cell.table].field(cell.field)


def _plain(slot: Slot, shown: str) -> str:
    """A computed figure without what is only there for the eye; blank where there is none."""
    if slot.absent:
        return ""
    if isinstance(slot.value, Decimal | int):
        return str(slot.value)
    if _SHOWN_NUMBER.fullmatch(shown):
        return shown.replace(",", "").replace("−", "-").removeprefix("+")
    return shown
