"""The milestones of all counties, however many: a window on the file."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.milestones.found import Found
from pilot_tui.panes.milestones.groups import heading, heading_key, name_of, title
from pilot_tui.panes.milestones.rows import task_line
from pilot_tui.safe import one_line
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.sheet import Column, Line, slot
from pilot_tui.words import pick
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.outline import Outline, task_of
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.sifting import Part
from pilot_tui.workbook.tasks import TaskLine

BEYOND = 2000
"""Rows up to which a list is read whole, with its checklists and what its groups have in common."""
_KEPT = 256
"""Lines kept."""
_TOGETHER = 32
"""Rows read in one go: a page in two, and an arrow held down reads every thirty-second time."""
_SLICES = 4
"""So many of these are kept."""


class _Slice(NamedTuple):
    """Milestones read together, each by its id."""

    tasks: dict[str, TaskLine]
    counties: dict[str, Row]
    """Theirs."""


class Long:
    """A source of one heading a task and one line a milestone. Only lines asked for are read and computed."""

    footer: Line | None = None

    def __init__(
        self,
        book: Workbook,
        columns: Sequence[Column],
        outline: Outline,
        found: Found,
        shape: Shape = PLAIN,
    ) -> None:
        self.columns = columns
        self._book, self._outline, self._found = book, outline, found
        self._sort = shape.sort
        self._cells = Cells(book, shape.added)
        sifted = found.answering(outline, shape.wanted)
        self.matched: tuple[int, int] | None = sifted.matched if shape.wanted else None
        """Rows that answer, of how many, as far as they are counted; None while nothing is looked for."""
        self._parts = sifted.parts
        folds = frozenset() if shape.wanted else shape.folded
        self._folded = [heading_key(part.block.first_id) in folds for part in self._parts]
        sizes = [
            1 + (0 if folded else part.count) for part, folded in zip(self._parts, self._folded, strict=True)
        ]
        self._starts = [0, *accumulate(sizes)]
        """Where each heading stands; in the end, how many lines there are."""
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._slices: Lately[tuple[Part, int], _Slice] = Lately(_SLICES)

    def shaped(self, shape: Shape) -> Long:
        """The same rows as `shape` wants them, as far as that is known."""
        return Long(self._book, self.columns, self._outline, self._found, shape)

    @property
    def groups(self) -> list[str]:
        """The keys of all headings."""
        return [heading_key(block.first_id) for block in self._outline.blocks]

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
        heading = key.startswith(heading_key(""))
        row = self._row(key.removeprefix(heading_key("")))
        at = self._part_of(row) if row is not None else None
        if row is None or at is None or self._folded[at] != heading:
            return None
        place = -1 if heading else self._place(self._parts[at], row)
        return None if place is None else self._starts[at] + 1 + place

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's task stands."""
        return self._starts[self._part_at(index)] if len(self) else None

    def _part_at(self, index: int) -> int:
        return min(bisect_right(self._starts, index), len(self._parts)) - 1

    def _part_of(self, row: Row) -> int | None:
        task = task_of(row)
        return next((at for at, part in enumerate(self._parts) if part.block.task == task), None)

    def _place(self, part: Part, row: Row) -> int | None:
        id = str(row["id"])
        ids = self._found.ids(self._book, part, self._sort)
        if ids is None:
            return self._book.place_in(part.block, row["position"], id)
        return ids.index(id) if id in ids else None

    def _row(self, id: str) -> Row | None:
        """A milestone, or the one whose checklist an item is on."""
        found = self._book.row("milestone", id)
        return found or (self._book.row("milestone", id.rpartition(".")[0]) if "." in id else None)

    def _read(self, index: int) -> Line:
        at = self._part_at(index)
        nth = index - self._starts[at] - 1
        return self._heading(at) if nth < 0 else self._task(self._parts[at], nth)

    def _heading(self, at: int) -> Line:
        part = self._parts[at]
        row = self._book.row("milestone", part.block.first_id) or {}
        said = title(row, everyone=True)
        return heading(
            self.columns,
            part.block.first_id,
            said,
            part.count,
            folded=self._folded[at],
            order=self._found.out_of_order(part, self._sort),
        )

    def _task(self, part: Part, nth: int) -> Line:
        id = next(iter(self._ids(part, nth, nth + 1)), None)
        slice = self._slices.keep((part, nth // _TOGETHER), lambda: self._slice(part, nth // _TOGETHER))
        one = slice.tasks.get(id or "") or self._one(id or "")
        if one is None:  # it went, and the list has not caught up
            return line(self.columns, f"gone.{nth}", {}, "blank")
        county = text(one.row, "county")
        name = name_of(slice.counties.get(county) or self._book.row("county", county))
        if part.block.task.name is None:  # nothing to head them by: each says what it is
            name = f"{name} {one_line(pick(one.row, 'name'))}"
        return task_line(self.columns, self._cells, one, slot(name))

    def _one(self, id: str) -> TaskLine | None:
        row = self._book.row("milestone", id)
        return None if row is None else self._book.task_of(row)

    def _ids(self, part: Part, start: int, end: int) -> Sequence[str | None]:
        """The ids of some rows of a part."""
        ids = self._found.ids(self._book, part, self._sort)
        if ids is not None:
            return ids[start:end]
        return [self._book.id_at(part.block, nth) for nth in range(start, min(end, part.count))]

    def _slice(self, part: Part, nth: int) -> _Slice:
        ids = self._ids(part, nth * _TOGETHER, (nth + 1) * _TOGETHER)
        rows = self._book.some("milestone", [id for id in ids if id])
        counties = {text(row, "county") for row in rows.values()}
        tasks = self._book.tasks_of(list(rows.values()))
        return _Slice(dict(zip(rows, tasks, strict=True)), self._book.some("county", sorted(counties)))
