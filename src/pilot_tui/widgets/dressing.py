"""The columns of a table as a person has chosen them: which show, how wide, by which it is sorted. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pilot_tui.cells import width
from pilot_tui.widgets.grid_paint import ARROWS
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Column, Source

NARROWEST, WIDEST = 2, 120
"""Cells a column can be given."""
_NEAR = 500  # lines looked at above and below the first in view
_FROZEN_LEAST = 6  # cells a frozen column keeps when the screen is too narrow for what was chosen


def dressed(columns: Sequence[Column], shape: Shape) -> list[Column]:
    """The columns as `shape` wants them; one the cursor can stop in always stays."""
    made = [_dressed(column, shape) for column in columns]
    if not any(column.shown and column.stop for column in made):
        made = [replace(one, shown=was.shown) for one, was in zip(made, columns, strict=True)]
    return made


def _dressed(column: Column, shape: Shape) -> Column:
    shown = (column.shown or column.key in shape.added) and column.key not in shape.hidden
    title = column.title
    if shape.sort is not None and shape.sort.column == column.key:
        title += ARROWS[shape.sort.falling]
    if (chosen := shape.widths.get(column.key)) is None:
        return replace(column, shown=shown, title=title)
    cells = max(NARROWEST, min(WIDEST, chosen))
    least = min(cells, column.least or _FROZEN_LEAST) if column.frozen else None
    return replace(column, shown=shown, title=title, width=cells, least=least, most=None, drop=0)


def sized(shape: Shape, key: str, cells: int) -> Shape:
    """The shape with a column `cells` wide, as far as a column can be."""
    return replace(shape, widths={**shape.widths, key: max(NARROWEST, min(WIDEST, cells))})


def fitting(source: Source, nth: int, top: int) -> int:
    """The cells of the longest that stands in a column, of the lines near the view; its title counts too."""
    lines = [source.line(at) for at in range(max(0, top - _NEAR), min(len(source), top + _NEAR))]
    runs = [line.slots[nth].runs for line in lines if line.kind == "row" and nth < len(line.slots)]
    said = [sum(width(run.text) for run in one) for one in runs]
    return max([width(source.columns[nth].title), *said])
