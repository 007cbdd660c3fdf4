"""The text being typed in a cell: Textual's `Input`, by grapheme, and never mounted.

The grid keeps the focus, feeds it keys and paints its text. So opening it asks for no layout and moves no
focus, and a key typed ahead finds it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from textual.actions import SkipAction, parse
from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.widgets import Input
from textual.widgets.input import Selection

from pilot_tui.widgets.graphemes import boundaries

LONGEST = 10_000
"""Characters a cell can be given."""
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class CellEditor(Input, can_focus=False):
    """One line of text with a caret. What happens to it is the library's, where it shows is the grid's."""

    BINDINGS = [
        Binding("ctrl+h", "delete_left"),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word"),
        Binding("ctrl+delete", "delete_right_word"),
    ]

    def __init__(self, caret: Callable[[], Offset | None]) -> None:
        """An editor with nothing in it.

        Args:
            caret: Where on the screen its caret is painted; None while it is not.
        """
        super().__init__(max_length=LONGEST, validate_on=())
        self.disable_messages(Input.Changed)
        self.cursor_blink = False
        self._caret = caret
        self.refused = False
        """Whether what stands here was refused."""
        self._begun = ""

    def begin(self, text: str) -> None:
        """Start from `text`, the caret behind it."""
        self.refused = False
        self._begun = text
        self.value = text
        self.cursor_position = len(text)

    @property
    def untouched(self) -> bool:
        """Whether what stands here is what it began with."""
        return self.value == self._begun

    def press(self, key: str) -> bool:
        """Do what a key is bound to; False when it is bound to nothing."""
        if key not in KEYS:
            return False
        _namespace, name, parameters = parse(KEYS[key])
        with suppress(SkipAction):
            getattr(self, f"action_{name}")(*parameters)
        return True

    def write(self, text: str) -> None:
        """`text` in place of the selection; the bell, and nothing done, when it would become too long."""
        self.replace(text, *self.selection)

    def paste(self, text: str) -> None:
        """All of `text`: line breaks and tabs become blanks, control characters go."""
        one_line = _BREAKS.sub(" ", text.strip()).replace("\t", " ")
        self.write(_CONTROLS.sub("", one_line))

    # What an Input does otherwise.

    def action_cursor_left(self, select: bool = False) -> None:
        """One grapheme to the left, or before what is selected."""
        start, end = self.selection
        self._move(self._before if select or start == end else min(start, end), select)

    def action_cursor_right(self, select: bool = False) -> None:
        """One grapheme to the right, or behind what is selected."""
        start, end = self.selection
        self._move(self._behind if select or start == end else max(start, end), select)

    def action_delete_left(self) -> None:
        """The selection, or the grapheme before the caret."""
        start, end = self.selection
        self.delete(self._before if start == end else start, end)

    def action_delete_right(self) -> None:
        """The selection, or the grapheme behind the caret."""
        start, end = self.selection
        self.delete(start, self._behind if start == end else end)

    def action_cut(self) -> None:
        """The selection to the clipboard; without one the clipboard stays as it is."""
        if self.selected_text:
            super().action_cut()

    def action_paste(self) -> None:
        """The clipboard, on one line."""
        self.paste(self.app.clipboard)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the grid paints the caret: the library puts the terminal's there whenever it moves."""
        at = self._caret()
        return self.app.cursor_position if at is None else at

    def refresh(self, *regions: Region, **_wanted: bool) -> Self:
        """Nothing: neither layout nor paint is wanted for what is not on the screen."""
        return self

    def scroll_to_region(self, region: Region, **_options: object) -> Offset:
        """Nothing: the grid scrolls the text it paints."""
        return Offset()

    @property
    def _before(self) -> int:
        """The start of the grapheme before the caret."""
        return max((b for b in boundaries(self.value) if b < self.cursor_position), default=0)

    @property
    def _behind(self) -> int:
        """The end of the grapheme behind the caret."""
        return min((b for b in boundaries(self.value) if b > self.cursor_position), default=len(self.value))

    def _move(self, caret: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else caret, caret)


KEYS = {
    binding.key: binding.action
    for binding in Binding.make_bindings([*Input.BINDINGS, *CellEditor.BINDINGS])
    if binding.action != "submit"  # that is the grid's
}
"""What a key does to the text."""
