"""The S-curve of a year's tasks: what time would have, month by month, and what was reached."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.report.charting import Line, LineChart, LineRole, Panel
from pilot_tui.report.figures import percent
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.rules.elapsed import elapsed
from pilot_tui.words import say
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.tasks import TaskLine

_MONTHS = range(1, 13)


def curve_chart(material: Material) -> LineChart | None:
    """Mean elapsed time against mean completion, a panel a county; None where no task can be compared."""
    names = {text(one.pilot, "county"): said.named(one.county) for one in material.standings}
    panels = tuple(
        _panel(material, names.get(county, county) or say("report.all_counties"), compared)
        for county, lines in material.tasks.items()
        if (compared := [line for line in lines if _comparable(line)])
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


def _comparable(line: TaskLine) -> bool:
    done = line.progress
    return done.completion is not None and done.elapsed is not None and line.task.kind != "dated"


def _panel(material: Material, title: str, lines: Sequence[TaskLine]) -> Panel:
    year = material.year
    ends = [f"{year}-{month:02}-{monthrange(year, month)[1]}" for month in _MONTHS]
    planned = [_mean(elapsed(*_span(line), day, material.rule.basis) for line in lines) for day in ends]
    reached = [_mean(_done(line) for line in lines if line.task.as_of[:7] == day[:7]) for day in ends]
    return Panel(
        title=title,
        unit="%",
        places=tuple(str(month) for month in _MONTHS),
        lines=(
            _line("actual", say("chart.reached"), reached),
            _line("elapsed", say("chart.elapsed"), planned),
        ),
        illustrative=is_illustrative(*(line.row for line in lines)),
    )


def _span(line: TaskLine) -> tuple[str, str]:
    return line.task.starts, line.task.ends


def _done(line: TaskLine) -> Fraction | None:
    """Its completion, what goes beyond 100 % left out: it makes up for no other task."""
    completion = line.progress.completion
    return None if completion is None else min(Fraction(100), max(Fraction(), completion))


def _mean(given: Iterable[Fraction | None]) -> Fraction | None:
    known = [one for one in given if one is not None]
    return sum(known, Fraction()) / len(known) if known else None


def _line(role: LineRole, name: str, figures: Sequence[Fraction | None]) -> Line:
    texts = tuple(percent(one, 0) or "" for one in figures)
    return Line(role, name, tuple(Decimal(text) if text else None for text in texts), texts)
