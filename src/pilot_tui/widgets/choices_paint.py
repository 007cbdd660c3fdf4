"""How a list of choices is drawn over the lines of a grid: a band, no frame, one line picked out."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Region
from textual.strip import Strip

from pilot_tui import cells
from pilot_tui.widgets.choices import Choice, ChoiceList
from pilot_tui.widgets.grid_paint import MARKER
from pilot_tui.widgets.layout import PADDING
from pilot_tui.widgets.paint import Brush
from pilot_tui.widgets.roles import Ground, Roles
from pilot_tui.widgets.sheet import Run

_LEAD = 2
"""Cells before a label: the marker, and the sign of what stands in the cell now."""
_HELD = "✓"
_LEAST, _MOST = 12, 48


class Placing(NamedTuple):
    """Where an open list is painted."""

    x: int
    y: int
    """Its first line."""
    width: int
    height: int
    """Lines of choices; one more, the place, when not all are in view."""
    counted: bool
    """Whether there is that line."""

    @property
    def lines(self) -> int:
        """All its lines."""
        return self.height + self.counted


def placing(listed: ChoiceList, cell: Region, width: int, top: int, bottom: int) -> Placing:
    """Right below the cell; above it where there is more room there.

    Args:
        listed: The list.
        cell: Where the cell is painted.
        width: Of the grid.
        top: The first line a list may cover.
        bottom: The first line it may not.
    """
    counted = len(listed.found) > listed.height
    below, above = bottom - cell.y - 1, cell.y - top
    # By the whole list, not by what is left of it: it must not jump to the other side while it narrows.
    under = below >= min(len(listed.choices), listed.height + 1) or below >= above
    lines = min(listed.height + counted, below if under else above)
    size = _width(listed, width - PADDING)
    x = max(0, min(cell.x - _LEAD, width - PADDING - size))
    return Placing(x, cell.y + 1 if under else cell.y - lines, size, max(0, lines - counted), counted)


def choice_strip(ink: Roles[Strip], listed: ChoiceList, placed: Placing, y: int) -> Strip:
    """Line `y` of the list, counted from its first."""
    at = listed.top + y
    if y >= placed.height:
        return _place_strip(ink, listed, placed)
    nth, on = listed.found[at], at == listed.at
    choice = listed.choices[nth]
    ground: Ground = "cursor" if on else "band"
    brush = Brush(ink, ground)
    brush.runs((Run(MARKER if on else " ", "primary"),), 1)
    brush.runs((Run(_HELD if nth == listed.held else " ", "muted"),), 1)
    room = placed.width - _LEAD - 1
    tail = cells.width(choice.tail)
    tail = tail if tail + 3 < room else 0
    brush.runs((Run(choice.label, "bold foreground" if on else "foreground"),), room - tail - bool(tail))
    brush.blank_to(placed.width - tail - 1)
    brush.runs((Run(choice.tail, "muted"),), tail)
    return brush.strip(placed.width)


def _place_strip(ink: Roles[Strip], listed: ChoiceList, placed: Placing) -> Strip:
    """Which of how many are in view."""
    said = f"{listed.top + 1}–{listed.top + placed.height} / {len(listed.found)}"
    brush = Brush(ink, "band")
    brush.blank_to(_LEAD)
    brush.runs((Run(said, "muted"),), placed.width - _LEAD - 1, "right")
    return brush.strip(placed.width)


def _width(listed: ChoiceList, most: int) -> int:
    """As wide as its widest choice; the same however far it is narrowed."""
    wanted = max((_needed(choice) for choice in listed.choices), default=0)
    return max(_LEAD + 2, min(most, _MOST, max(_LEAST, wanted)))


def _needed(choice: Choice) -> int:
    tail = cells.width(choice.tail)
    return _LEAD + cells.width(choice.label) + tail + (2 if tail else 0) + 1
