"""Firms scored against benchmarks: one year of a programme, county by county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import IndicatorScore, Reading, Rule, Scorecard
from pilot_tui.rules.firms import Parts, by_parts, cleared_out, quotient, together
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.scorecard import indicator_score, scorecard
from pilot_tui.store import Connection, read
from pilot_tui.workbook import cards, rows
from pilot_tui.workbook.cards import Frame
from pilot_tui.workbook.grading import Grading, grading
from pilot_tui.workbook.rows import Row, number, text


class Measure(NamedTuple):
    """One indicator of one firm in one year."""

    indicator: Row
    row: Row
    """The stored measure; empty when nothing was ever entered."""
    id: str
    """The id the measure has, or would be born with."""
    score: IndicatorScore
    figure: Fraction | None
    """As entered, else numerator ÷ denominator."""
    parts: Parts | None
    cleared_out: bool
    """Whether the figure is on the wrong side of the indicator's line."""


class Firm(NamedTuple):
    """One firm's scorecard."""

    row: Row
    measures: tuple[Measure, ...]
    sheet: Scorecard
    rank: int | None
    """Among the firms of its county."""
    of: int
    """How many of them are ranked."""
    band: Row
    """Its grade; empty where there is none."""

    @property
    def code(self) -> str:
        """The firm's code within its programme."""
        return text(self.row, "code")

    @property
    def cleared_out(self) -> bool:
        """Whether any of its figures is on the wrong side of a line."""
        return any(one.cleared_out for one in self.measures)


class Sum(NamedTuple):
    """An indicator of all firms of a county together."""

    indicator: Row
    parts: Parts | None
    """Σ numerator and Σ denominator of the firms that have both."""
    firms: int
    """How many firms these are."""
    score: IndicatorScore

    @property
    def figure(self) -> Fraction | None:
        """Σ numerator ÷ Σ denominator."""
        return quotient(self.parts)


class CountyFirms(NamedTuple):
    """The firms of one county."""

    county: str
    """Empty for firms of which no county is known."""
    firms: tuple[Firm, ...]
    """The best first, the unranked last."""
    sums: tuple[Sum, ...]
    sheet: Scorecard
    """What the sums earn."""

    def graded(self) -> Counter[str]:
        """How many firms have which grade, by its code."""
        return Counter(text(one.band, "code") for one in self.firms if one.band)


class Firms(NamedTuple):
    """All firms of a programme in one year."""

    programme: str
    year: int
    rule: Rule
    indicators: tuple[Row, ...]
    grades: Grading
    counties: tuple[CountyFirms, ...]

    def of(self, county: str) -> CountyFirms | None:
        """The firms of a county; None where it has none."""
        return next((one for one in self.counties if one.county == county), None)

    def firm(self, code: str) -> Firm | None:
        """The firm of a code."""
        return next((one for each in self.counties for one in each.firms if one.code == code), None)


def firms(db: Connection, programme: str, year: int) -> Firms:
    """Every firm of a programme, scored, ranked and graded within its county."""
    frame = cards.frame(db, programme)
    stored = {
        (text(row, "firm"), text(row, "indicator")): row
        for row in read.every(db, "measure", programme=programme, year=year)
    }
    grouped: dict[str, list[Row]] = {}
    for row in read.every(db, "firm", programme=programme):
        grouped.setdefault(text(row, "county"), []).append(row)
    grades = grading(db, programme, frame.rule)
    order = {county: at for at, county in enumerate(read.pilots(db, programme))}
    counties = sorted(grouped, key=lambda county: (order.get(county, len(order)), county))
    return Firms(
        programme,
        year,
        frame.rule,
        frame.indicators,
        grades,
        tuple(_county(frame, year, county, grouped[county], stored, grades) for county in counties),
    )


Stored = dict[tuple[str, str], Row]
"""`(firm, indicator)` → the stored measure."""


def _county(
    frame: Frame, year: int, county: str, given: Sequence[Row], stored: Stored, grades: Grading
) -> CountyFirms:
    cards_of = {text(row, "code"): measured(frame, year, text(row, "code"), stored) for row in given}
    sheets = {code: scorecard([m.score.reading for m in of], frame.rule) for code, of in cards_of.items()}
    totals = {code: sheet.total_rescaled if sheet.ranked else None for code, sheet in sheets.items()}
    ranks = competition_ranks(totals, frame.rule.places, frame.rule.rounding)
    made = [
        Firm(
            row,
            cards_of[code],
            sheets[code],
            ranks.get(code),
            len(ranks),
            _band(grades, totals[code], ranks.get(code), len(ranks)),
        )
        for row in given
        for code in [text(row, "code")]
    ]
    made.sort(key=lambda one: one.rank or len(made) + 1)
    sums = tuple(_sum(frame, at, [one.measures[at] for one in made]) for at in range(len(frame.indicators)))
    sheet = scorecard([one.score.reading for one in sums], frame.rule)
    return CountyFirms(county, tuple(made), sums, sheet)


def _band(grades: Grading, total: Fraction | None, rank: int | None, of: int) -> Row:
    """The grade of a firm; the share of ranks says nothing of an only one."""
    if of < 2 and not grades.of("score"):
        return {}
    return grades.row(grades.code(total, rank, of)) or {}


def measured(frame: Frame, year: int, code: str, stored: Stored) -> tuple[Measure, ...]:
    """The indicators of a firm."""
    return tuple(_measure(frame, year, code, row, stored) for row in frame.indicators)


def _measure(frame: Frame, year: int, firm: str, indicator: Row, stored: Stored) -> Measure:
    code = text(indicator, "code")
    row = stored.get((firm, code), {})
    value, parts = number(row, "value"), parts_of(row)
    reading = rows.reading(indicator, {"actual": row.get("value")})
    if value is None and parts is not None:
        reading = by_parts(reading, parts)
    figure = quotient(parts) if value is None else Fraction(value)
    return Measure(
        indicator,
        row,
        f"{frame.programme}.{firm}.{code}.{year}",
        indicator_score(reading, frame.rule),
        figure,
        parts,
        cleared_out(figure, number(indicator, "line"), reading.direction),
    )


def parts_of(row: Row) -> Parts | None:
    """Numerator and denominator where both are there."""
    numerator, denominator = number(row, "numerator"), number(row, "denominator")
    return None if numerator is None or denominator is None else (numerator, denominator)


def _sum(frame: Frame, at: int, given: Sequence[Measure]) -> Sum:
    indicator = frame.indicators[at]
    there = [one.parts for one in given if one.parts is not None and one.parts[1] > Decimal(0)]
    parts = together(there)
    reading: Reading = rows.reading(indicator, {})
    if parts is not None:
        reading = by_parts(reading, parts)
    return Sum(indicator, parts, len(there), indicator_score(reading, frame.rule))
