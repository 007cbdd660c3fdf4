"""The S-curve of a year's tasks: what time would have, month by month, and what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pilot_tui.report.charting import Line, LineChart, LineRole, Panel
from pilot_tui.report.material import Material
from pilot_tui.report.tables import said
from pilot_tui.report.tasking import Curve
from pilot_tui.words import say
from pilot_tui.workbook.rows import text

_PLACES = tuple(str(month) for month in range(1, 13))


def curve_chart(material: Material) -> LineChart | None:
    """Mean elapsed time against mean completion, a panel a county; None where no task can be compared."""
    names = {text(one.pilot, "county"): said.named(one.county) for one in material.standings}
    panels = tuple(
        _panel(one.curve, names.get(county, county) or say("report.all_counties"))
        for county, one in material.tasks.sums.items()
        if one.curve
    )
    if not panels:
        return None
    return LineChart(
        key="curve",
        title=say("chart.curve"),
        subtitle=say("report.of_year", year=material.year),
        panels=panels,
        legend=(("actual", say("chart.reached")), ("elapsed", say("chart.elapsed"))),
        notes=(say("chart.curve_means"),),
    )


def _panel(curve: Curve, title: str) -> Panel:
    return Panel(
        title=title,
        unit="%",
        places=_PLACES,
        lines=(
            _line("actual", say("chart.reached"), curve.reached),
            _line("elapsed", say("chart.elapsed"), curve.planned),
        ),
        illustrative=curve.illustrative,
    )


def _line(role: LineRole, name: str, texts: Sequence[str]) -> Line:
    return Line(role, name, tuple(Decimal(text) if text else None for text in texts), tuple(texts))
