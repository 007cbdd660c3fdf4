"""Which cells the rows of a paste go to, and what each of them is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pilot_tui.errors import LockedCell, Misfit
from pilot_tui.pane.block_text import text_of
from pilot_tui.widgets.ranging import Ranging
from pilot_tui.widgets.selection import Block
from pilot_tui.widgets.sheet import Line, Slot

MOST = 50_000
"""Cells that are written in one go."""


class Aim(NamedTuple):
    """A cell of the grid and the text meant for it."""

    line: Line
    nth: int
    """Which slot of the line."""
    slot: Slot
    text: str


class Fit(NamedTuple):
    """A paste laid over a grid."""

    aims: list[Aim]
    height: int
    width: int


def aim(view: Ranging, rows: Sequence[Sequence[str]]) -> Fit:
    """Lay `rows` over the grid, from the cursor or over what is selected.

    A single cell fills all that is selected; a block fills a selection that is a whole number of times as
    high and as wide, else it is laid down once from the selection's first cell. Where a row is shorter than
    the others, the cells it lacks are left alone.

    Raises:
        Misfit: When there is no cell to begin at, or it is higher or wider than what is there, or too large.
    """
    block, height, width = view.block, len(rows), max(map(len, rows), default=0)
    if block is None:
        raise Misfit(reason="nowhere")
    if view.selection is not None:
        here = list(islice(block.standing(), MOST // len(block.nths) + 1))
        if here and len(here) % height == 0 and len(block.nths) % width == 0:
            _refuse_large(len(here) * len(block.nths))
            return Fit(list(_laid(here, block.nths, rows, width)), len(here), len(block.nths))
    _refuse_large(height * width)
    block = _from_corner(view, block)
    here = list(islice(block.standing(), height))
    if height > len(here) or width > len(block.nths):
        raise Misfit(reason="too_big", rows=height, columns=width, high=len(here), wide=len(block.nths))
    return Fit(list(_laid(here, block.nths[:width], rows, width)), height, width)


def _refuse_large(size: int) -> None:
    if size > MOST:
        raise Misfit(reason="too_many", size=f"{size:,}", most=f"{MOST:,}")


def _from_corner(view: Ranging, block: Block) -> Block:
    """All that is there from the first cell of a block on, down and to the right."""
    nths = tuple(p.nth for p in view.placed if p.column.stop)
    return Block(block.source, range(block.lines[0], len(block.source)), nths[nths.index(block.nths[0]) :])


def _laid(
    lines: Sequence[Line], nths: Sequence[int], rows: Sequence[Sequence[str]], width: int
) -> Iterator[Aim]:
    for y, line in enumerate(lines):
        row = rows[y % len(rows)]
        for x, nth in enumerate(nths):
            if x % width < len(row):
                yield Aim(line, nth, line.slot(nth), row[x % width])


def filling(view: Ranging) -> list[Aim]:
    """The first row that is selected into the others; of a single row, the row above it into it.

    Raises:
        Misfit: When there is no row to fill from, or it would be too many cells.
    """
    block = _bounded(view)
    lines = list(block.standing())
    if len(lines) < 2:
        above = view.row_from(block.lines[0] - 1, -1)
        if above is None or not lines:
            raise Misfit(reason="nothing_above")
        lines.insert(0, block.source.line(above))
    texts = [text_of(lines[0].slot(nth)) for nth in block.nths]
    return _typed(_laid(lines[1:], block.nths, [texts], len(texts)))


def clearing(view: Ranging) -> list[Aim]:
    """What is selected, emptied; computed cells among it stay. Raises `Misfit` when it is too many cells."""
    block = _bounded(view)
    return _typed(_laid(list(block.standing()), block.nths, [[""]], 1))


def _bounded(view: Ranging) -> Block:
    if view.block is None:
        raise Misfit(reason="nowhere")
    _refuse_large(view.block.size)
    return view.block


def _typed(aims: Iterator[Aim]) -> list[Aim]:
    """Those that can be typed into; raises `LockedCell` when there is none."""
    found = [one for one in aims if one.slot.address]
    if not found:
        raise LockedCell
    return found
