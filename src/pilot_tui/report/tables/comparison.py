"""Counties side by side: every indicator of each, its totals, its ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent, points
from pilot_tui.report.lights import LIGHTS
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.cards import CardLine
from pilot_tui.workbook.rows import absence, text
from pilot_tui.workbook.standings import Standing


def comparison_table(material: Material) -> Table:
    """Actual, completion and score of each county, dimension by dimension; totals and ranks below."""
    shown = material.standings
    names = said.listed(said.named(one.county) for one in shown)
    days = (text(line.value, "as_of") for one in shown for line in one.card.lines)
    stored = (("value", line.value) for one in shown for line in one.card.lines if line.value)
    return Table(
        key="comparison",
        title=say("report.comparison"),
        subtitle=say("report.of_county", county=names, year=material.year),
        columns=tuple(_columns(material)),
        groups=tuple(_groups(material)),
        total=tuple(_totals(material)),
        as_of=said.as_of(said.latest(days)),
        unit=say("report.indicators_unit"),
        rule=said.indicators_rule(material),
        provenance=said.provenance(stored),
        notes=(say("report.dash_means", dash=said.DASH),),
    )


def _columns(material: Material) -> Iterator[Column]:
    yield said.column("indicator", stub=True)
    yield said.column("unit")
    for one in material.standings:
        over, id = said.named(one.county), text(one.pilot, "county")
        yield Column(f"{id}.actual", say("report.actual"), over, "point")
        yield Column(f"{id}.completion", say("report.completion"), over, "point", "%")
        yield Column(f"{id}.light", say("report.light"), over)
        yield Column(f"{id}.score", say("report.score"), over, "point")


def _groups(material: Material) -> Iterator[Group]:
    first = material.standings[0].card
    for home, score in first.dimensions:
        codes = [
            str(line.indicator["code"])
            for line in first.lines
            if line.score.reading.dimension == score.dimension
        ]
        rows = tuple(_row(material, code) for code in codes)
        earned = [_earned(material, one, score.dimension) for one in material.standings]
        sums = _sums(material, say("report.subtotal"), earned)
        yield Group(rows, said.named(home, score.dimension), sums)


def _row(material: Material, code: str) -> Row:
    lines = [line for one in material.standings if (line := one.card.line(code))]
    indicator = lines[0].indicator
    cells = (
        said.told(said.named(indicator, code), pick(indicator, "short")),
        said.told(pick(indicator, "unit"), pick(indicator, "unit_short")),
        *(cell for line in lines for cell in _county(material, line)),
    )
    return Row(cells, is_illustrative(indicator, *(line.value for line in lines)))


def _county(material: Material, line: CardLine) -> Iterator[Cell]:
    why, kind = absence(line.value, "actual"), line.score.light
    yield said.absent(why) if why else said.figure(text(line.value, "actual"))
    yield said.figure(percent(line.score.completion))
    yield Cell(f"{LIGHTS[kind][0]} ", "light", light=kind)
    yield said.figure(points(line.score.score, material.rule))


def _earned(material: Material, one: Standing, dimension: str) -> str | None:
    scores = (score for _, score in one.card.dimensions if score.dimension == dimension)
    return next((points(score.score, material.rule) for score in scores if score.covered), None)


def _sums(material: Material, name: str, figures: Iterable[str | None]) -> Row:
    """A figure of every county in the column of its scores."""
    cells = [said.told(name), said.BLANK]
    for figure in figures:
        cells += [said.BLANK, said.BLANK, said.BLANK, said.figure(figure)]
    return Row(tuple(cells), _invented(material))


def _totals(material: Material) -> Iterator[Row]:
    rule, shown = material.rule, material.standings
    sheets = [one.card.sheet for one in shown]
    totals = {
        "total_rescaled": [points(sheet.total_rescaled, rule) for sheet in sheets],
        "total_zero": [points(sheet.total_missing_as_zero, rule) for sheet in sheets],
        "coverage": [percent(sheet.coverage * 100) for sheet in sheets],
        "rank": [None if one.rank is None else str(one.rank) for one in shown],
    }
    for name, figures in totals.items():
        yield _sums(material, say(f"report.{name}"), figures)


def _invented(material: Material) -> bool:
    values = (line.value for one in material.standings for line in one.card.lines)
    return is_illustrative(*values)
