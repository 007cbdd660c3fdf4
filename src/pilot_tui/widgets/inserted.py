"""A source with a line more: a row that is about to be added stands in the grid while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.widgets.sheet import Column, Line, Source

NEW = "+"
"""The key of such a row; no id is written so."""


class Inserted:
    """A source, and a row between two of its lines."""

    def __init__(self, under: Source, at: int, line: Line) -> None:
        self.under = under
        """The source without the row."""
        self._at = at
        self._line = line

    def over(self, source: Source) -> Inserted:
        """The same row in a source drawn anew."""
        return Inserted(source, min(self._at, len(source)), self._line)

    @property
    def columns(self) -> Sequence[Column]:
        """Those of the source."""
        return self.under.columns

    @property
    def footer(self) -> Line | None:
        """That of the source."""
        return self.under.footer

    def __len__(self) -> int:
        return len(self.under) + 1

    def line(self, index: int) -> Line:
        """The line at `index`."""
        if index == self._at:
            return self._line
        return self.under.line(index - (index > self._at))

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""
        if key == NEW:
            return self._at
        found = self.under.find(key)
        return None if found is None else found + (found >= self._at)

    def heading_of(self, index: int) -> int | None:
        """Where the group heading stands; the row belongs to the group of the line above it."""
        if index == self._at:
            index -= 1
        if index < 0:
            return None
        found = self.under.heading_of(index - (index > self._at))
        return None if found is None else found + (found >= self._at)
