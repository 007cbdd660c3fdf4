"""A viewport in which a block of cells can be selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pilot_tui.widgets.selection import Block, Corner, Selection
from pilot_tui.widgets.sheet import Source
from pilot_tui.widgets.viewport import Viewport


class Ranging(Viewport):
    """A window on a source, with a cursor and a selection that the cursor is one corner of."""

    def __init__(self, home: str = "") -> None:
        super().__init__(home)
        self.selection: Selection | None = None
        self.selecting = False
        """Whether every move extends the selection."""

    @property
    def corner(self) -> Corner:
        """The cell the cursor is on."""
        return Corner(self.row, self.key, self.column)

    @property
    def block(self) -> Block | None:
        """What is selected, else the cell under the cursor; None where there is none."""
        if self.row < 0:
            return None
        chosen = self.selection or Selection(self.corner, self.corner)
        wanted = chosen.among(self.stops)
        nths = tuple(p.nth for p in self.placed if p.column.key in wanted)
        return Block(self.source, chosen.lines(len(self.source)), nths) if nths else None

    def chosen(self, at: int) -> tuple[str, ...]:
        """The columns selected on a line."""
        if self.selection is None or at not in self.selection.lines(len(self.source)):
            return ()
        return self.selection.among(self.stops)

    def adopt(self, source: Source) -> None:
        """Show `source`; what was selected stays so while its corners stand as far apart as before."""
        before = self.selection
        super().adopt(source)
        if before is not None:
            self.selection = self._again(before)
            self.selecting = self.selecting and self.selection is not None

    def roam(self, move: Callable[[], None], *, extend: bool = False) -> None:
        """Do `move`; the selection goes with it when it is to be extended, else it is dropped."""
        if not (extend or self.selecting):
            self.selection = None
            move()
            return
        start = self.selection or Selection(self.corner, self.corner)
        move()
        self.selection = replace(start, head=self.corner)

    def select(self, *, rows: bool = False, columns: bool = False) -> None:
        """Whole rows, whole columns, or all, from what is selected now or from the cursor."""
        if self.row >= 0 and self.stops:
            start = self.selection or Selection(self.corner, self.corner)
            self.selection = replace(start, rows=rows, columns=columns)

    def span(self, height: int, width: int) -> None:
        """Select `height` rows and `width` columns from the cursor's cell on, as far as there are any."""
        row = self.row
        for _ in range(height - 1):
            following = self.row_from(row + 1, 1)
            row = row if following is None else following
        stops = self.stops
        column = stops[min(stops.index(self.column) + width, len(stops)) - 1]
        self.selection = Selection(Corner(row, self.source.line(row).key, column), self.corner)

    def drop(self) -> None:
        """Nothing is selected, and moves only move."""
        self.selection, self.selecting = None, False

    def cycle(self, by: int, *, down: bool) -> bool:
        """The cursor to the next cell of the selection, round its edges; False when there is no block."""
        chosen = self.selection
        if chosen is None or chosen.single or self.selecting:
            return False
        rows, columns = chosen.lines(len(self.source)), chosen.among(self.stops)
        if self.column not in columns or self.row not in rows:
            return False
        row, at = self.row, columns.index(self.column)
        if down:
            row, wrapped = self._beyond(row, by, rows)
            at += by if wrapped else 0
        else:
            at += by
            row = row if 0 <= at < len(columns) else self._beyond(row, by, rows)[0]
        self.go(row, columns[at % len(columns)])
        return True

    def _beyond(self, row: int, by: int, rows: range) -> tuple[int, bool]:
        """The next row of `rows`, and whether it was found round the edge."""
        at = self.row_from(row + by, by)
        if at is not None and at in rows:
            return at, False
        at = self.row_from(rows[0] if by > 0 else rows[-1], by)
        return (row if at is None else at), True

    def _again(self, before: Selection) -> Selection | None:
        """What was selected, in the source shown now; None when it cannot be told."""
        if not before.among(self.stops):
            return None
        if before.columns:
            here = self.corner
            return replace(
                before,
                anchor=here._replace(column=before.anchor.column),
                head=here._replace(column=before.head.column),
            )
        anchor, head = self.source.find(before.anchor.key), self.source.find(before.head.key)
        if anchor is None or head is None or head - anchor != before.head.row - before.anchor.row:
            return None
        return replace(before, anchor=before.anchor._replace(row=anchor), head=before.head._replace(row=head))
