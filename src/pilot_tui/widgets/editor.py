"""The editor that lies over a cell: Textual's Input, by grapheme, painted with our own ink, fed by the grid."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from rich.cells import split_graphemes
from textual import events
from textual.actions import SkipAction, parse
from textual.binding import Binding
from textual.geometry import Offset, clamp
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from pilot_tui.widgets import cells
from pilot_tui.widgets.ink import Ground, ink_of
from pilot_tui.widgets.paint import Brush
from pilot_tui.widgets.sheet import Run

LONGEST = 10_000
"""Characters a cell can be given."""
_KEYS = {
    binding.key: binding.action for binding in Binding.make_bindings(Input.BINDINGS) if binding.key != "enter"
}
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_FLAG = range(0x1F1E6, 0x1F200)


class CellEditor(Input):
    """One line of text over a cell; shown only while something is typed."""

    DEFAULT_CSS = """
    CellEditor, CellEditor:focus {
        position: absolute; display: none; height: 1; width: 8;
        padding: 0; border: none; background: $background; background-tint: transparent;
    }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=LONGEST, validate_on=[])
        self.can_focus = False
        self.cursor_blink = False
        self.refused = False
        """Whether what stands here was refused."""
        self._at = Offset(0, 0)

    def open(self, text: str) -> None:
        """Start with `text`, the caret behind it."""
        self.refused = False
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self.can_focus = True
        self.display = True

    def close(self) -> None:
        """Go out of sight."""
        self.display = False
        self.can_focus = False

    def lie(self, at: Offset, least: int, most: int) -> None:
        """Lie at a place of the grid, as wide as the cell, or as the text where it is longer."""
        width = clamp(cells.width(self.value) + 1, least, max(least, most))
        if (at, width) != (self._at, self.styles.width and self.styles.width.value):
            self._at = at
            self.styles.offset = (at.x, at.y)
            self.styles.width = width
        self.app.cursor_position = self.cursor_screen_offset

    def take(self, event: events.Key) -> None:
        """Do at once what a key asks for; a key that means nothing here is swallowed."""
        action = _KEYS.get(event.key)
        with self.prevent(Input.Changed):
            if action is not None:
                name, parameters = parse(action)[1:]
                try:
                    getattr(self, f"action_{name}")(*parameters)
                except SkipAction:
                    pass
            elif event.is_printable and event.character:
                self.replace(event.character, *self.selection)
        self.refresh()

    def paste(self, text: str) -> None:
        """All of `text` at the caret: line breaks become blanks, control characters go."""
        with self.prevent(Input.Changed):
            self.replace(
                _CONTROLS.sub("", _BREAKS.sub(" ", text.strip()).replace("\t", " ")), *self.selection
            )
        self.refresh()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen, also before the next layout."""
        parent = self.parent
        corner = parent.region.offset if isinstance(parent, Widget) else Offset(0, 0)
        return corner + self._at + Offset(self._caret_cell - self._shift, 0)

    @property
    def _caret_cell(self) -> int:
        return cells.width(self.value[: self.cursor_position]) if self.cursor_position else 0

    @property
    def _shift(self) -> int:
        """Cells scrolled away on the left, so that the caret is in view."""
        styled = self.styles.width
        return max(0, self._caret_cell - int(styled.value if styled else 1) + 1)

    def render_line(self, y: int) -> Strip:
        """The text with its caret."""
        del y
        ground: Ground = "refused" if self.refused else "edit"
        brush = Brush(ink_of(self.app), ground)
        caret = ("error" if self.refused else "accent", 1.0)
        chosen = range(*sorted(self.selection))
        for start, end in pairwise(boundaries(self.value)):
            text = self.value[start:end]
            on: Ground = caret if start == self.cursor_position else "cursor" if start in chosen else ground
            role = "background" if on == caret else "underline"
            brush.runs((Run(text, role),), cells.width(text), ground=on)
        if self.cursor_position == len(self.value):
            brush.runs((Run(" ", "background"),), 1, ground=caret)
        size = self.size.width
        return brush.strip(max(size + self._shift, brush.x)).crop(self._shift, self._shift + size)

    def on_hide(self, event: events.Hide) -> None:
        """A late Hide of an editor that is open again must not take its focus."""
        event.prevent_default()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The caret to the character that was clicked."""
        event.prevent_default()
        event.stop()
        target = event.x + self._shift
        for start, end in pairwise(boundaries(self.value)):
            target -= cells.width(self.value[start:end])
            if target < 0:
                self.cursor_position = start
                return
        self.cursor_position = len(self.value)

    def action_cursor_left(self, select: bool = False) -> None:
        """The caret one grapheme to the left."""
        self._walk(_before(self.value, self.cursor_position), select, min)

    def action_cursor_right(self, select: bool = False) -> None:
        """The caret one grapheme to the right."""
        self._walk(_after(self.value, self.cursor_position), select, max)

    def action_delete_left(self) -> None:
        """Delete the selection or the grapheme before the caret."""
        at = self.cursor_position
        self.delete(*self.selection if not self.selection.is_empty else (_before(self.value, at), at))

    def action_delete_right(self) -> None:
        """Delete the selection or the grapheme after the caret."""
        at = self.cursor_position
        self.delete(*self.selection if not self.selection.is_empty else (at, _after(self.value, at)))

    def _walk(self, to: int, select: bool, end: Callable[[Selection], int]) -> None:
        if select:
            self.selection = Selection(self.selection.start, to)
        else:
            self.cursor_position = to if self.selection.is_empty else end(self.selection)


def boundaries(text: str) -> list[int]:
    """Where the graphemes of `text` begin, and its end: marks, joined emoji and flags stay whole."""
    out: list[int] = []
    half_flag = False
    for start, _end, _cells in split_graphemes(text)[0]:
        flag = ord(text[start]) in _FLAG
        if not (flag and half_flag):
            out.append(start)
        half_flag = flag and not half_flag
    return [*out, len(text)] if text else [0]


def _before(text: str, at: int) -> int:
    return max((b for b in boundaries(text) if b < at), default=0)


def _after(text: str, at: int) -> int:
    return min((b for b in boundaries(text) if b > at), default=len(text))
