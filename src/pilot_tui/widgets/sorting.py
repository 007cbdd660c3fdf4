"""The order of rows by one column: figures by their exact value, then words, blanks last either way. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from pilot_tui.widgets.answering import Spelled, as_written
from pilot_tui.widgets.sheet import BLANK, Line, Slot

Key = tuple[int, Any]
"""Figures 0, words 1, blanks 2; what stands in it is compared only with its like."""
_NOTHING = frozenset({"", "·", "–", "—", "-"})
_SIGNS = re.compile(r"^[<>=\u2264\u2265\u2248~]+\s*")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_DIGITS = re.compile(r"(\d+)")
_LONGEST = 40  # digits: beyond that it is no figure anybody meant
FIGURES, WORDS, BLANKS = range(3)


def in_order(
    units: Sequence[tuple[Line, ...]], nth: int, falling: bool, spelled: Spelled = as_written
) -> list[tuple[Line, ...]]:
    """Rows, each with the parts that follow it, by the slot `nth` of the row; equals stay as they stood."""
    keyed = [(_key(unit[0], nth, spelled), unit) for unit in units]
    made: list[tuple[Line, ...]] = []
    for sort in (FIGURES, WORDS, BLANKS):
        like = [pair for pair in keyed if pair[0][0] == sort]
        if sort != BLANKS:
            like.sort(key=lambda pair: pair[0], reverse=falling)
        made += [unit for _, unit in like]
    return made


def _key(line: Line, nth: int, spelled: Spelled) -> Key:
    return key_of(line.slots[nth] if nth < len(line.slots) else BLANK, spelled)


def key_of(slot: Slot, spelled: Spelled = as_written) -> Key:
    """What a slot is compared by."""
    if slot.value is not None:
        return FIGURES, Fraction(slot.value)
    shown = "".join(run.text for run in slot.runs).strip()
    if slot.absent or shown in _NOTHING or (slot.address and not slot.entry):
        return BLANKS, ()
    for text in filter(None, (slot.entry, shown)):
        if (figure := figure_of(text)) is not None:
            return FIGURES, figure
    return WORDS, natural(slot.entry if _DAY.fullmatch(slot.entry) else shown, spelled)


def figure_of(text: str) -> Fraction | None:
    """The figure a text shows, exactly: `≥ 1,200` is 1200, `−3.5%` is −3.5; None when it shows none."""
    bare = _SIGNS.sub("", text.strip()).replace(",", "").replace("\u2212", "-").rstrip("%").strip()
    if not bare or len(bare) > _LONGEST:
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return Fraction(value) if value.is_finite() and abs(value.adjusted()) <= _LONGEST else None


def natural(text: str, spelled: Spelled = as_written) -> tuple[tuple[int, int | str], ...]:
    """A text by its words and its numbers: `2` before `10`; Chinese by pinyin where it is known."""
    known = next(iter(spelled(text)), "") if not text.isascii() else ""
    return tuple(map(_part, filter(None, _DIGITS.split(known or text.casefold()))))


def _part(part: str) -> tuple[int, int | str]:
    figures = part.isascii() and part.isdecimal() and len(part) <= _LONGEST
    return (0, int(part)) if figures else (1, part)
