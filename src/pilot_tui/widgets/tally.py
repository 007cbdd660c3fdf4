"""What the figures of a column come to, among the rows the cursor stands in. Pure and exact."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.widgets.sheet import Line, Listed
from pilot_tui.widgets.sorting import FIGURES, key_of
from pilot_tui.widgets.viewport import Viewport


class Tally(NamedTuple):
    """Figures of one unit."""

    figures: int
    of: int
    """Rows, those without a figure too."""
    mean: Fraction
    least: Fraction
    greatest: Fraction


def tally(view: Viewport) -> Tally | None:
    """Of the cursor's column, over the rows between two lines of another kind; None where it says nothing.

    Never over mixed units: only where the column says that they are not.
    """
    placed = next((p for p in view.placed if p.column.key == view.column), None)
    if placed is None or not placed.column.tallied or view.row < 0 or not isinstance(view.source, Listed):
        return None
    slots = [
        line.slots[placed.nth] for line in _around(view.source, view.row) if placed.nth < len(line.slots)
    ]
    figures = [value for sort, value in map(key_of, slots) if sort == FIGURES]
    if len(figures) < 2:
        return None
    mean = sum(figures, Fraction(0)) / len(figures)
    return Tally(len(figures), len(slots), mean, min(figures), max(figures))


def _around(source: Listed, row: int) -> Iterator[Line]:
    lines, first = source.lines, row
    while first and lines[first - 1].kind == "row":
        first -= 1
    for line in lines[first:]:
        if line.kind != "row":
            return
        yield line
