"""What stands on the terminal, cell by cell: of a frame only the cells that look different are sent.

Textual repaints whole lines, at a start the whole screen several times, and names every colour anew for
each segment. A county office is on ssh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import is_
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, get_character_cell_size

from pilot_tui.widgets.sgr import PLAIN, Pen, after, bare
from pilot_tui.widgets.strokes import Place, Stroke, Tip, by_pen

_TOKEN = re.compile(
    r"\x1b\[(?P<pen>[0-9;]*)m"
    r"|\x1b\[(?P<y>\d+);(?P<x>\d+)H"
    r"|\x1b\[(?P<right>\d*)C"
    r"|(?P<line>\r?\n)"
    r"|(?P<harmless>\x07|\x1b\[(?!\?(?:10)?4[79][hl])[<>=?][0-9;]*\$?[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<other>[\x00-\x1f\x7f].*)",
    re.DOTALL,
)
"""What Textual writes and what is written here. `harmless` (bell, modes, titles, pointer) changes no cell."""
Piece: TypeAlias = tuple[Place, Sequence[tuple[str, Pen]]]
"""Where a line is drawn from, and with what: printable texts, each with its pen."""
_FEW = 40
"""Texts up to which it may take less to draw them as they came than pen by pen."""
_NEAR = 4
"""Cells up to which writing what stands there already is shorter than stepping over it."""


class _Cell(NamedTuple):
    """One cell, as it looks."""

    text: str
    """Empty in the right half of a wide character."""
    pen: Pen


_cell = lru_cache(4096)(_Cell)
"""One object for each look: most comparisons end where they begin."""


class Glass:
    """The terminal's screen as far as it is known, and how to bring it to what it should be."""

    def __init__(self) -> None:
        self.edge = (0, 0)
        """Columns and lines of the terminal now, as far as it has told; 0 while nobody knows."""
        self._beyond = False
        self.forget()

    def forget(self) -> None:
        """Nothing is known any more: after a change of size, or when something else was written."""
        self._rows: defaultdict[int, list[_Cell | None]] = defaultdict(list)
        self._tip = Tip(self._over)
        self._due: list[Stroke] = []
        """What looks different and is still to be sent."""
        self._ends: dict[int, int] = {}
        """Line → where what is due in it ends."""
        self.size = (0, 0)
        """Columns and lines of the terminal when its screen was first drawn."""

    def write(self, data: str) -> str:
        """What to send so that the terminal looks as it would after `data`; begins and ends plain."""
        self._tip.out = []
        wanted, pen = self._tip.at, PLAIN
        for token in _TOKEN.finditer(data):
            kind, said = token.lastgroup, token[0]
            if kind == "pen":
                pen = after(pen, token["pen"])
            elif kind == "x":
                wanted = int(token["y"]), int(token["x"])
            elif kind == "harmless":
                self._settle(wanted)
                self._tip.out.append(said)
            elif kind == "right" and wanted is not None:
                wanted = wanted[0], wanted[1] + int(token["right"] or 1)
            elif kind == "line" and wanted is not None:
                wanted = wanted[0] + 1, 1
            elif kind == "text" and wanted is not None:
                wanted = wanted[0], wanted[1] + self._put(wanted, pen, said)
            else:
                self._verbatim(wanted, pen, said)
                wanted = None
        return self._sent(wanted)

    def draw(self, pieces: Iterable[Piece], caret: Place) -> str:
        """What to send so that these pieces look as they should, and the caret stands there; as `write`."""
        self._tip.out = []
        for (y, x), texts in pieces:
            for text, pen in texts:
                x += self._put((y, x), pen, text)
        return self._sent(caret)

    def _sent(self, wanted: Place | None) -> str:
        """What has been gathered, up to where Textual stands."""
        self._settle(wanted)
        self._tip.rest(wanted)
        sent = "".join(self._tip.out)
        if self._beyond:  # a frame of the size before: where it was cut or broken off nobody knows
            self._beyond = False
            self.forget()
        return sent

    def _settle(self, wanted: Place | None) -> None:
        """Send what is due in the order that takes less, up to where Textual stands, with a plain pen."""
        if self._due:
            orders = [by_pen(self._due)] if len(self._due) > 1 else []
            if len(self._due) <= _FEW:
                orders.append(self._due)
            self._tip = min((self._tip.drawn(one).rest(wanted) for one in orders), key=lambda tip: tip.length)
            self._due, self._ends = [], {}

    def _hurry(self) -> None:
        """Send what is due as it came, for something has to come after it."""
        if self._due:
            self._tip = self._tip.drawn(self._due)
            self._due, self._ends = [], {}

    def _put(self, at: Place, pen: Pen, text: str) -> int:
        """A text at its place; returns the cells Textual reckons with."""
        if cells := _cells(text, pen):
            self._paint(at, pen, cells)
            return len(cells)
        self._hurry()
        self._tip.go(at)
        self._tip.take(pen)
        self._tip.out.append(text)
        del self._rows[at[0]][at[1] - 1 :]
        self._tip.at = None
        return cell_len(text)

    def _paint(self, at: Place, pen: Pen, cells: list[_Cell]) -> None:
        """The cells that look different."""
        y, x = at
        row, end = self._rows[y], x + len(cells)
        columns, lines = self.edge
        self._beyond |= bool(columns and (end - 1 > columns or y > lines))
        if len(row) <= end:
            row.extend([None] * (end + 1 - len(row)))
        before = row[x:end]
        if before == cells:
            return
        if x < self._ends.get(y, 0):
            self._hurry()
        _halve(row, x, end)
        row[x:end] = cells
        for first, last in _runs(before, cells) if any(before) else [(0, len(cells))]:
            text = "".join(cell.text for cell in cells[first:last])
            self._due.append(((y, x + first), pen, text, last - first))
            self._ends[y] = x + last

    def _verbatim(self, at: Place | None, pen: Pen, said: str) -> None:
        """What might move, scroll or wipe: as it is, and nothing is known after it."""
        self._hurry()
        if at is not None:
            self._tip.go(at)
        self._tip.take(pen)
        sent = [*self._tip.out, said, "" if pen == PLAIN and "\x1b[" not in said[1:] else "\x1b[0m"]
        self.forget()
        self._tip.out = sent

    def _over(self, at: Place, step: int, pen: Pen) -> str:
        """What stands there already, where it is short and drawn with the pen in hand; else nothing."""
        y, x = at
        between = self._rows[y][x : x + step + 1] if step <= _NEAR else []
        after = between.pop() if len(between) > step else None
        if not between or after is None or not after.text:
            return ""
        blank = bare(pen)
        if any(c is None or c.pen != (blank if c.text == " " else pen) for c in between):
            return ""
        return "".join(cell.text for cell in between if cell)


