"""What has been found out about a long list: what answers to a filter, in which order its rows are.

Both take a thread. What is not known yet is asked for, and what was known before is shown meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pilot_tui.pane.slots import Cells
from pilot_tui.pane.wanted import Steps
from pilot_tui.panes.milestones.groups import county_name
from pilot_tui.panes.milestones.rows import task_line
from pilot_tui.widgets.answering import Spelled
from pilot_tui.widgets.shape import Sort
from pilot_tui.widgets.sheet import Column, Line, slot
from pilot_tui.widgets.sorting import in_order
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.outline import Outline
from pilot_tui.workbook.sifting import Part, Sifted, everything

MOST = 65_536
"""Rows whose order is kept; a task of more rows than that stays in its own order."""


class Sorted(NamedTuple):
    """A part in an order, None for its own."""

    part: Part
    sort: Sort | None


class Found:
    """Answers kept, and questions put."""

    def __init__(self, sift: Callable[[Outline, str], None], order: Callable[[], None]) -> None:
        self._sift, self._order = sift, order
        self.sifted: Sifted | None = None
        """The last answer to a filter."""
        self.waiting: dict[Sorted, None] = {}
        """The orders asked for, the last asked for last."""
        self._ids: OrderedDict[Sorted, Sequence[str]] = OrderedDict()

    def answering(self, outline: Outline, wanted: str) -> Sifted:
        """What answers of an outline, as far as it is known; the answer before it until there is one."""
        if not wanted:
            return everything(outline)
        kept = self.sifted
        same = kept is not None and kept.outline.blocks == outline.blocks
        if kept is None or not same or kept.wanted != wanted:
            self._sift(outline, wanted)
        return kept if kept is not None and same else everything(outline)

    def ids(self, book: Workbook, part: Part, sort: Sort | None) -> Sequence[str] | None:
        """The ids of a part in order, None where its block's own order says it all."""
        asked = Sorted(part, sort)
        if asked in self._ids:
            self._ids.move_to_end(asked)
            return self._ids[asked]
        if sort is not None:
            if part.count <= MOST and asked not in self.waiting:
                self.waiting[asked] = None
                self._order()
            return self.ids(book, part, None)
        return self.keep(asked, book.ids_of(part)) if part.words else None

    def out_of_order(self, part: Part, sort: Sort | None) -> str:
        """Why a part is not in the order asked for, in words; empty when it is."""
        if sort is not None and part.count > MOST:
            return say("milestones.unsorted", most=f"{MOST:,}")
        return say("milestones.sorting") if Sorted(part, sort) in self.waiting else ""

    def keep(self, asked: Sorted, ids: Sequence[str]) -> Sequence[str]:
        """Keep the order of a part, and let the oldest go."""
        self.waiting.pop(asked, None)
        self._ids[asked] = ids
        while len(self._ids) > 1 and sum(map(len, self._ids.values())) > MOST:
            self._ids.popitem(last=False)
        return ids

    def forget_orders(self) -> None:
        """Sort anew: until then a row stays where it stood, whatever is typed into it."""
        self.waiting.clear()
        self._ids.clear()


def order(work: Steps, columns: Sequence[Column], asked: Sorted, spelled: Spelled) -> Sequence[str]:
    """The ids of a part by a column, exactly as a list read whole is sorted."""
    book = work.book
    ids, sort = book.ids_of(asked.part), asked.sort
    nth = next((at for at, column in enumerate(columns) if sort and column.key == sort.column), None)
    if sort is None or nth is None:
        return ids
    cells, units = Cells(book, frozenset({sort.column})), list[tuple[Line, ...]]()
    for at, id in enumerate(ids):
        work.step(at, len(ids))
        if (row := book.row("milestone", id)) is not None:
            units.append((task_line(columns, cells, book.task_of(row), slot(county_name(book, row))),))
    return [unit[0].key for unit in in_order(units, nth, sort.falling, spelled)]
