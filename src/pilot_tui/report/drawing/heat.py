"""A heat map as marks: every figure on its ground, warm below the mean of its row, cool above."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.report.charting import Heat, HeatMap
from pilot_tui.report.drawing.marks import Box, Mark, Picture, Words
from pilot_tui.report.drawing.measure import fitted, label, marked, room

LINE, SIZE, HEAD = 18.0, 10.5, 9.5
STRONGEST = 0.42
"""Of the ink, so that the figure over it can still be read."""
_MOST_NAME = 0.3


def heat(chart: HeatMap, width: float, mark: str) -> Picture:
    """The chart, `width` points wide."""
    names = [marked(row.label, mark, row.illustrative) for row in chart.rows]
    left = min(width * _MOST_NAME, max((room(name, SIZE) for name in names), default=0) + 8)
    cell = (width - left) / max(1, len(chart.columns))
    marks: list[Mark] = [
        Words(left + (at + 0.5) * cell, 13, fitted(name, cell, HEAD), "muted", HEAD, "middle")
        for at, name in enumerate(chart.columns)
    ]
    y = LINE
    for row in chart.rows:
        marks += label(row.label, mark if row.illustrative else "", left - 8, y + 13, SIZE)
        for at, one in enumerate(row.cells):
            marks += _cell(one, left + at * cell, y, cell)
        y += LINE
    return Picture(width, y + 2, tuple(marks), f"{chart.title} {chart.subtitle}")


def _cell(one: Heat, x: float, y: float, cell: float) -> Iterator[Mark]:
    if one.shade:
        ink = "warning" if one.shade < 0 else "primary"
        yield Box(x + 0.5, y + 0.5, cell - 1, LINE - 1, ink, STRONGEST * min(1.0, abs(float(one.shade))))
    ink = "muted" if one.shade is None else "foreground"
    yield Words(x + cell / 2, y + 13, fitted(one.text, cell, SIZE), ink, SIZE, "middle")
