"""Bars as marks: names at the left, bars from one line, figures where the bars end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pilot_tui.report.charting import Bar, BarChart
from pilot_tui.report.drawing.marks import Box, Mark, Picture, Stroke, Words
from pilot_tui.report.drawing.measure import fitted, label, marked, room, shape
from pilot_tui.report.lights import LIGHTS

LINE, THICK, SIZE, SMALL = 19.0, 9.0, 11.0, 9.0
_MOST_NAME, _GAP = 0.34, 8.0


def bars(chart: BarChart, width: float, mark: str) -> Picture:
    """The chart, `width` points wide."""
    names = [marked(bar.label, mark, bar.illustrative) for bar in chart.bars]
    left = min(width * _MOST_NAME, max((room(name, SIZE) for name in names), default=0) + 16)
    figures = max((room(bar.text, SIZE) for bar in chart.bars), default=0) + _GAP
    notes = max((room(bar.note, SIZE) for bar in chart.bars), default=0)
    line = max(40.0, width - left - figures - notes - _GAP)
    marks: list[Mark] = []
    y = 4.0
    for group in chart.groups:
        if group.title:
            marks.append(Words(0, y + 13, fitted(group.title, width, SIZE), size=SIZE, bold=True))
            y += LINE
        for bar in group.bars:
            marks += label(bar.label, mark if bar.illustrative else "", left - 16, y + LINE / 2 + 4, SIZE)
            marks += _bar(bar, chart.most, (left, line, figures), y)
            y += LINE
        y += 5
    marks.append(Stroke(((left, 2), (left, y - 4)), "hairline"))
    return Picture(width, y, tuple(marks), f"{chart.title} {chart.subtitle}")


def _bar(bar: Bar, most: Decimal, across: tuple[float, float, float], y: float) -> Iterator[Mark]:
    left, line, figures = across
    sign, ink = LIGHTS.get(bar.light, ("", "primary"))
    middle = y + LINE / 2
    if sign:
        yield shape(sign, ink, left - 8, middle)
    length = _length(bar.value, most, line)
    yield Box(left, middle - 0.5, line, 1, "hairline")
    if length:
        yield Box(left, middle - THICK / 2, length, THICK, ink)
    if bar.mark is not None:
        at = left + _length(bar.mark, most, line)
        yield Stroke(((at, middle - 7), (at, middle + 7)), "foreground", 1.2)
    end = left + line + figures
    yield Words(end, middle + 4, bar.text, "foreground" if bar.value is not None else "muted", SIZE, "end")
    yield Words(end + _GAP, middle + 4, bar.note, "muted", SIZE)


def _length(value: Decimal | None, most: Decimal, line: float) -> float:
    """From nought to the end of the line: what goes beyond is told by its figure."""
    if value is None or value <= 0 or most <= 0:
        return 0.0
    return line * min(1.0, float(value / most))
