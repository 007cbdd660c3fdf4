"""Places of a screen one can go to by a letter, and the letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.sheet import FOLDS

LETTERS, DIGITS = "asdfghjklqwertyuiopzxcvbnm", "1234567890"


class Landmark(NamedTuple):
    """A place of the screen, and how to get there."""

    x: int
    y: int
    go: Callable[[], object]


def rows_of(grid: GridView) -> Iterator[Landmark]:
    """Every row in view: the cursor to it."""
    for y, at in _in_view(grid):
        line = grid.view.source.line(at)
        if line.stands:
            yield _landmark(grid, 1, y, line.key, None)


def columns_of(grid: GridView) -> Iterator[Landmark]:
    """Every column the cursor stops in: to it, on the row the cursor is on."""
    if not grid.view.header:
        return
    for placed in grid.view.columns:
        if placed.column.stop:
            x = placed.end - 1 - placed.column.mark if placed.column.align == "right" else placed.x
            yield _landmark(grid, x, 0, grid.view.key, placed.column.key)


def groups_of(grid: GridView) -> Iterator[Landmark]:
    """Every heading in view: the cursor to the first row below it."""
    source = grid.view.source
    for y, at in _in_view(grid):
        if source.line(at).kind in FOLDS:
            below = next((n for n in range(at, min(at + 3, len(source))) if source.line(n).stands), None)
            if below is not None:
                yield _landmark(grid, 1, y, source.line(below).key, None)


def labels(count: int, signs: str) -> list[str]:
    """So many labels of which none begins another, as short as can be."""
    size = len(signs)
    if count > size * size:
        return ["".join(parts) for parts in product(signs, repeat=3)][:count]
    first = next(n for n in range(size + 1) if size - n + n * size >= count)
    single, begins = signs[: size - first], signs[size - first :]
    return [*single, *map("".join, product(begins, signs))][:count]


def _in_view(grid: GridView) -> Iterator[tuple[int, int]]:
    """The lines in view, each with its place in the source."""
    header = grid.view.header
    for y in range(grid.view.height):
        at = grid.view.index_at(y)
        if at is not None:
            yield y + header, at


def _landmark(grid: GridView, x: int, y: int, key: str, column: str | None) -> Landmark:
    def go() -> None:
        grid.screen.set_focus(grid)
        grid.move_to(key, column)

    return Landmark(grid.region.x + x, grid.region.y + y, go)
