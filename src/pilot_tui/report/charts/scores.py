"""Bars of scores: every county by rank, every dimension of some counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import DimensionScore
from pilot_tui.report.charting import Bar, BarChart, BarGroup
from pilot_tui.report.figures import percent, points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.rules.lights import indicator_light
from pilot_tui.words import say
from pilot_tui.workbook.standings import Standing

_WHOLE = Decimal(100)


def ranks_chart(material: Material) -> BarChart | None:
    """Every county's total, highest first; None where there is no total to draw."""
    scored = (one for one in material.standings if one.card.sheet.total_rescaled is not None)
    bars = tuple(_total(material, one) for one in scored)
    if len(bars) < 2:
        return None
    return BarChart(
        key="ranks",
        title=say("chart.ranks"),
        subtitle=say("report.of_year", year=material.year),
        groups=(BarGroup("", bars),),
        most=_WHOLE,
        notes=(say("chart.ranks_mean"),),
    )


def _total(material: Material, one: Standing) -> Bar:
    shown = points(one.card.sheet.total_rescaled, material.rule) or ""
    rank = say("explain.rank", rank=one.rank) if one.rank else say("explain.unranked")
    return Bar(
        said.named(one.county, one.card.county), Decimal(shown), shown, note=rank, illustrative=_invented(one)
    )


def dimensions_chart(material: Material, counties: Sequence[Standing]) -> BarChart | None:
    """What share of each dimension's marks each county has earned; None where there are no dimensions."""
    groups = tuple(_groups(material, counties))
    if not groups:
        return None
    whose = said.listed(said.named(one.county, one.card.county) for one in counties)
    return BarChart(
        key="dimensions",
        title=say("chart.dimensions"),
        subtitle=say("report.of_county", county=whose, year=material.year),
        groups=groups,
        most=_WHOLE,
        notes=(say("chart.dimensions_mean"),),
    )


def _groups(material: Material, counties: Sequence[Standing]) -> Iterator[BarGroup]:
    """By dimension where there are several counties, else one bar a dimension."""
    found: dict[str, list[Bar]] = {}
    for one in counties:
        for row, score in one.card.dimensions:
            name = said.named(row, score.dimension)
            label = said.named(one.county, one.card.county) if len(counties) > 1 else name
            found.setdefault(name, []).append(_dimension(material, one, score, label))
    if len(counties) > 1:
        yield from (BarGroup(name, tuple(bars)) for name, bars in found.items())
    elif found:
        yield BarGroup("", tuple(bar for bars in found.values() for bar in bars))


def _dimension(material: Material, one: Standing, score: DimensionScore, label: str) -> Bar:
    missing = say("report.missing", count=score.missing) if score.missing else ""
    if not score.covered:
        return Bar(label, None, said.DASH, "unknown", note=missing, illustrative=_invented(one))
    share = Fraction(100) * score.score / score.covered
    weight = points(score.weight, material.rule) or ""
    earned = f"{points(score.score, material.rule)} / {weight.rstrip('0').rstrip('.')}"
    note = said.joined((f"{percent(share)} %", missing))
    value = Decimal(percent(share) or "0")
    return Bar(label, value, earned, indicator_light(share, material.rule), None, note, _invented(one))


def _invented(one: Standing) -> bool:
    return is_illustrative(*(row for line in one.card.lines for row in (line.value, line.indicator)))
