"""What stands in the columns of a table: all that a writer has to know before its first line, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pilot_tui.cells import width
from pilot_tui.report.document import Column, Row, Table
from pilot_tui.report.wrapping import longest

_KEPT = 4_096
"""Texts of a column that are known to have been measured; of a longer one they are forgotten now and then."""


@dataclass(slots=True)
class Seen:
    """What stands in one column."""

    align: str
    widest: int = 0
    """Cells of its widest text."""
    word: int = 0
    """Cells of the widest part of a text that is never broken, where texts may be."""
    whole: int = 0
    """The most cells before a decimal point, where points are aligned."""
    frac: int = 0
    """The most cells after it."""
    written: bool = False
    """Whether there is any text at all."""

    def add(self, text: str) -> None:
        """One more text stands in it."""
        if not text:
            return
        self.written = True
        self.widest = max(self.widest, width(text))
        if self.align == "left":
            self.word = max(self.word, longest(text))
        elif self.align == "point" and text[-1:].isdigit():
            before, _, after = text.partition(".")
            self.whole, self.frac = max(self.whole, width(before)), max(self.frac, width(after))

    def with_(self, other: Seen) -> Seen:
        """What stands in either."""
        return Seen(
            self.align,
            max(self.widest, other.widest),
            max(self.word, other.word),
            max(self.whole, other.whole),
            max(self.frac, other.frac),
            self.written or other.written,
        )


class Columns:
    """The columns of a table, with long names and with short ones."""

    def __init__(self, table: Table, rows: Callable[[Sequence[Row]], Iterable[Row]] = iter) -> None:
        """Go through the table once; `rows` goes through those of a group."""
        self.columns: tuple[Column, ...] = table.columns
        self.invented = False
        """Whether any row is."""
        self._plain, self._long, self._short = (
            [Seen(column.align) for column in table.columns] for _ in range(3)
        )
        self._known: list[set[str]] = [set() for _ in table.columns]
        for group in table.groups:
            self._see(rows(group.rows))
            self._see([group.subtotal] if group.subtotal else ())
        self._see(table.total)
        self._known.clear()

    def seen(self, *, short: bool) -> list[Seen]:
        """What stands in each column; with `short`, short names where there are any."""
        other = self._short if short else self._long
        return [one.with_(two) for one, two in zip(self._plain, other, strict=True)]

    def _see(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.invented = self.invented or row.illustrative
            for at, (cell, known) in enumerate(zip(row.cells, self._known, strict=True)):
                if cell.text in known:
                    continue
                if cell.short:
                    self._long[at].add(cell.text)
                    self._short[at].add(cell.short)
                    continue
                self._plain[at].add(cell.text)
                if len(known) >= _KEPT:
                    known.clear()
                known.add(cell.text)
