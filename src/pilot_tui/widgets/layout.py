"""Which columns of a grid stand where. Pure: columns and a width in, places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pilot_tui.widgets.sheet import Column

GUTTER = 1
"""Cells left of the first column: the marker of the cursor's row."""
PADDING = 1
"""Blank cells at the right edge."""
_FROZEN_LEAST = 6
"""Cells below which a frozen column that is too wide is left out of them, instead of being cut."""


class Placed(NamedTuple):
    """A column and where it stands."""

    column: Column
    nth: int
    """Which slot of a line it shows."""
    x: int
    """Its first cell, counted from the grid's left edge."""
    width: int

    @property
    def end(self) -> int:
        """The first cell after it and its mark slot."""
        return self.x + self.width + self.column.mark


def layout(columns: Sequence[Column], width: int) -> list[Placed]:
    """The columns fitted to `width` cells.

    Slack goes to the columns that can grow, from the left; lack is taken from those that can shrink, from the
    right, once whole columns are left out in the order of their `drop`; a frozen column, the name, gives way
    last. What still does not fit stands beyond the edge, to be scrolled to.
    """
    room = width - GUTTER - PADDING
    kept = {at: column for at, column in enumerate(columns) if column.shown}
    while _needed(kept) > room and (droppable := [at for at, column in kept.items() if column.drop]):
        del kept[min(droppable, key=lambda at: kept[at].drop)]
    return _stand(_stretched(kept, room))


def visible(placed: Sequence[Placed], width: int, left: int) -> list[Placed]:
    """The columns in view when `left` of them are scrolled away: whole ones, except where none would fit."""
    frozen = _frozen(placed, width)
    moving = _moving(placed, frozen)[left:]
    x = frozen[-1].end if frozen else GUTTER
    out, edge = list(frozen), width - PADDING
    for p in moving:
        start = x + p.column.gap
        room = edge - start - p.column.mark
        if room < p.width and (len(out) > len(frozen) or room < 1):
            break
        out.append(p._replace(x=start, width=min(p.width, room)))
        x = out[-1].end
    return out


def scrolled_to(placed: Sequence[Placed], width: int, left: int, key: str) -> int:
    """The smallest change of `left` that brings the column `key` into view whole."""
    frozen = _frozen(placed, width)
    moving = [p.column.key for p in _moving(placed, frozen)]
    if key not in moving:
        return left
    target = moving.index(key)
    left = min(left, target)
    while left < target and key not in [p.column.key for p in visible(placed, width, left)]:
        left += 1
    return left


def _frozen(placed: Sequence[Placed], width: int) -> list[Placed]:
    """The columns up to the last frozen one, as many as leave a third of the width; a wide one gives way."""
    if not placed or placed[-1].end <= width - PADDING:
        return list(placed)
    last = max((at for at, p in enumerate(placed) if p.column.frozen), default=-1)
    out: list[Placed] = []
    x = GUTTER
    for p in placed[: last + 1]:
        room = width * 2 // 3 - x - p.column.gap - p.column.mark
        first = all(one.width < _FROZEN_LEAST for one in out)  # it names the rows, so it is cut, not left out
        if room >= (min(p.width, _FROZEN_LEAST) if first else p.width):
            out.append(p._replace(x=x + p.column.gap, width=min(p.width, room)))
            x = out[-1].end
    return out


def _moving(placed: Sequence[Placed], frozen: Sequence[Placed]) -> list[Placed]:
    kept = {p.nth for p in frozen}
    return [p for p in placed if p.nth not in kept]


def _needed(kept: dict[int, Column]) -> int:
    """The cells the columns take when each is as narrow as it may be; frozen ones give way last."""
    return sum(c.cells - c.width + _narrowest(c) for c in kept.values())


def _narrowest(column: Column) -> int:
    return column.width if column.least is None or column.frozen else column.least


def _stretched(kept: dict[int, Column], room: int) -> dict[int, Column]:
    """The columns at the widths they get."""
    spare = room - sum(c.cells for c in kept.values())
    order = sorted(kept.items(), key=lambda item: item[1].least is None)
    for at, column in order if spare > 0 else reversed(order):
        if spare > 0 and column.most is not None:
            given = max(0, min(spare, column.most - column.width))
        elif spare < 0 and column.least is not None:
            given = -max(0, min(-spare, column.width - column.least))
        else:
            continue
        kept[at] = replace(column, width=column.width + given)
        spare -= given
    return kept


def _stand(kept: dict[int, Column]) -> list[Placed]:
    x, out = GUTTER, []
    for at, column in sorted(kept.items()):
        out.append(Placed(column, at, x + column.gap, column.width))
        x = out[-1].end
    return out
