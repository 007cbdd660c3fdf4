"""Lines over time as marks: small panels side by side, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from pilot_tui.report.charting import Line, LineChart, LineRole, Panel
from pilot_tui.report.drawing.marks import Mark, Picture, Stroke, Words
from pilot_tui.report.drawing.measure import fitted, room, shape
from pilot_tui.report.scale import Scale, scale_of

INKS: dict[LineRole, tuple[str, bool, str]] = {
    "actual": ("primary", False, "●"),
    "target": ("secondary", True, "◆"),
    "elapsed": ("faint", False, ""),
}
"""Role → ink, whether it is dashed, the shape of its points."""
_LEAST, _GAP, _SIZE, _SMALL = 140.0, 20.0, 10.5, 8.5
_HEAD, _FOOT = 22.0, 16.0


def lines(chart: LineChart, width: float, mark: str) -> Picture:
    """The chart, `width` points wide: as many panels beside one another as there is room for."""
    across = max(1, min(len(chart.panels), int((width + _GAP) // (_LEAST + _GAP))))
    wide = (width - _GAP * (across - 1)) / across
    high = min(240.0, max(96.0, wide * 0.5))
    marks: list[Mark] = list(_legend(chart))
    top = 20.0
    for at, panel in enumerate(chart.panels):
        x, y = (at % across) * (wide + _GAP), top + (at // across) * high
        marks += _panel(panel, mark, (x, y, wide, high - 12))
    rows = -(-len(chart.panels) // across)
    return Picture(width, top + rows * high, tuple(marks), f"{chart.title} {chart.subtitle}")


def _legend(chart: LineChart) -> Iterator[Mark]:
    x = 0.0
    for role, name in chart.legend:
        ink, dashed, dot = INKS[role]
        yield Stroke(((x, 9), (x + 22, 9)), ink, 1.8, dashed)
        if dot:
            yield shape(dot, ink, x + 11, 9, 2.6)
        yield Words(x + 27, 13, name, "muted", _SIZE)
        x += 27 + room(name, _SIZE) + 18


def _panel(panel: Panel, mark: str, place: tuple[float, float, float, float]) -> Iterator[Mark]:
    x, y, wide, high = place
    scale = scale_of(panel)
    left = x + max(room(scale.low_text, _SMALL), room(scale.high_text, _SMALL)) + 5
    right, top, bottom = x + wide - 6, y + _HEAD, y + high - _FOOT
    title, indent = f"{panel.title}  {panel.unit}".rstrip(), 0.0
    if panel.illustrative:
        indent = room(mark, _SMALL) + 5
        yield Words(x, y + 13, mark, "accent", _SMALL)
    yield Words(x + indent, y + 13, fitted(title, wide - indent, _SIZE), size=_SIZE, bold=True)
    yield Stroke(((left, bottom), (right, bottom)), "hairline")
    yield Words(left - 4, top + 4, scale.high_text, "muted", _SMALL, "end")
    yield Words(left - 4, bottom, scale.low_text, "muted", _SMALL, "end")
    step = (right - left) / max(1, len(panel.places) - 1)
    shown = max(1, int(-(-max((room(p, _SMALL) for p in panel.places), default=1) // max(step, 1))))
    for at, name in enumerate(panel.places):
        if at % shown == 0 or len(panel.places) == 1:
            yield Words(left + at * step, bottom + 12, name, "muted", _SMALL, "middle")
    for line in panel.lines:
        yield from _line(line, scale, (left, step), (top, bottom))


def _line(line: Line, scale: Scale, across: tuple[float, float], down: tuple[float, float]) -> Iterator[Mark]:
    """The line, broken where a figure is missing, and a dot at each figure."""
    ink, dashed, dot = INKS[line.role]
    spots = [_spot(value, at, scale, across, down) for at, value in enumerate(line.points)]
    for known, run in groupby(spots, key=bool):
        if known and len(joined := tuple(spot for spot in run if spot)) > 1:
            yield Stroke(joined, ink, 1.8, dashed)
    if dot:
        yield from (shape(dot, ink, *spot, 2.6) for spot in spots if spot)


def _spot(
    value: Decimal | None, at: int, scale: Scale, across: tuple[float, float], down: tuple[float, float]
) -> tuple[float, float] | None:
    if value is None:
        return None
    (left, step), (top, bottom) = across, down
    return left + at * step, bottom - (bottom - top) * float(scale.share(value))
