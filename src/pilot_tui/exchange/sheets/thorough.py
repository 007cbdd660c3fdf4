"""The thorough way through a sheet: every element, whatever writes it however."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot_tui.exchange.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from pilot_tui.exchange.sheets.package import Attributes, unescaped
from pilot_tui.workbook.sheets.given import FORMULA, Leaf, Range, Told

if TYPE_CHECKING:
    from pilot_tui.exchange.sheets.cells import Cells

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true")
_MOST_MERGED = 100_000


def thorough(cells: Cells, data: bytes) -> Leaf:
    """A sheet; raises `SheetRefused`."""
    found = _Found(cells)
    cells.package.parse(data, found.start, found.text, found.end)
    return found.leaf()


def column_at(cells: Cells, letters: str) -> int:
    """The column of some letters, counted from 0; raises `SheetRefused` where no sheet has so many."""
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - 64
    if not 0 < at <= MOST_COLUMNS:
        raise cells.package.refusal("damaged", cells.name)
    return at - 1


class _Found:
    """What has been come across so far."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._rows: dict[int, dict[int, Told]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[Range] = []
        self._inside: list[str] = []
        self._row, self._column, self._count = -1, -1, 0
        self._kind, self._style, self._formula = "", 0, False
        self._said: list[str] = []

    def leaf(self) -> Leaf:
        """All of it."""
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        return Leaf(self._rows, *hidden, self._merged)

    def start(self, name: str, given: Attributes) -> None:
        """An element begins."""
        self._inside.append(name)
        if name == "c":
            self._cell(given)
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._next_row(given)
        elif name == "col" and given.get("hidden") in _TRUE:
            first, last = (self._at(given.get(key, "")) for key in ("min", "max"))
            self._hidden_columns.update(range(max(0, first - 1), min(last, 16_384)))
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))

    def text(self, data: str) -> None:
        """What stands between."""
        if self._inside and self._inside[-1] in ("v", "t") and "rPh" not in self._inside:
            self._said.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        self._inside.pop()
        if name != "c" or not (self._said or self._formula):
            return
        text = "".join(self._said)
        told = (unescaped(text), "") if self._kind == "inlineStr" else None
        if told is None:
            told = self._cells.told(self._kind, self._style, text) if text else ("", "")
        if self._formula:
            told = (told[0], FORMULA)
        if told[0] or self._formula:
            self._rows.setdefault(self._row, {})[self._column] = told

    def _cell(self, given: Attributes) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise self._cells.package.refusal("too_many_cells", self._cells.name)
        self._column += 1
        if "r" in given:
            self._row, self._column = self._place(given["r"])
        self._kind, self._style = given.get("t", ""), self._at(given.get("s", ""))
        self._formula = False
        self._said.clear()

    def _next_row(self, given: Attributes) -> None:
        self._row = self._at(given["r"]) - 1 if given.get("r") else self._row + 1
        self._column = -1
        if self._row < 0:
            raise self._cells.package.refusal("damaged", self._cells.name)
        if given.get("hidden") in _TRUE:
            self._hidden_rows.add(self._row)

    def _merge(self, said: str) -> None:
        first, _, last = said.partition(":")
        if len(self._merged) > _MOST_MERGED:
            raise self._cells.package.refusal("too_many_cells", self._cells.name)
        self._merged.append((*self._place(first), *self._place(last or first)))

    def _place(self, said: str) -> tuple[int, int]:
        found = _PLACE.fullmatch(said)
        if found is None or not 0 < int(found[2]) <= MOST_ROWS:
            raise self._cells.package.refusal("damaged", self._cells.name)
        return int(found[2]) - 1, column_at(self._cells, found[1])

    def _at(self, said: str) -> int:
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0
