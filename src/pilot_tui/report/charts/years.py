"""Small multiples: every indicator of a county, target and actual, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pilot_tui.cells import group_thousands
from pilot_tui.report.charting import Line, LineChart, LineRole, Panel
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.rows import number
from pilot_tui.workbook.standings import Standing

_ROLES: tuple[LineRole, ...] = ("actual", "target")


def years_chart(material: Material, standing: Standing, cards: Mapping[int, Card]) -> LineChart | None:
    """One panel an indicator, from the baseline to the last year; None where no figure stands anywhere."""
    panels = tuple(_panels(standing, cards))
    if not panels:
        return None
    return LineChart(
        key="years",
        title=say("chart.years"),
        subtitle=said.named(standing.county, standing.card.county),
        panels=panels,
        legend=tuple((role, say(f"chart.{role}")) for role in _ROLES),
        notes=(say("chart.years_mean"),),
    )


def _panels(standing: Standing, cards: Mapping[int, Card]) -> Iterator[Panel]:
    for line in standing.card.lines:
        code = str(line.indicator["code"])
        lines = {year: found for year, card in sorted(cards.items()) if (found := card.line(code))}
        panel = _panel(line, lines, standing.card.baseline_year)
        if any(value is not None for one in panel.lines for value in one.points):
            yield panel


def _panel(line: CardLine, lines: Mapping[int, CardLine], baseline: int | None) -> Panel:
    first = next((number(one.value, "baseline") for one in lines.values() if one.value.get("baseline")), None)
    start = [first] if baseline is not None else []
    places = ([str(baseline)] if start else []) + [str(year) for year in lines]
    indicator = line.indicator
    return Panel(
        title=pick(indicator, "short") or said.named(indicator, indicator["code"]),
        unit=pick(indicator, "unit_short") or pick(indicator, "unit"),
        places=tuple(places),
        lines=tuple(
            _line(role, [*(start if role == "actual" else [None] * len(start)), *_figures(lines, role)])
            for role in _ROLES
        ),
        illustrative=is_illustrative(indicator, *(one.value for one in lines.values())),
    )


def _figures(lines: Mapping[int, CardLine], role: str) -> list[Decimal | None]:
    return [number(line.value, role) for line in lines.values()]


def _line(role: LineRole, figures: list[Decimal | None]) -> Line:
    texts = tuple("" if one is None else group_thousands(format(one, "f")) for one in figures)
    return Line(role, say(f"chart.{role}"), tuple(figures), texts)
