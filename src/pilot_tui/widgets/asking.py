"""Asking the terminal how wide it draws: what is sent, and what its answers mean. Nothing of Textual.

Some characters are drawn, out of sight, and after each the terminal is asked where its cursor stands. The
answers come in among the keys; nobody waits for them, and where none comes nothing changes.
"""

from __future__ import annotations

from pilot_tui.signs import NARROW, WIDE

HALVES, MARKS = "halves", "marks"
"""A wide character does not take two cells; a mark takes one of its own."""
_SIGNS = "━│●◆▲■○≥≤≈×÷·→—"
_WIDE = "\u6c49\u5b57"
_MARKED = "e\u0301"
# Not on the first line: an answer from there reads like Shift+F3.
_SAMPLES = {2: _SIGNS, 3: _WIDE, 4: _MARKED}
QUESTION = "".join(f"\x1b[{row};1H{sample}\x1b[6n\x1b[2K" for row, sample in _SAMPLES.items())
"""To be written just before something is drawn over those lines."""


class Answers:
    """What the terminal has answered so far; each question has one answer, whatever else comes in."""

    def __init__(self) -> None:
        self._open = set(_SAMPLES)

    def take(self, x: int, y: int) -> str:
        """What it means that the cursor stands at this cell and line, both from 0.

        Returns:
            `WIDE` or `NARROW` for the signs, `HALVES` or `MARKS` where something else is drawn otherwise than
            we count, else nothing.
        """
        row = y + 1
        if row not in self._open or not 0 < x <= 2 * len(_SAMPLES[row]):
            return ""
        self._open.discard(row)
        if row == 2:
            return NARROW if x == len(_SIGNS) else WIDE if x > len(_SIGNS) else ""
        if row == 3:
            return HALVES if x != 2 * len(_WIDE) else ""
        return MARKS if x != 1 else ""
