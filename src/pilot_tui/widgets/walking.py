"""The next cell of a kind, in reading order. Pure: lines are read one by one, and not for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pilot_tui.widgets.sheet import Slot
from pilot_tui.widgets.viewport import Viewport

MOST = 5_000
"""Lines of a window on a file that are read for one step; what lies beyond takes another step."""


class Found(NamedTuple):
    """A cell: where its row stands, and the key of its column."""

    row: int
    column: str


def is_gap(slot: Slot) -> bool:
    """Whether something is still to be reported here."""
    return slot.absent == "not_reported" and bool(slot.address)


def is_finding(slot: Slot) -> bool:
    """Whether something is to be looked at here: a conflict, or a question."""
    return slot.mark in ("≠", "?")


def next_cell(view: Viewport, wanted: Callable[[Slot], bool], by: int, *, edge: bool = False) -> Found | None:
    """The next cell that is wanted; None when there is none within reach.

    Args:
        view: What is shown, and where the cursor stands.
        wanted: Which cells are looked for.
        by: 1 forwards, -1 backwards.
        edge: From the first cell (the last one backwards), instead of from behind the cursor.
    """
    stops = [(p.column.key, p.nth) for p in view.placed if p.column.stop][::by]
    keys = [key for key, _ in stops]
    here = keys.index(view.column) + 1 if view.column in keys else 0
    for at in _rows(view, by, edge=edge):
        line = view.source.line(at)
        if line.kind == "row":
            for key, nth in stops[here if at == view.row and not edge else 0 :]:
                if nth < len(line.slots) and wanted(line.slots[nth]):
                    return Found(at, key)
    return None


def _rows(view: Viewport, by: int, *, edge: bool) -> Iterator[int]:
    lines = len(view.source)
    first = view.row if view.row >= 0 and not edge else 0 if by > 0 else lines - 1
    yield from range(first, max(-1, min(lines, first + by * MOST)), by)
