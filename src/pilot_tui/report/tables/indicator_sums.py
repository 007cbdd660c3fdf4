"""The subtotals and totals of the indicator completion table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pilot_tui.model import DimensionScore
from pilot_tui.report.document import Cell, Row
from pilot_tui.report.figures import like, percent, points
from pilot_tui.report.material import Material
from pilot_tui.report.tables import said
from pilot_tui.words import say
from pilot_tui.workbook.standings import Standing


def subtotal(material: Material, score: DimensionScore, dimension: str) -> tuple[Cell, ...]:
    """A dimension's weight and score; a dash where it has no data."""
    missing = say("report.missing", count=score.missing) if score.missing else ""
    earned = points(score.score, material.rule) if score.covered else None
    return _sum(say("report.subtotal"), _weight(score.weight), earned, said.BLANK, missing, dimension)


def _sum(
    name: str, weight: str, score: str | None, status: Cell, remark: str, dimension: str = ""
) -> tuple[Cell, ...]:
    blank = said.BLANK
    figures = (said.figure(weight), said.figure(score))
    return (
        blank,
        said.told(dimension),
        said.told(name),
        *[blank] * 5,
        *figures,
        status,
        *[blank] * 2,
        said.told(remark),
    )


def totals(material: Material, standing: Standing, illustrative: bool) -> Iterator[Row]:
    """One total when everything is there, else two: missing as zero, and over the weight that has data."""
    sheet, rule = standing.card.sheet, material.rule
    whole = _weight(sum((one.weight for one in sheet.dimensions), Fraction()))
    have = _weight(sum((one.covered for one in sheet.dimensions), Fraction()))
    place = say("explain.rank", rank=standing.rank) if standing.rank else say("explain.unranked")
    rank, cover = said.told(place), say("report.covered", coverage=percent(sheet.coverage * 100))
    rescaled = points(sheet.total_rescaled, rule)
    if not sheet.missing:
        yield Row(_sum(say("report.total"), whole, rescaled, rank, cover), illustrative)
        return
    missing = say("report.missing", count=sheet.missing)
    zero = points(sheet.total_missing_as_zero, rule) if sheet.coverage else None
    yield Row(_sum(say("report.total_zero"), whole, zero, said.BLANK, missing), illustrative)
    yield Row(_sum(say("report.total_rescaled"), have, rescaled, rank, cover), illustrative)


def _weight(value: Fraction) -> str:
    places = 0 if value.denominator == 1 else 2
    return like(value, None, places)
