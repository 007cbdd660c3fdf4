"""How the lines of a grid are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textual.strip import Strip

from pilot_tui import cells
from pilot_tui.widgets.graphemes import boundaries
from pilot_tui.widgets.ink import Ground, Ink
from pilot_tui.widgets.layout import GUTTER, PADDING, Placed
from pilot_tui.widgets.paint import Brush, strip_of
from pilot_tui.widgets.sheet import BLANK, Align, Line, Run, Runs, Slot

if TYPE_CHECKING:
    from pilot_tui.widgets.editor import CellEditor

MARKER, OPENS, RULE = "▎", "↵", "─"
_MARK_INKS = {"≠": "error", "?": "warning", "*": "warning"}


class Look(NamedTuple):
    """What all lines of a grid are drawn with."""

    ink: Ink
    width: int
    placed: tuple[Placed, ...]
    """The columns in view."""
    name: str
    """The key of the column that is bold on the cursor's row."""


class Empty(NamedTuple):
    """What an empty grid says."""

    title: str
    """What is not there."""
    sentence: str = ""
    """What will appear here, and how."""
    keys: Runs = ()
    """The keys that help."""


def line_strip(look: Look, line: Line, column: str | None, block: bool, ground: Ground = "base") -> Strip:
    """A line of the table.

    Args:
        look: What it is drawn with.
        line: What it says.
        column: Of the cursor's row the key of the cursor's column, of a `head` the one to point out.
        block: Whether the cursor is a solid block.
        ground: What it is drawn on when the cursor is elsewhere.
    """
    if line.kind == "rule":
        return _rule(look)
    if line.kind == "head":
        return _head(look, line, column)
    here = column is not None and line.kind == "row"
    brush = Brush(look.ink, "row" if here else ground)
    if here:
        brush.runs((Run(MARKER, "primary"),), GUTTER)
    tail = line.tail or ((Run(OPENS, "primary"),) if here and any(s.opens for s in line.slots) else ())
    size = sum(cells.width(run.text) for run in tail)
    edge = look.width - PADDING - size - bool(size)
    _lead(brush, look, line, edge)
    for placed in look.placed:
        _slot(brush, look, line, placed, edge, (column if here else None), block)
    if tail:
        brush.blank_to(edge + 1)
        brush.runs(tail, max(0, min(size, look.width - PADDING - brush.x)), "right")
    return brush.strip(look.width)


def header_strip(look: Look, titles: Sequence[str], column: str) -> Strip:
    """A header line: titles over their columns, running over into untitled ones where they are too long."""
    texts = [(titles[p.nth], "primary" if p.column.key == column else "faint") for p in look.placed]
    return _titles(look, texts, Brush(look.ink))


def laid_over(look: Look, under: Strip, x: int, note: Strip) -> Strip:
    """The line `under` with `note` over it from cell `x` on."""
    size = note.cell_length
    return Strip([*under.crop(0, x), *note, *under.crop(x + size, look.width)], look.width)


def refusal_over(look: Look, under: Strip, x: int, sentence: str) -> Strip:
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


def typed_strip(ink: Ink, editor: CellEditor, align: Align, least: int, most: int) -> Typed:
    """The text being typed: as wide as the cell, wider where it is longer, scrolled where room ends."""
    said, caret, chosen = editor.value, editor.cursor_position, range(*sorted(editor.selection))
    length = cells.width(said) + 1
    size = max(least, min(length, most))
    before = cells.width(said[:caret]) if caret else 0
    first = length - size if align == "right" and length < size else max(0, before - size + 1)
    ground: Ground = "refused" if editor.refused else "edit"
    solid: Ground = ("error" if editor.refused else "accent", 1.0)
    brush = Brush(ink, ground)
    brush.runs((Run("", "underline"),), max(0, -first))
    for start, end in pairwise([*boundaries(said), len(said) + 1]):
        text = said[start:end] or " "
        on = solid if start == caret else "cursor" if start in chosen else ground
        brush.runs((Run(text, "background" if on == solid else "underline"),), cells.width(text), ground=on)
    brush.runs((Run("", "underline"),), max(0, size + first - brush.x))
    shown = brush.strip(brush.x).crop(max(0, first), max(0, first) + size)
    return Typed(shown, before - first, first)


