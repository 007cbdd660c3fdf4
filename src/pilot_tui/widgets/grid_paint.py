"""How the lines of a grid are drawn."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Generic, NamedTuple

from pilot_tui import cells
from pilot_tui.widgets.layout import GUTTER, PADDING, Placed
from pilot_tui.widgets.paint import Brush, strip_of
from pilot_tui.widgets.roles import Ground, Made, Roles
from pilot_tui.widgets.sheet import BLANK, Line, Run, Runs, Slot

MARKER, OPENS, RULE = "▎", "↵", "─"
ARROWS = ("▴", "▾")
"""After a title: rows rise by its column, or fall."""
_QUIET = {"foreground": "muted", "warning": "faint"}
"""The inks of what can be written, and of what is still to be written: where somebody else does it."""
_MARK_INKS = {"≠": "error", "?": "warning", "*": "warning"}


class Look(NamedTuple, Generic[Made]):
    """What all lines of a grid are drawn with."""

    ink: Roles[Made]
    width: int
    placed: tuple[Placed, ...]
    """The columns in view."""
    name: str
    """The key of the column that is bold on the cursor's row."""
    locks: Callable[[str], bool] | None = None
    """Whether what stands at an address is only shown; None where nothing is."""


class _Standing(NamedTuple):
    """Where on a line the cursor and the selection stand."""

    column: str | None
    """The cursor's column, None when it is on another line."""
    block: bool
    """Whether the cursor is a solid block."""
    chosen: Container[str]
    """The columns that are selected."""

    def joined(self, look: Look[Made], placed: Placed) -> bool:
        """Whether the column before it is selected too, so that the gap between them is."""
        at = look.placed.index(placed)
        return at > 0 and look.placed[at - 1].column.key in self.chosen


class Empty(NamedTuple):
    """What an empty grid says."""

    title: str
    """What is not there."""
    sentence: str = ""
    """What will appear here, and how."""
    keys: Runs = ()
    """The keys that help."""


def line_strip(
    look: Look[Made],
    line: Line,
    column: str | None,
    block: bool,
    ground: Ground = "base",
    chosen: Container[str] = (),
) -> Made:
    """A line of the table.

    Args:
        look: What it is drawn with.
        line: What it says.
        column: Of the cursor's row the key of the cursor's column, of a `head` the one to point out.
        block: Whether the cursor is a solid block.
        ground: What it is drawn on when the cursor is elsewhere.
        chosen: The keys of the columns that are selected on it.
    """
    if line.kind == "rule":
        return _rule(look)
    if line.kind == "head":
        return _head(look, line, column)
    here = column is not None and line.stands
    brush = Brush(look.ink, "row" if here else ground)
    if here:
        brush.runs((Run(MARKER, "primary"),), GUTTER)
    tail = line.tail or ((Run(OPENS, "primary"),) if here and any(s.opens for s in line.slots) else ())
    size = sum(cells.width(run.text) for run in tail)
    end = _tail_end(look, line, size)
    edge = end - size - bool(size)
    _lead(brush, look, line, edge)
    at = _Standing(column if here else None, block, chosen if line.kind == "row" else ())
    for placed in look.placed:
        _slot(brush, look, line, placed, edge, at)
    if tail:
        brush.blank_to(edge + 1)
        brush.runs(tail, max(0, min(size, end - brush.x)), "right")
    return brush.strip(look.width)


def header_strip(look: Look[Made], titles: Sequence[str], column: str) -> Made:
    """A header line: titles over their columns, running over into untitled ones where they are too long."""
    texts = [(titles[p.nth], "primary" if p.column.key == column else "faint") for p in look.placed]
    return _titles(look, texts, Brush(look.ink))


