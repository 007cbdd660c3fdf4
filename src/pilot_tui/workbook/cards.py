"""Scorecards: one county in one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import DimensionScore, IndicatorScore, Rule, Scorecard
from pilot_tui.rules.completion import completion
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.scorecard import indicator_score, scorecard
from pilot_tui.store import Connection, read
from pilot_tui.workbook import rows
from pilot_tui.workbook.placing import Placed, rank_of
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.told import Score


class CardLine(NamedTuple):
    """One indicator on a county's scorecard."""

    indicator: Row
    value: Row
    """The stored value row; empty when nothing was ever entered."""
    value_id: str
    """The id the value has, or would be born with."""
    score: IndicatorScore


class Card(NamedTuple):
    """A county's scorecard with the rows behind it."""

    programme: str
    county: str
    year: int
    lines: tuple[CardLine, ...]
    dimensions: tuple[tuple[Row, DimensionScore], ...]
    sheet: Scorecard
    baseline_year: int | None
    """The year before the first with values."""

    def line(self, indicator: str) -> CardLine | None:
        """The line of an indicator's code."""
        return next((line for line in self.lines if line.indicator["code"] == indicator), None)


class Frame(NamedTuple):
    """What the cards of a programme share."""

    programme: str
    indicators: tuple[Row, ...]
    """By dimension, then position."""
    dimensions: tuple[Row, ...]
    rule: Rule
    first_year: int | None


def frame(db: Connection, programme: str) -> Frame:
    """The dimensions, indicators and rule of a programme."""
    dimensions = read.every(db, "dimension", programme=programme)
    place = {row["code"]: index for index, row in enumerate(dimensions)}
    indicators = sorted(
        read.every(db, "indicator", programme=programme),
        key=lambda row: place.get(row["dimension"], len(place)),
    )
    years = [int(str(year)) for year in read.distinct(db, "year", "year", programme=programme)]
    return Frame(
        programme,
        tuple(indicators),
        tuple(dimensions),
        rows.rule(read.one(db, "rule", programme)),
        min(years) if years else None,
    )


def card(db: Connection, frame: Frame, county: str, year: int, placed: Placed) -> Card:
    """The scorecard of one county in one year."""
    ids = [f"{frame.programme}.{county}.{indicator['code']}.{year}" for indicator in frame.indicators]
    stored = read.some(db, "value", ids)
    pairs = [(indicator, id, stored.get(id, {})) for indicator, id in zip(frame.indicators, ids, strict=True)]
    ranks = [rank_of(placed, indicator, county) for indicator in frame.indicators]
    readings = [rows.reading(one, value, rank) for (one, _, value), rank in zip(pairs, ranks, strict=True)]
    sheet = scorecard(readings, frame.rule)
    lines = tuple(
        CardLine(indicator, value, value_id, score)
        for (indicator, value_id, value), score in zip(pairs, sheet.indicators, strict=True)
    )
    scored = {score.dimension: score for score in sheet.dimensions}
    return Card(
        frame.programme,
        county,
        year,
        lines,
        tuple((row, scored[str(row["code"])]) for row in frame.dimensions if row["code"] in scored),
        sheet,
        frame.first_year - 1 if frame.first_year else None,
    )


def line(db: Connection, frame: Frame, county: str, code: str, year: int, placed: Placed) -> CardLine | None:
    """One indicator of a county's scorecard; None when the programme has none of that code."""
    indicator = next((row for row in frame.indicators if row["code"] == code), None)
    if indicator is None:
        return None
    id = f"{frame.programme}.{county}.{code}.{year}"
    value = read.one(db, "value", id) or {}
    read_as = rows.reading(indicator, value, rank_of(placed, indicator, county))
    return CardLine(indicator, value, id, indicator_score(read_as, frame.rule))


def completions(
    db: Connection, frame: Frame, counties: Sequence[str], code: str, year: int, placed: Placed
) -> dict[str, Fraction | None]:
    """County → completion of one indicator."""
    indicator = next(row for row in frame.indicators if row["code"] == code)
    ids = {county: f"{frame.programme}.{county}.{code}.{year}" for county in counties}
    stored = read.some(db, "value", list(ids.values()))
    readings = {
        county: rows.reading(indicator, stored.get(id, {}), rank_of(placed, indicator, county))
        for county, id in ids.items()
    }
    return {county: completion(reading, frame.rule) for county, reading in readings.items()}


def dimension_ranks(scores: Mapping[str, Score], rule: Rule) -> dict[str, dict[str, int]]:
    """Dimension → county → rank by the dimension's score; a county with a gap in it is unranked."""
    found: dict[str, dict[str, Fraction | None]] = {}
    for county, score in scores.items():
        for code, (points, missing) in score.dimensions.items():
            found.setdefault(code, {})[county] = None if missing else points
    return {code: competition_ranks(of, rule.places, rule.rounding) for code, of in found.items()}
