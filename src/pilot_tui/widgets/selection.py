"""What is selected: a rectangle of rows and columns, kept by its corners, so that its size costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pilot_tui.widgets.sheet import Line, Slot, Source


class Corner(NamedTuple):
    """A cell of a source."""

    row: int
    """Where its row stands."""
    key: str
    """The key of its row."""
    column: str
    """The key of its column."""


@dataclass(frozen=True, slots=True)
class Selection:
    """All cells between two corners; headings and the like among its lines are no part of it."""

    anchor: Corner
    """Where it began."""
    head: Corner
    """The corner that moves."""
    rows: bool = False
    """Whether its rows are selected whole."""
    columns: bool = False
    """Whether its columns are selected whole."""

    def lines(self, count: int) -> range:
        """The lines it spans, of `count` there are."""
        if self.columns:
            return range(count)
        low, high = sorted((self.anchor.row, self.head.row))
        return range(max(0, low), min(count, high + 1))

    def among(self, stops: Sequence[str]) -> tuple[str, ...]:
        """The columns it spans, of those the cursor stops in; none where a corner's column is not there."""
        if self.rows:
            return tuple(stops)
        if self.anchor.column not in stops or self.head.column not in stops:
            return ()
        low, high = sorted((stops.index(self.anchor.column), stops.index(self.head.column)))
        return tuple(stops[low : high + 1])

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return not (self.rows or self.columns) and self.anchor == self.head


class Block(NamedTuple):
    """The cells of a rectangle, asked of their source only when they are gone through."""

    source: Source
    lines: range
    nths: tuple[int, ...]
    """Which slots of a line, from left to right."""

    @property
    def size(self) -> int:
        """Cells, headings among its lines counted as rows: known without looking."""
        return len(self.lines) * len(self.nths)

    def standing(self) -> Iterator[Line]:
        """Its rows, from the top: what is no row is passed over."""
        for at in self.lines:
            line = self.source.line(at)
            if line.kind == "row":
                yield line

    def rows(self) -> Iterator[tuple[Slot, ...]]:
        """The slots of each row."""
        for line in self.standing():
            yield tuple(line.slot(nth) for nth in self.nths)
