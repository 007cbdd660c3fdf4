"""A chart as lines of terminal cells, drawn with the same few signs as the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from pilot_tui.cells import crop, fit, right, width
from pilot_tui.report.charting import Bar, BarChart, Line, LineChart, Panel
from pilot_tui.report.lights import LIGHTS, meter
from pilot_tui.report.scale import scale_of
from pilot_tui.report.wrapping import wrap

DOTS = {"actual": "●", "target": "◆", "elapsed": "·"}
"""What stands for a figure of each role; what comes later stands over what came before."""
_NAME, _LONGEST_LINE, _LEAST = 24, 60, 8
_HIGH, _PLACE, _GAP, _TITLE = 5, 4, 4, 32


def bar_lines(chart: BarChart, cells: int, mark: str) -> Iterator[str]:
    """One line a bar, `mark` before what is invented."""
    gutter = width(mark) + 1 if any(bar.illustrative for bar in chart.bars) else 0
    names = min(_NAME, max((width(bar.label) for bar in chart.bars), default=0))
    figures = max((width(bar.text) for bar in chart.bars), default=0)
    notes = max((width(bar.note) for bar in chart.bars), default=0)
    room = max(_LEAST, min(_LONGEST_LINE, cells - gutter - names - figures - notes - 8))
    for group in chart.groups:
        if group.title:
            yield from wrap(group.title, cells)
        for bar in group.bars:
            before = crop(mark if bar.illustrative else "", gutter) if gutter else ""
            yield before + _bar(bar, chart, names, figures, room)


def _bar(bar: Bar, chart: BarChart, names: int, figures: int, cells: int) -> str:
    share, tick = (None if one is None else Fraction(one / chart.most) for one in (bar.value, bar.mark))
    drawn = "".join(meter(share, cells, tick))
    sign = LIGHTS[bar.light][0] if bar.light else " "
    return f"{fit(bar.label, names)} {sign} {drawn} {right(bar.text, figures)}  {bar.note}".rstrip()


def fits(chart: LineChart, cells: int, mark: str) -> bool:
    """Whether its widest panel has room; else its figures are better read as a table."""
    return all(_Field(panel, mark).cells <= cells for panel in chart.panels)


def line_lines(chart: LineChart, cells: int, mark: str) -> Iterator[str]:
    """The panels, as many beside one another as there is room for, under a legend."""
    yield "   ".join(f"{DOTS[role]} {name}" for role, name in chart.legend)
    fields = [_Field(panel, mark) for panel in chart.panels]
    wide = max((field.cells for field in fields), default=0)
    across = max(1, (cells + _GAP) // (wide + _GAP))
    for at in range(0, len(fields), across):
        drawn = [list(field.lines()) for field in fields[at : at + across]]
        yield ""
        for row in range(max(map(len, drawn))):
            said = (crop(lines[row] if row < len(lines) else "", wide) for lines in drawn)
            yield (" " * _GAP).join(said).rstrip()


class _Field:
    """One panel: title, the plot beside its scale, the axis, the figures of every line."""

    def __init__(self, panel: Panel, mark: str) -> None:
        self._panel, self._scale = panel, scale_of(panel)
        self._title = f"{f'{mark} ' if panel.illustrative else ''}{panel.title}  {panel.unit}".rstrip()
        named = (self._scale.low_text, self._scale.high_text, *(line.name for line in panel.lines))
        self._side = max(map(width, named))
        texts = (*panel.places, *(text for line in panel.lines for text in line.texts))
        self._each = max(_PLACE, max(map(width, texts), default=0) + 1)
        plot = self._side + 1 + self._each * len(panel.places)
        self.cells = max(plot, min(_TITLE, width(self._title)))
        """How wide it is."""

    def lines(self) -> Iterator[str]:
        """From top to bottom."""
        yield from wrap(self._title, self.cells)
        for at, row in enumerate(self._plot()):
            edge = {0: self._scale.high_text, _HIGH - 1: self._scale.low_text}.get(at, "")
            yield f"{right(edge, self._side)} {''.join(row)}"
        yield f"{' ' * self._side} {self._row(self._panel.places)}"
        for line in self._panel.lines:
            yield f"{crop(line.name, self._side)} {self._row(line.texts)}"

    def _row(self, texts: Iterable[str]) -> str:
        return "".join(right(text, self._each) for text in texts)

    def _plot(self) -> list[list[str]]:
        field = [[" "] * (self._each * len(self._panel.places)) for _ in range(_HIGH)]
        for line in sorted(self._panel.lines, key=lambda one: tuple(DOTS).index(one.role), reverse=True):
            self._draw(line, field)
        return field

    def _draw(self, line: Line, field: list[list[str]]) -> None:
        """A dot at every figure, small ones on the way from one to the next."""
        known = [(at, self._scale.share(value)) for at, value in enumerate(line.points) if value is not None]
        for (at, low), (to, high) in pairwise(known):
            start, end = self._column(at), self._column(to)
            for x in range(start + 2, end - 1, 2):
                share = low + (high - low) * Fraction(x - start, end - start)
                if field[y := _level(share)][x] == " ":
                    field[y][x] = DOTS["elapsed"]
        for at, share in known:
            field[_level(share)][self._column(at)] = DOTS[line.role]

    def _column(self, at: int) -> int:
        return (at + 1) * self._each - 1


def _level(share: Fraction) -> int:
    return _HIGH - 1 - round(share * (_HIGH - 1))
