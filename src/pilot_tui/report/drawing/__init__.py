"""Charts as marks on a sheet, for every format that draws with vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import cast

from pilot_tui.report.charting import BarChart, BarGroup, Chart, HeatMap, HeatRow, Panel
from pilot_tui.report.drawing.bars import bars
from pilot_tui.report.drawing.heat import heat
from pilot_tui.report.drawing.lines import lines
from pilot_tui.report.drawing.marks import Box, Mark, Picture, Shape, Stroke, Words

__all__ = ["Box", "Mark", "Picture", "Shape", "Stroke", "Words", "draw", "sheets"]

Part = BarGroup | HeatRow | Panel


def draw(chart: Chart, width: float, mark: str) -> Picture:
    """The chart as marks, `width` points wide; `mark` stands before whatever is invented."""
    if isinstance(chart, BarChart):
        return bars(chart, width, mark)
    return heat(chart, width, mark) if isinstance(chart, HeatMap) else lines(chart, width, mark)


def sheets(chart: Chart, width: float, height: float, mark: str) -> list[Picture]:
    """The chart as one picture, or as several where it is higher than a page has room for."""
    whole, parts = draw(chart, width, mark), _parts(chart)
    if whole.height <= height or len(parts) < 2:
        return [whole]
    half = len(parts) // 2
    return [
        picture
        for some in (parts[:half], parts[half:])
        for picture in sheets(_of(chart, some), width, height, mark)
    ]


def _parts(chart: Chart) -> Sequence[Part]:
    """What it can be cut into."""
    if isinstance(chart, BarChart):
        return [BarGroup(group.title, (bar,)) for group in chart.groups for bar in group.bars]
    return chart.rows if isinstance(chart, HeatMap) else chart.panels


def _of(chart: Chart, parts: Sequence[Part]) -> Chart:
    """The same chart of some of its parts."""
    if isinstance(chart, BarChart):
        return replace(chart, groups=_regrouped(cast("Sequence[BarGroup]", parts)))
    if isinstance(chart, HeatMap):
        return replace(chart, rows=cast("tuple[HeatRow, ...]", tuple(parts)))
    return replace(chart, panels=cast("tuple[Panel, ...]", tuple(parts)))


def _regrouped(single: Sequence[BarGroup]) -> tuple[BarGroup, ...]:
    runs = groupby(single, key=lambda group: group.title)
    return tuple(BarGroup(title, tuple(bar for group in run for bar in group.bars)) for title, run in runs)