def cell_to_caret(text: str, cell: int) -> int:
    """How many characters stand before the one painted at a cell of `text`."""
    for start, end in pairwise(boundaries(text)):
        cell -= cells.width(text[start:end])
        if cell < 0:
            return start
    return len(text)


def empty_strip(look: Look, empty: Empty, y: int, height: int) -> Strip:
    """Line `y` of a grid with nothing in it: title, sentence and keys, centred a third down."""
    said: dict[int, Runs] = {
        0: (Run(empty.title, "bold"),),
        2: (Run(empty.sentence, "muted"),),
        4: empty.keys,
    }
    runs = said.get(y - max(0, height // 3 - 1), ())
    gap = max(0, (look.width - sum(cells.width(run.text) for run in runs)) // 2)
    return strip_of((Run(" " * gap), *runs), look.width, look.ink)


def _lead(brush: Brush, look: Look, line: Line, edge: int) -> None:
    """The lead, from cell 1 as far as the slots are blank."""
    if not line.lead:
        return
    seen = [p.x - 1 for p in look.placed if not _slot_of(line, p).blank]
    brush.blank_to(GUTTER)
    room = max(0, min([edge, *seen]) - GUTTER)
    brush.runs(line.lead, min(room, sum(cells.width(run.text) for run in line.lead)))


def _slot(
    brush: Brush, look: Look, line: Line, placed: Placed, edge: int, column: str | None, block: bool
) -> None:
    """A slot with its mark; one that a tail runs into gives way."""
    slot, here = _slot_of(line, placed), placed.column.key == column
    width = min(placed.width, edge - placed.x)
    cut_short = width < placed.width and placed.column.align == "right"
    if placed.x < brush.x or width < 1 or cut_short or (slot.blank and not (here or slot.tint)):
        return
    brush.blank_to(placed.x)
    ground: Ground = slot.tint or brush.ground
    runs = slot.runs if slot.fill is None else slot.fill(width)
    if column is not None and placed.column.key == look.name:
        runs = tuple(Run(run.text, f"bold {run.ink}") for run in runs)
    brush.runs(runs, width, placed.column.align, ("block" if block else "cursor") if here else ground)
    if placed.column.mark and (slot.mark or slot.tint):
        brush.runs((Run(slot.mark or " ", _MARK_INKS.get(slot.mark, "muted")),), 1, ground=ground)


def _slot_of(line: Line, placed: Placed) -> Slot:
    return line.slots[placed.nth] if placed.nth < len(line.slots) else BLANK


def _rule(look: Look) -> Strip:
    brush = Brush(look.ink)
    brush.blank_to(GUTTER)
    size = look.width - GUTTER - PADDING
    brush.runs((Run(RULE * size, "hairline"),), max(0, size))
    return brush.strip(look.width)


def _head(look: Look, line: Line, column: str | None) -> Strip:
    """Column titles inside the table."""
    texts = []
    for placed in look.placed:
        runs = _slot_of(line, placed).runs
        ink = runs[0].ink if runs else "faint"
        texts.append(("".join(run.text for run in runs), "primary" if placed.column.key == column else ink))
    brush = Brush(look.ink)
    _lead(brush, look, line, look.width - PADDING)
    return _titles(look, texts, brush)


def _titles(look: Look, texts: Sequence[tuple[str, str]], brush: Brush) -> Strip:
    """Titles at their columns; a long one takes the blank room beside it, on the side away from its edge."""
    shown = [(p, text, ink) for p, (text, ink) in zip(look.placed, texts, strict=True) if text.strip()]
    starts = [_natural_start(p, text) for p, text, _ in shown] + [look.width + 1]
    for (placed, text, ink), start, following in zip(shown, starts, starts[1:], strict=False):
        start = max(start, brush.x + bool(brush.x), GUTTER)
        end = min(max(placed.x + placed.width, following - 1), look.width)
        if placed.column.align == "right":
            end = placed.x + placed.width
        size = min(end - start, cells.width(text))
        if size > 0:
            brush.blank_to(end - size if placed.column.align == "right" else start)
            brush.runs((Run(text, ink),), size, placed.column.align)
    return brush.strip(look.width)


def _natural_start(placed: Placed, text: str) -> int:
    """Where a title begins when nothing is in its way."""
    return placed.x + (min(0, placed.width - cells.width(text)) if placed.column.align == "right" else 0)
