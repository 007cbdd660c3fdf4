"""Charts as marks on a sheet, for every format that draws with vectors."""

from __future__ import annotations

from pilot_tui.report.charting import BarChart, Chart, HeatMap
from pilot_tui.report.drawing.bars import bars
from pilot_tui.report.drawing.heat import heat
from pilot_tui.report.drawing.lines import lines
from pilot_tui.report.drawing.marks import Box, Mark, Picture, Shape, Stroke, Words

__all__ = ["Box", "Mark", "Picture", "Shape", "Stroke", "Words", "draw"]


def draw(chart: Chart, width: float, mark: str) -> Picture:
    """The chart as marks, `width` points wide; `mark` stands before whatever is invented."""
    if isinstance(chart, BarChart):
        return bars(chart, width, mark)
    return heat(chart, width, mark) if isinstance(chart, HeatMap) else lines(chart, width, mark)
