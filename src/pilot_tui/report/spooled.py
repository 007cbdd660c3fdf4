"""Rows of a very long table: made once, kept in a file of their own from then on, never all in memory."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, overload

from pilot_tui.report.scratch import Scratch
from pilot_tui.report.tabular import Cell, Row
from pilot_tui.words import speaking, spoken

_KEPT = 8_192
"""Cells that are kept as they are: most say the same as another."""


class Spool:
    """Where the rows of one table are kept; gone when nobody has the table any more."""

    def __init__(self) -> None:
        self._room = Scratch()
        self._cells: dict[tuple[Any, ...], Cell] = {}

    def put(self, rows: Iterable[Row]) -> tuple[int, int]:
        """Where they are kept, and how many bytes they take; raises `FileRefused` where there is no room."""
        told = [(row.illustrative, [_told(cell) for cell in row.cells]) for row in rows]
        return self._room.put(marshal.dumps(told))

    def get(self, at: int, size: int) -> Iterator[Row]:
        """The rows that are kept there."""
        for illustrative, cells in marshal.loads(self._room.get(at, size)):
            yield Row(tuple(map(self._cell, cells)), illustrative)

    def _cell(self, told: tuple[Any, ...]) -> Cell:
        found = self._cells.get(told)
        if found is None:
            if len(self._cells) >= _KEPT:
                self._cells.clear()
            text, role, number, light, short = told
            found = self._cells[told] = Cell(text, role, number and Decimal(number), light, short)
        return found


def _told(cell: Cell) -> tuple[Any, ...]:
    number = None if cell.number is None else str(cell.number)
    return cell.text, cell.role, number, cell.light, cell.short


class Spooled(Sequence[Row]):
    """So many rows of a group, made when somebody first goes through them, in the language now spoken."""

    def __init__(self, spool: Spool, count: int, make: Callable[[], Iterable[Row]]) -> None:
        self._spool, self._count, self._make = spool, count, make
        self._language = spoken()
        self._place: tuple[int, int] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return list(self)[at]
        return next(islice(self, at % self._count, None))

    def __iter__(self) -> Iterator[Row]:
        if self._place is None:
            with speaking(self._language):
                rows = list(self._make())
            self._place = self._spool.put(rows)
            return iter(rows)
        return self._spool.get(*self._place)

    def beside(self, other: Iterable[Row], merged: Callable[[Row, Row], Row]) -> Spooled:
        """Each row with one of another, made into one."""
        return Spooled(Spool(), self._count, lambda: map(merged, self, other))
