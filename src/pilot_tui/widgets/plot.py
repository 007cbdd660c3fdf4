"""A small chart of lines over time, in cells: told apart by their signs, not by colour alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import NamedTuple

from pilot_tui.widgets.sheet import Run, Runs

Points = Sequence[tuple[Fraction, Fraction]]
"""`(x, y)`, each from 0 to 1; y may go beyond, and is then drawn at the edge."""


class Trace(NamedTuple):
    """One line of a chart."""

    points: Points
    """By x."""
    sign: str
    """What the line is drawn with, one cell."""
    ink: str
    dot: str = ""
    """What stands at each of its points; nothing for the line alone."""


def plot(traces: Sequence[Trace], width: int, height: int, at: Fraction | None = None) -> list[Runs]:
    """The lines, those later in the list above the earlier ones.

    Args:
        traces: What is drawn.
        width: Cells, 2 at least.
        height: Lines, 2 at least.
        at: Where a line from top to bottom stands, behind all others; None for none.
    """
    field = [[(" ", "")] * width for _ in range(height)]
    if at is not None:
        for row in field:
            row[_place(at, width)] = ("│", "hairline")
    for trace in traces:
        for left, right in pairwise(trace.points):
            _draw(field, trace, left, right)
        for x, y in trace.points if trace.dot else ():
            field[height - 1 - _place(y, height)][_place(x, width)] = (trace.dot, trace.ink)
    return [_joined(row) for row in field]


def _draw(
    field: list[list[tuple[str, str]]],
    trace: Trace,
    left: tuple[Fraction, Fraction],
    right: tuple[Fraction, Fraction],
) -> None:
    """A cell for each column between two points."""
    width, height = len(field[0]), len(field)
    first, last = _place(left[0], width), _place(right[0], width)
    for x in range(first, last + 1):
        share = Fraction(x - first, last - first) if last > first else Fraction(1)
        y = left[1] + (right[1] - left[1]) * share
        field[height - 1 - _place(y, height)][x] = (trace.sign, trace.ink)


def _place(share: Fraction, cells: int) -> int:
    return min(cells - 1, max(0, round(share * (cells - 1))))


def _joined(cells: Sequence[tuple[str, str]]) -> Runs:
    made = []
    for ink, run in groupby(cells, key=lambda cell: cell[1]):
        made.append(Run("".join(sign for sign, _ in run), ink or "foreground"))
    return tuple(made)
