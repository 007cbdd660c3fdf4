"""The milestones of all counties, however many: a window on the file."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from pilot_tui.errors import NoRow
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.milestones.groups import heading, heading_key, title
from pilot_tui.panes.milestones.rows import task_line
from pilot_tui.safe import one_line
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.sheet import Column, Line
from pilot_tui.words import pick
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.outline import Block, Outline, task_of
from pilot_tui.workbook.rows import Row, text

BEYOND = 2000
"""Rows up to which a list is read whole, with its checklists and what its groups have in common."""
_KEPT = 512
"""Lines kept."""


class Long:
    """A source of one heading a task and one line a milestone. Only lines asked for are read and computed."""

    footer: Line | None = None

    def __init__(
        self, book: Workbook, columns: Sequence[Column], outline: Outline, shape: Shape = PLAIN
    ) -> None:
        self.columns = columns
        self._book = book
        self._outline = outline
        self._shape = shape
        self._cells = Cells(book)
        self._folded = [heading_key(block.first_id) in shape.folded for block in outline.blocks]
        sizes = [
            1 + (0 if folded else block.count)
            for block, folded in zip(outline.blocks, self._folded, strict=True)
        ]
        self._starts = [0, *accumulate(sizes)]
        """Where each heading stands; in the end, how many lines there are."""
        self._lines: OrderedDict[int, Line] = OrderedDict()

    def shaped(self, shape: Shape) -> Long:
        """The same rows, folded as `shape` says."""
        return Long(self._book, self.columns, self._outline, shape)

    def __len__(self) -> int:
        return self._starts[-1]

    def line(self, index: int) -> Line:
        """The line at `index`."""
        if index not in self._lines:
            self._lines[index] = self._read(index)
            if len(self._lines) > _KEPT:
                self._lines.popitem(last=False)
        return self._lines[index]

    def find(self, key: str) -> int | None:
        """Where a milestone stands, or the heading of a folded task."""
        row = self._row(key)
        at = self._outline.find(task_of(row)) if row is not None else None
        if row is None or at is None:
            return None
        block = self._outline.blocks[at]
        if self._folded[at]:
            return self._starts[at]
        return self._starts[at] + 1 + self._book.place_in(block, row["position"], str(row["id"]))

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's task stands."""
        return self._starts[self._block_at(index)] if len(self) else None

    def _block_at(self, index: int) -> int:
        return min(bisect_right(self._starts, index), len(self._outline.blocks)) - 1

    def _row(self, key: str) -> Row | None:
        """The milestone of a row, of a heading, or of an item of its checklist."""
        id = key.removeprefix(heading_key(""))
        found = self._book.row("milestone", id)
        return found or (self._book.row("milestone", id.rpartition(".")[0]) if "." in id else None)

    def _read(self, index: int) -> Line:
        at = self._block_at(index)
        block = self._outline.blocks[at]
        nth = index - self._starts[at] - 1
        return self._heading(block, folded=self._folded[at]) if nth < 0 else self._task(block, nth)

    def _heading(self, block: Block, *, folded: bool) -> Line:
        row = self._book.row("milestone", block.first_id) or {}
        return heading(self.columns, block.first_id, title(row, everyone=True), block.count, folded=folded)

    def _task(self, block: Block, nth: int) -> Line:
        id = self._book.id_at(block, nth)
        try:
            one = self._book.task(id or "")
        except NoRow:  # it went, and the list has not caught up
            return line(self.columns, f"gone.{nth}", {}, "blank")
        county = self._book.row("county", text(one.row, "county")) or {}
        name = one_line(pick(county, "name"))
        if block.task.name is None:  # nothing to head them by: each says what it is
            name = f"{name} {one_line(pick(one.row, 'name'))}"
        return task_line(self.columns, self._cells, one, name)
