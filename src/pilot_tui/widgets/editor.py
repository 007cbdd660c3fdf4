"""The text being typed in a cell: caret and selection, by grapheme. The grid feeds it and paints it.

It is no widget, so opening it asks for no layout and moves no focus, and a key typed ahead finds it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import split_graphemes

LONGEST = 10_000
"""Characters a cell can be given."""
KEYS = {
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "ctrl+a": "home",
    "end": "end",
    "ctrl+e": "end",
    "ctrl+left": "word_left",
    "ctrl+right": "word_right",
    "backspace": "delete_left",
    "ctrl+h": "delete_left",
    "delete": "delete_right",
    "ctrl+d": "delete_right",
    "ctrl+w": "delete_word_left",
    "ctrl+backspace": "delete_word_left",
    "alt+backspace": "delete_word_left",
    "ctrl+delete": "delete_word_right",
    "ctrl+u": "delete_to_start",
    "ctrl+k": "delete_to_end",
    "ctrl+shift+a": "select_all",
}
"""What a key does to the text; with Shift in front, a move selects."""
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WORD_START = re.compile(r"(?<=\W)\w")
_FLAG = range(0x1F1E6, 0x1F200)


class CellEditor:
    """One line of text with a caret."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.caret = len(text)
        """How many characters stand before the caret."""
        self.anchor = self.caret
        """The other end of the selection; at the caret when nothing is selected."""
        self.refused = False
        """Whether what stands here was refused."""

    @property
    def selection(self) -> range:
        """The selected characters."""
        return range(min(self.caret, self.anchor), max(self.caret, self.anchor))

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.text[self.selection.start : self.selection.stop]

    def press(self, key: str) -> bool:
        """Do what a key asks for; False when it asks for nothing here."""
        select = "shift+" in key and key not in KEYS
        action = KEYS.get(key.replace("shift+", "") if select else key)
        if action is None:
            return False
        if select and not action.startswith(("cursor", "word", "home", "end")):
            return False
        getattr(self, action)()
        if not select and not action.startswith("select"):
            self.anchor = self.caret
        return True

    def point(self, caret: int) -> None:
        """The caret to a character, nothing selected."""
        self.caret = self.anchor = caret

    def insert(self, text: str) -> bool:
        """`text` in place of the selection; False, and nothing done, when it would become too long."""
        chosen = self.selection
        fresh = self.text[: chosen.start] + text + self.text[chosen.stop :]
        if len(fresh) > LONGEST:
            return False
        self.text = fresh
        self.caret = self.anchor = chosen.start + len(text)
        return True

    def paste(self, text: str) -> bool:
        """All of `text`: line breaks and tabs become blanks, control characters go."""
        one_line = _BREAKS.sub(" ", text.strip()).replace("\t", " ")
        return self.insert(_CONTROLS.sub("", one_line))

    def cursor_left(self) -> None:
        """One grapheme to the left."""
        self.caret = max((b for b in boundaries(self.text) if b < self.caret), default=0)

    def cursor_right(self) -> None:
        """One grapheme to the right."""
        self.caret = min((b for b in boundaries(self.text) if b > self.caret), default=len(self.text))

    def home(self) -> None:
        """Before the first character."""
        self.caret = 0

    def end(self) -> None:
        """Behind the last character."""
        self.caret = len(self.text)

    def word_left(self) -> None:
        """To the start of the word, or of the one before."""
        self.caret = max((m.start() for m in _WORD_START.finditer(self.text[: self.caret])), default=0)

    def word_right(self) -> None:
        """To the start of the next word."""
        found = _WORD_START.search(self.text, self.caret + 1)
        self.caret = found.start() if found else len(self.text)

    def delete_left(self) -> None:
        """The selection, or the grapheme before the caret."""
        self._delete(self.cursor_left)

    def delete_right(self) -> None:
        """The selection, or the grapheme after the caret."""
        self._delete(self.cursor_right)

    def delete_word_left(self) -> None:
        """The selection, or back to the start of the word."""
        self._delete(self.word_left)

    def delete_word_right(self) -> None:
        """The selection, or up to the next word."""
        self._delete(self.word_right)

    def delete_to_start(self) -> None:
        """The selection, or everything before the caret."""
        self._delete(self.home)

    def delete_to_end(self) -> None:
        """The selection, or everything after the caret."""
        self._delete(self.end)

    def select_all(self) -> None:
        """Everything."""
        self.anchor, self.caret = 0, len(self.text)

    def _delete(self, move: Callable[[], None]) -> None:
        if not self.selection:
            self.anchor = self.caret
            move()
        self.insert("")


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
