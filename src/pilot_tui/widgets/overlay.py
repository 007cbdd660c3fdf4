"""What is drawn over a line of a grid: the text being typed, and a refusal."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textual.strip import Strip

from pilot_tui import cells
from pilot_tui.widgets.graphemes import boundaries
from pilot_tui.widgets.grid_paint import MARKER, Look
from pilot_tui.widgets.layout import PADDING
from pilot_tui.widgets.paint import Brush
from pilot_tui.widgets.roles import Ground, Roles
from pilot_tui.widgets.sheet import Align, Run

if TYPE_CHECKING:
    from pilot_tui.widgets.editor import CellEditor


def laid_over(look: Look[Strip], under: Strip, x: int, note: Strip) -> Strip:
    """The line `under` with `note` over it from cell `x` on."""
    size = note.cell_length
    return Strip([*under.crop(0, x), *note, *under.crop(x + size, look.width)], look.width)


def refusal_over(look: Look[Strip], under: Strip, x: int, sentence: str) -> Strip:
    """The line `under` with a refusal painted over it from cell `x` on, shifted left to fit."""
    text = f" {cells.shown(sentence)} "
    size = max(1, min(look.width - PADDING, cells.width(text) + 1))
    brush = Brush(look.ink, "refused")
    brush.runs((Run(MARKER, "error"),), 1)
    brush.runs((Run(text),), size - 1)
    return laid_over(look, under, max(0, min(x, look.width - PADDING - size)), brush.strip(size))


class Typed(NamedTuple):
    """The text being typed as it is painted."""

    strip: Strip
    caret: int
    """The cell of the strip the caret is in."""
    first: int
    """The cell of the text that the strip begins with; below 0 for blanks before it."""


def typed_strip(ink: Roles[Strip], editor: CellEditor, align: Align, least: int, most: int) -> Typed:
    """The text being typed: as wide as the cell, wider where it is longer, scrolled where room ends."""
    said, caret, chosen = editor.value, editor.cursor_position, range(*sorted(editor.selection))
    sizes = [(end, _size(said[start:end])) for start, end in pairwise(boundaries(said))]
    length = sum(taken for _, taken in sizes) + 1
    size = max(least, min(length, most))
    before = sum(taken for end, taken in sizes if end <= caret)
    first = length - size if align == "right" and length < size else max(0, before - size + 1)
    ground: Ground = "refused" if editor.refused else "edit"
    solid: Ground = ("error" if editor.refused else "accent", 1.0)
    brush = Brush(ink, ground)
    brush.runs((Run("", "underline"),), max(0, -first))
    x = skipped = 0
    for start, end in pairwise([*boundaries(said), len(said) + 1]):
        text = _painted(said[start:end])
        taken = cells.width(text)
        if x + taken <= first:
            skipped = x + taken
        elif x < first + size:  # of a long text only what is in view
            on = solid if start == caret else "cursor" if start in chosen else ground
            brush.runs((Run(text, "background" if on == solid else "underline"),), taken, ground=on)
        x += taken
    brush.runs((Run("", "underline"),), max(0, size + first - x))
    cut = max(0, first) - skipped
    shown = brush.strip(brush.x).crop(cut, cut + size)
    return Typed(shown, before - first, first)


def cell_to_caret(text: str, cell: int) -> int:
    """How many characters stand before the one painted at a cell of `text`."""
    for start, end in pairwise(boundaries(text)):
        cell -= _size(text[start:end])
        if cell < 0:
            return start
    return len(text)


def _size(grapheme: str) -> int:
    return cells.width(_painted(grapheme))


def _painted(grapheme: str) -> str:
    """What of a text being typed stands for itself alone: blanks of every kind are seen, too."""
    return grapheme if cells.shown(grapheme) else " "
