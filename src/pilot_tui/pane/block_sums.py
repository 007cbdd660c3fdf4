"""What is selected, in words: how large it is, how much of it is filled, what its figures add up to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pilot_tui.cells import group_thousands
from pilot_tui.pane.block_text import figure_of, text_of
from pilot_tui.report.explaining import Explanation
from pilot_tui.rules import rounding
from pilot_tui.widgets.selection import Block
from pilot_tui.words import say

MOST = 10_000
"""Cells that are added up as the selection grows."""


def explain_block(block: Block, keys: str) -> Explanation:
    """Rows × columns, how many are filled, sum and mean of the figures; `keys` stand below."""
    if block.size > MOST:
        size = say("block.size", rows=f"{len(block.lines):,}", columns=len(block.nths))
        return Explanation(size, "", (((say("block.too_many_to_add", most=f"{MOST:,}"), "muted"),),), (keys,))
    rows = list(block.rows())
    slots = [slot for row in rows for slot in row]
    filled = sum(bool(text_of(slot)) for slot in slots)
    size = say("block.size", rows=f"{len(rows):,}", columns=len(block.nths))
    figures = [number for slot in slots if (number := figure_of(slot)) is not None]
    what: list[tuple[tuple[str, str], ...]] = [((say("block.filled", count=filled), "muted"),)]
    for key, shown in _sums(figures):
        what.append(((say(f"block.{key}") + " ", "muted"), (shown, "bold foreground")))
    return Explanation(size, "", tuple(what), (keys,))


def _sums(figures: list[Decimal]) -> list[tuple[str, str]]:
    """Sum and mean; the sum is exact, the mean has two decimals more than the figures, `≈` where cut."""
    if not figures:
        return []
    places = max(len(str(number).partition(".")[2]) for number in figures)
    total = sum(map(Fraction, figures), Fraction(0))
    mean = total / len(figures)
    return [("sum", _shown(total, places)), ("mean", _shown(mean, places + 2, trim=True))]


def _shown(number: Fraction, places: int, *, trim: bool = False) -> str:
    """A number with that many decimals, `≈` before it where it has more."""
    text = rounding.shown(number, places)
    if Fraction(text) != number:
        return f"≈ {group_thousands(text)}"
    return group_thousands(text.rstrip("0").rstrip(".") if trim and "." in text else text)
