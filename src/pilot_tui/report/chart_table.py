"""The figures of a chart as a table: for formats that cannot draw, and for who would rather read."""

from __future__ import annotations

from collections.abc import Iterable

from pilot_tui.report.charting import Bar, BarChart, Chart, HeatMap, Line, LineChart, Panel
from pilot_tui.report.document import Cell, Column, Group, Labels, Row, Table
from pilot_tui.report.lights import LIGHTS

_STRONG = 0.5
"""How far from the mean of its row, of the farthest, a figure is marked with an arrow."""


def chart_table(chart: Chart, labels: Labels) -> Table:
    """The same figures, row by row."""
    if isinstance(chart, BarChart):
        return _bars(chart, labels)
    return _heat(chart, labels) if isinstance(chart, HeatMap) else _lines(chart, labels)


def _table(chart: Chart, columns: tuple[Column, ...], groups: Iterable[Group]) -> Table:
    return Table(chart.key, chart.title, chart.subtitle, columns, tuple(groups), notes=chart.notes)


def _bars(chart: BarChart, labels: Labels) -> Table:
    columns = (
        Column("label", labels.item, stub=True),
        Column("light", labels.light),
        Column("value", labels.figure, align="right"),
        Column("note", labels.remark),
    )
    groups = (Group(tuple(map(_bar, group.bars)), group.title) for group in chart.groups)
    return _table(chart, columns, groups)


def _bar(bar: Bar) -> Row:
    light = Cell(f"{LIGHTS[bar.light][0]} ", "light", light=bar.light) if bar.light else Cell()
    figure = Cell(bar.text, "absence" if bar.value is None else "figure", bar.value)
    return Row((Cell(bar.label), light, figure, Cell(bar.note)), bar.illustrative)


def _heat(chart: HeatMap, labels: Labels) -> Table:
    columns = (
        Column("label", labels.item, stub=True),
        *(Column(f"at.{at}", name, align="right") for at, name in enumerate(chart.columns)),
    )
    rows = tuple(
        Row((Cell(row.label), *(Cell(_arrow(one.shade) + one.text) for one in row.cells)), row.illustrative)
        for row in chart.rows
    )
    return _table(chart, columns, (Group(rows),))


def _arrow(shade: object) -> str:
    far = float(str(shade or 0))
    return "↑ " if far >= _STRONG else "↓ " if far <= -_STRONG else ""


def _lines(chart: LineChart, labels: Labels) -> Table:
    places = list(dict.fromkeys(place for panel in chart.panels for place in panel.places))
    columns = (
        Column("panel", labels.item, merge=True),
        Column("unit", labels.unit, merge=True),
        Column("line", labels.series, stub=True),
        *(Column(f"at.{place}", place, align="point") for place in places),
    )
    groups = (Group(tuple(_line(panel, line, places) for line in panel.lines)) for panel in chart.panels)
    return _table(chart, columns, groups)


def _line(panel: Panel, line: Line, places: list[str]) -> Row:
    said = {
        place: Cell(text, "figure", value)
        for place, value, text in zip(panel.places, line.points, line.texts, strict=True)
        if value is not None
    }
    cells = (said.get(place, Cell()) for place in places)
    return Row((Cell(panel.title), Cell(panel.unit), Cell(line.name), *cells), panel.illustrative)
