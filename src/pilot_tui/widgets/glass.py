"""What stands on the terminal, cell by cell: of a frame only the cells that look different are sent.

Textual repaints whole lines, at a start the whole screen several times, and names every colour anew for
each segment. A county office is on ssh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from pilot_tui.widgets.sgr import PLAIN, Pen, after, bare, change, for_blanks

_TOKEN = re.compile(
    r"\x1b\[(?P<pen>[0-9;]*)m"
    r"|\x1b\[(?P<y>\d+);(?P<x>\d+)H"
    r"|(?P<line>\r?\n)"
    r"|(?P<harmless>\x07|\x1b\[(?!\?(?:10)?4[79][hl])[<>=?][0-9;]*\$?[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<other>[\x00-\x1f\x7f].*)",
    re.DOTALL,
)
"""What Textual writes. `harmless`, the bell, modes, titles, pointer shapes, changes no cell."""
_NEAR = 4
"""Cells up to which writing what stands there already is shorter than stepping over it."""


class _Cell(NamedTuple):
    """One cell, as it looks."""

    text: str
    """Empty in the right half of a wide character."""
    pen: Pen


_cell = lru_cache(4096)(_Cell)
"""One object for each look: most comparisons end where they begin."""


class _Place(NamedTuple):
    y: int
    x: int


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
        self._at: _Place | None = None
        """Where the terminal will write next; None where terminals differ."""
        self._pen = PLAIN
        self._out: list[str] = []
        self.size = (0, 0)
        """Columns and lines of the terminal when its screen was first drawn."""

    def write(self, data: str) -> str:
        """What to send so that the terminal looks as it would after `data`; begins and ends plain."""
        self._out = []
        wanted, pen = self._at, PLAIN
        for token in _TOKEN.finditer(data):
            kind, said = token.lastgroup, token[0]
            if kind == "pen":
                pen = after(pen, token["pen"])
            elif kind == "x":
                wanted = _Place(int(token["y"]), int(token["x"]))
            elif kind == "harmless":
                self._out.append(said)
            elif kind == "line" and wanted is not None:
                wanted = _Place(wanted.y + 1, 1)
            elif kind == "text" and wanted is not None:
                wanted = _Place(wanted.y, wanted.x + self._put(wanted, pen, said))
            else:
                self._verbatim(wanted, pen, said)
                wanted = None
        if wanted is not None:
            self._go(wanted)
        self._draw_with(PLAIN)
        sent = "".join(self._out)
        if self._beyond:  # a frame of the size before: where it was cut or broken off nobody knows
            self._beyond = False
            self.forget()
        return sent

    def _put(self, at: _Place, pen: Pen, text: str) -> int:
        """A text at its place; returns the cells Textual reckons with."""
        if cells := _cells(text, pen):
            self._paint(at, pen, cells)
            return len(cells)
        self._go(at)
        self._draw_with(pen)
        self._out.append(text)
        del self._rows[at.y][at.x - 1 :]
        self._at = None
        return cell_len(text)

    def _paint(self, at: _Place, pen: Pen, cells: list[_Cell]) -> None:
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
        _halve(row, x, end)
        row[x:end] = cells
        for first, last in _runs(before, cells) if any(before) else [(0, len(cells))]:
            self._go(_Place(y, x + first))
            text = "".join(cell.text for cell in cells[first:last])
            self._draw_with(for_blanks(self._pen, pen) if text.isspace() else pen)
            self._out.append(text)
            self._at = _Place(y, x + last)

    def _verbatim(self, at: _Place | None, pen: Pen, said: str) -> None:
        """What might move, scroll or wipe: as it is, and nothing is known after it."""
        if at is not None:
            self._go(at)
        self._draw_with(pen)
        sent = [*self._out, said, "" if pen == PLAIN and "\x1b[" not in said[1:] else "\x1b[0m"]
        self.forget()
        self._out = sent

    def _draw_with(self, pen: Pen) -> None:
        self._out.append(change(self._pen, pen))
        self._pen = pen

    def _go(self, to: _Place) -> None:
        """To a place by the shortest way."""
        at, self._at = self._at, to
        if at is not None and to == (at.y + 1, 1):
            self._out.append("\r\n")
        elif at is None or at.y != to.y or at.x > to.x:
            self._out.append(f"\x1b[{to.y};{to.x}H")
        elif at.x < to.x:
            step = to.x - at.x
            self._out.append(self._over(at, step) or (f"\x1b[{step}C" if step > 1 else "\x1b[C"))

    def _over(self, at: _Place, step: int) -> str:
        """What stands there already, where it is short and drawn with the pen in hand; else nothing."""
        between = self._rows[at.y][at.x : at.x + step + 1] if step <= _NEAR else []
        after = between.pop() if len(between) > step else None
        if not between or after is None or not after.text:
            return ""
        blank = bare(self._pen)
        if any(c is None or c.pen != (blank if c.text == " " else self._pen) for c in between):
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
    runs: list[tuple[int, int]] = []
    for at, (old, new) in enumerate(zip(before, cells, strict=True)):
        if old is new or old == new:
            continue
        first, last = (at if new.text else at - 1), at + 1
        if last < len(cells) and not cells[last].text:
            last += 1
        if runs and first - runs[-1][1] <= _NEAR:
            first = runs.pop()[0]
        runs.append((first, last))
    return runs
