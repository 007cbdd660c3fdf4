"""Which part of a source is in view and where the cursor stands. Asks only for lines near the view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pilot_tui.widgets.layout import Placed, layout, scrolled_to, visible
from pilot_tui.widgets.sheet import Column, Listed, Slot, Source

REACH = 64
"""How many lines that cannot hold the cursor are stepped over before giving up."""


class Where(NamedTuple):
    """Where a cursor stands, and which part of its source is in view around it."""

    key: str
    """Of the row."""
    column: str
    top: int
    left: int


class Viewport:
    """A window on a source, with a cursor in it."""

    def __init__(self, home: str = "") -> None:
        self.source: Source = Listed((), ())
        self.row = -1
        """Where the cursor's row stands in the source; -1 when there is none."""
        self._home = home
        self.column = home
        """The key of the cursor's column; empty when no column is a stop."""
        self.top = 0
        """The first line in view."""
        self.left = 0
        """How many columns are scrolled away."""
        self.width = 0
        self.height = 0
        """Lines of the body: without header and footer."""
        self.header = 0
        """Lines of the column titles."""
        self.placed: list[Placed] = []
        """All columns that are shown at this width."""
        self._key = ""

    @property
    def columns(self) -> list[Placed]:
        """The columns in view."""
        return visible(self.placed, self.width, self.left)

    @property
    def key(self) -> str:
        """The key of the cursor's row, empty when there is none."""
        return self._key

    @property
    def place(self) -> str:
        """`10–24 / 24` when some lines are out of view, else nothing."""
        lines = len(self.source)
        if lines <= self.height:
            return ""
        return f"{self.top + 1:,}–{min(lines, self.top + self.height):,} / {lines:,}"

    def slot(self) -> Slot | None:
        """The slot under the cursor."""
        if self.row < 0:
            return None
        line = self.source.line(self.row)
        at = next((p.nth for p in self.placed if p.column.key == self.column), len(line.slots))
        return line.slots[at] if at < len(line.slots) else None

    def chosen(self, at: int) -> tuple[str, ...]:
        """The columns that are selected on a line."""
        return ()

    def adopt(self, source: Source) -> None:
        """Show `source`; the cursor stays on its row and column by key, else at the nearest."""
        fresh, ahead = not self._key, self.row - self.top
        at = None if fresh else source.find(self._key)
        self.source, self.header = source, header_height(source)
        self._lay()
        if at is None:
            at = self._nearest(0 if fresh else min(max(self.row, 0), len(source) - 1))
        self._stand(at)
        self.top = self._clamped(at - ahead) if not fresh and at >= 0 else self._clamped(self.top)
        if self.top and source.heading_of(self.top) == self.top - 1:
            self.top -= 1  # a heading that could stand in its own place covers nobody
        self._reveal()

    def resize(self, width: int, height: int) -> None:
        """The room there is for the body."""
        if (width, height) != (self.width, self.height):
            self.left = self.left if width == self.width else 0
            self.width, self.height = width, height
            self._lay()
            self.top = self._clamped(self.top)
            self._reveal()

    def index_at(self, y: int) -> int | None:
        """The line painted `y` lines below the top: a group cut by the top edge keeps its heading in view."""
        at = self.top + y
        if y == 0 and self._sticky(self.top):
            return self.source.heading_of(self.top)
        return at if 0 <= at < len(self.source) else None

    def y_of(self, index: int) -> int | None:
        """Where in the body a line is painted, None when it is out of view."""
        y = index - self.top
        return y if 0 <= y < self.height else None

    def go(self, index: int, column: str | None = None) -> None:
        """The cursor to the row at `index`, and to a column."""
        if column is not None and column in self.stops:
            self.column = column
        self._stand(index)
        self._reveal()

    @contextmanager
    def as_if_in(self, row: int) -> Iterator[None]:
        """As if the cursor stood in another row, and nothing had scrolled: for what would be said of it."""
        before = self.row, self._key
        self._stand(row)
        try:
            yield
        finally:
            self.row, self._key = before

    @property
    def where(self) -> Where:
        """Where the cursor stands."""
        return Where(self._key, self.column, self.top, self.left)

    def resume(self, where: Where) -> None:
        """Cursor and view to where they were in another window on the source, as far as they fit here."""
        at = self.source.find(where.key)
        if at is None:
            return
        self.go(at, where.column)
        self.left = scrolled_to(self.placed, self.width, where.left, self.column)
        self._scroll_to(self._clamped(where.top))

    def step(self, rows: int) -> None:
        """The cursor up or down; where there is no further row, the lines beyond come into view."""
        at = self.row_from(self.row + rows, 1 if rows > 0 else -1)
        if at is None:
            self._peek(rows)
        else:
            self.go(at)

    def page(self, pages: int) -> None:
        """Cursor and view up or down by what is in view less one line."""
        by = self._by(pages)
        self.top = self._clamped(self.top + by)
        self._go_near(max(0, min(len(self.source) - 1, self.row + by)))

    def turned(self, pages: int) -> range:
        """The lines that would be in view so many pages further."""
        top = self._clamped(self.top + self._by(pages))
        return range(top, min(top + self.height, len(self.source)))

    def _by(self, pages: int) -> int:
        return pages * max(1, self.height - 1)

    def edge(self, end: int) -> None:
        """The cursor to the first row (-1) or the last (1)."""
        self.top = self._clamped(0 if end < 0 else len(self.source))
        self._go_near(0 if end < 0 else len(self.source) - 1)

    def sideways(self, by: int, *, wrap: bool = False) -> None:
        """The cursor `by` stops to the right; past the end into the next row where it may wrap.

        Where it may wrap it goes from entry to entry and passes by what is computed.
        """
        stops = self._entries() if wrap else self.stops
        if not stops:
            return
        at = (stops.index(self.column) if self.column in stops else 0) + by
        if wrap and not 0 <= at < len(stops):
            row = self.row_from(self.row + by, by)
            if row is not None:
                self._stand(row)
                at %= len(stops)
        self.column = stops[max(0, min(len(stops) - 1, at))]
        self._reveal()

    def _entries(self) -> list[str]:
        """The stops that can be typed in, and the one the cursor is on; all where none can be."""
        computed = {p.column.key for p in self.placed if p.column.computed}
        entries = [key for key in self.stops if key not in computed or key == self.column]
        return entries if len(entries) > 1 else self.stops

    def scroll(self, by: int) -> None:
        """The view up or down, as the wheel does; the cursor stays in it."""
        self.top = self._clamped(self.top + by)
        low = self.top + self._sticky(self.top)
        kept = max(low, min(self.row, self.top + self.height - 1))
        if kept != self.row:
            at = self.row_from(kept, 1 if kept > self.row else -1)
            if at is not None and self.top <= at < self.top + self.height:
                self._stand(at)

    def _lay(self) -> None:
        self.placed = layout(self.source.columns, self.width)
        stops = self.stops
        if self.column not in stops:
            self.column = self._home if self._home in stops else next(iter(stops), "")
        self.left = scrolled_to(self.placed, self.width, self.left, self.column)

    @property
    def stops(self) -> list[str]:
        """The keys of the columns the cursor stops in."""
        return [p.column.key for p in self.placed if p.column.stop]

    def _stand(self, index: int) -> None:
        self.row = index
        self._key = self.source.line(index).key if index >= 0 else self._key

    def _clamped(self, top: int) -> int:
        return max(0, min(top, len(self.source) - self.height))

    def _sticky(self, top: int) -> bool:
        """Whether the first line in view is covered by the heading of its group."""
        if not 0 < top < len(self.source):
            return False
        heading = self.source.heading_of(top)
        return heading is not None and heading < top and self.source.line(top).kind == "row"

    def _reveal(self) -> None:
        """The least scrolling that brings the cursor into view."""
        self.left = scrolled_to(self.placed, self.width, self.left, self.column)
        if self.row < 0 or self.height < 1:
            return
        if self.row >= self.top + self.height:
            self.top = self.row - self.height + 1
            if self._sticky(self.top) and self.source.heading_of(self.top + 1) == self.top + 1:
                self.top = self._clamped(self.top + 1)  # no heading for the sake of a row it would cover
        elif self.row < self.top:
            self.top = self.row
        if self.row == self.top and self.height > 1 and self._sticky(self.top):
            self.top -= 1
        if self.top <= REACH and self.row < self.height and self.row_from(self.row - 1, -1) is None:
            self.top = 0  # the first row brings the lines above it into view

    def _peek(self, by: int) -> None:
        """Scroll without leaving the cursor behind."""
        self._scroll_to(self._clamped(self.top + by))

    def _scroll_to(self, top: int) -> None:
        """The view to a line, if the cursor stays in it."""
        if top <= self.row - self._sticky(top) and self.row < top + self.height:
            self.top = top

    def row_from(self, index: int, step: int) -> int | None:
        """The first row from `index` on, in steps; None when there is none within reach."""
        for at in range(index, index + step * REACH, step):
            if not 0 <= at < len(self.source):
                return None
            if self.source.line(at).stands:
                return at
        return None

    def _go_near(self, index: int) -> None:
        at = self._nearest(index)
        if at >= 0:
            self.go(at)

    def _nearest(self, index: int) -> int:
        """The row at `index` or the nearest within reach, else -1."""
        for step in (1, -1):
            at = self.row_from(index, step)
            if at is not None:
                return at
        return -1


def name_column(placed: list[Placed]) -> str:
    """The key of the column that names a row: `name`, else the first frozen one, else none."""
    keys: list[Column] = [p.column for p in placed]
    named = [c.key for c in keys if c.key == "name"] or [c.key for c in keys if c.frozen]
    return named[0] if named else ""


def header_height(source: Source) -> int:
    """Lines of the column titles."""
    columns = source.columns
    if not len(source) or not any(c.title or c.subtitle for c in columns):
        return 0
    return 2 if any(c.subtitle for c in columns) else 1