def empty_strip(look: Look[Made], empty: Empty, y: int, height: int) -> Made:
    """Line `y` of a grid with nothing in it: title, sentence and keys, centred a third down."""
    said: dict[int, Runs] = {
        0: (Run(empty.title, "bold"),),
        2: (Run(empty.sentence, "muted"),),
        4: empty.keys,
    }
    runs = said.get(y - max(0, height // 3 - 1), ())
    gap = max(0, (look.width - sum(cells.width(run.text) for run in runs)) // 2)
    return strip_of((Run(" " * gap), *runs), look.width, look.ink)


def _tail_end(look: Look[Made], line: Line, size: int) -> int:
    """Where a tail ends: a total's and a heading's below the last column, wherever the table ends."""
    end = look.width - PADDING
    if line.kind == "row" or not look.placed:
        return end
    last = look.placed[-1]
    lead = sum(cells.width(run.text) for run in line.lead)
    return min(end, max(last.x + last.width, GUTTER + lead + 2 + size))


def _lead(brush: Brush[Made], look: Look[Made], line: Line, edge: int) -> None:
    """The lead, from cell 1 as far as the slots are blank."""
    if not line.lead:
        return
    seen = [p.x - 1 for p in look.placed if not _slot_of(line, p).blank]
    brush.blank_to(GUTTER)
    room = max(0, min([edge, *seen]) - GUTTER)
    brush.runs(line.lead, min(room, sum(cells.width(run.text) for run in line.lead)))


def _slot(brush: Brush[Made], look: Look[Made], line: Line, placed: Placed, edge: int, at: _Standing) -> None:
    """A slot with its mark; one that a tail runs into gives way."""
    slot, key = _slot_of(line, placed), placed.column.key
    here, chosen = key == at.column, key in at.chosen
    width = min(placed.width, edge - placed.x)
    cut_short = width < placed.width and placed.column.align == "right"
    if placed.x < brush.x or width < 1 or cut_short or (slot.blank and not (here or chosen or slot.tint)):
        return
    ground: Ground = "selected" if chosen else slot.tint or brush.ground
    brush.blank_to(placed.x, ground if chosen and at.joined(look, placed) else None)
    runs = slot.runs if slot.fill is None else slot.fill(width)
    if look.locks is not None and slot.address and look.locks(slot.address):
        runs = tuple(Run(run.text, _QUIET.get(run.ink, run.ink)) for run in runs)
    if at.column is not None and key == look.name:
        runs = tuple(Run(run.text, f"bold {run.ink}") for run in runs)
    brush.runs(runs, width, placed.column.align, ("block" if at.block else "cursor") if here else ground)
    if placed.column.mark and (slot.mark or slot.tint or chosen):
        brush.runs((Run(slot.mark or " ", _MARK_INKS.get(slot.mark, "muted")),), 1, ground=ground)


def _slot_of(line: Line, placed: Placed) -> Slot:
    return line.slots[placed.nth] if placed.nth < len(line.slots) else BLANK


def _rule(look: Look[Made]) -> Made:
    brush = Brush(look.ink)
    brush.blank_to(GUTTER)
    size = look.width - GUTTER - PADDING
    brush.runs((Run(RULE * size, "hairline"),), max(0, size))
    return brush.strip(look.width)


def _head(look: Look[Made], line: Line, column: str | None) -> Made:
    """Column titles inside the table."""
    texts = []
    for placed in look.placed:
        runs = _slot_of(line, placed).runs
        ink = runs[0].ink if runs else "faint"
        texts.append(("".join(run.text for run in runs), "primary" if placed.column.key == column else ink))
    brush = Brush(look.ink)
    _lead(brush, look, line, look.width - PADDING)
    return _titles(look, texts, brush)


def _titles(look: Look[Made], texts: Sequence[tuple[str, str]], brush: Brush[Made]) -> Made:
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
            brush.runs((Run(_cut_title(text, size), ink),), size, placed.column.align)
    return brush.strip(look.width)


def _cut_title(text: str, size: int) -> str:
    """A title in its room; the arrow that tells of a sort stays when the words give way."""
    if text[-1:] not in ARROWS or cells.width(text) <= size:
        return text
    return cells.fit(text[:-1], size - 1).rstrip() + text[-1]


def _natural_start(placed: Placed, text: str) -> int:
    """Where a title begins when nothing is in its way."""
    return placed.x + (min(0, placed.width - cells.width(text)) if placed.column.align == "right" else 0)
