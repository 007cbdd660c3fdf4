"""Charts of the document model: what is drawn, before anybody decides with what.

Three kinds are enough for everything a summary shows: bars (scorecards, ranks), a field of shaded figures
(marks), lines over time (one panel an indicator, or planned against reached). Figures are exact; each comes
with the text it is shown as, so that no writer rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

LineRole = Literal["actual", "target", "elapsed"]
"""What was reached, what was to be reached, what time would have it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    value: Decimal | None
    """Its length on the scale of the chart; None draws no bar."""
    text: str
    """The figure as it is shown, or why there is none."""
    light: str = ""
    """One of `tables.LIGHTS`, for its colour and shape."""
    mark: Decimal | None = None
    """Where a tick stands on the same scale."""
    note: str = ""
    """A few words after the figure."""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars under one title, empty where there is only one group."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars that all start at nought."""

    key: str
    title: str
    subtitle: str
    groups: tuple[BarGroup, ...]
    most: Decimal
    """What a bar over the whole width stands for."""
    notes: tuple[str, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All of them."""
        return tuple(bar for group in self.groups for bar in group.bars)


@dataclass(frozen=True, slots=True)
class Heat:
    """One shaded figure."""

    text: str
    shade: Decimal | None = None
    """From −1, far below the mean of its row, to 1, far above; None for no figure."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of shaded figures."""

    label: str
    cells: tuple[Heat, ...]
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A field of figures, shaded by how far each stands from the mean of its row."""

    key: str
    title: str
    subtitle: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a figure, or None, for every place on the axis."""

    role: LineRole
    name: str
    points: tuple[Decimal | None, ...]
    texts: tuple[str, ...]
    """Each point as it is shown; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over one axis."""

    title: str
    unit: str
    places: tuple[str, ...]
    """The axis: years, months, days."""
    lines: tuple[Line, ...]
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """One panel, or many small ones side by side."""

    key: str
    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    legend: tuple[tuple[LineRole, str], ...]
    notes: tuple[str, ...] = ()


Chart = BarChart | HeatMap | LineChart