@lru_cache(2048)
def _cells(text: str, pen: Pen) -> list[_Cell]:
    """The cells of a text; none where terminals may not agree on how many it takes."""
    blank = _cell(" ", bare(pen))
    if text.isascii():
        return [blank if sign == " " else _cell(sign, pen) for sign in text]
    out: list[_Cell] = []
    for sign in text:
        size = 1 if sign.isascii() else get_character_cell_size(sign)
        if size < 1:
            return []
        out.append(blank if sign == " " else _cell(sign, pen))
        out.extend([_cell("", pen)] * (size - 1))
    return out


def _halve(row: list[_Cell | None], start: int, end: int) -> None:
    """Of wide characters that lose a half, the other half is unknown."""
    if (cell := row[start]) is not None and not cell.text:
        row[start - 1] = None
    if (cell := row[end]) is not None and not cell.text:
        row[end] = None


def _runs(before: list[_Cell | None], cells: list[_Cell]) -> list[tuple[int, int]]:
    """From where to where cells differ, in whole characters; runs that are near each other are one."""
    same = bytes(map(is_, before, cells))  # a byte a cell: runs are found without looking at each
    runs: list[tuple[int, int]] = []
    first = same.find(0)
    while first >= 0:
        last = same.find(1, first)
        last = len(cells) if last < 0 else last
        following = same.find(0, last)
        begin, end = first - (not cells[first].text), last + (last < len(cells) and not cells[last].text)
        if runs and begin - runs[-1][1] <= _NEAR:
            begin = runs.pop()[0]
        runs.append((begin, end))
        first = following
    return runs
