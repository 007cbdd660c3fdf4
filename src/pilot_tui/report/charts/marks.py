"""Heat maps of marks: who marks high, who low, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.report.charting import Heat, HeatMap, HeatRow
from pilot_tui.report.figures import points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.report.tables.review_lines import precision
from pilot_tui.rules.judged import CountyReview, ExpertTotal
from pilot_tui.rules.rounding import shown
from pilot_tui.words import say
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import number, text
from pilot_tui.workbook.standings import Standing


def marks_chart(material: Material, round: Round) -> HeatMap | None:
    """Every expert's total for every county, shaded by how far it is from the county's mean."""
    reviewed = ((one, round.counties[text(one.pilot, "county")]) for one in material.standings)
    rows = tuple(_county(material, round, one, done) for one, done in reviewed if done.counted)
    return _map("marks", say("chart.marks"), round, rows) if rows else None


def criteria_chart(material: Material, round: Round, standing: Standing) -> HeatMap | None:
    """Every mark of one county, criterion by criterion."""
    county = text(standing.pilot, "county")
    if not material.marks.get(county):
        return None
    rows = tuple(
        HeatRow(
            said.named(criterion, code := criterion["code"]),
            _shaded([_mark(round, county, str(expert["code"]), str(code)) for expert in round.experts]),
            is_illustrative(criterion, *material.marks[county]),
        )
        for criterion in round.criteria
    )
    title = say("chart.criteria_of", county=said.named(standing.county, county))
    return _map("criteria", title, round, rows)


def _map(key: str, title: str, round: Round, rows: tuple[HeatRow, ...]) -> HeatMap:
    columns = tuple(said.named(row, row["code"]) for row in round.experts)
    return HeatMap(key, title, said.named(round.row, round.id), columns, rows, (say("chart.heat_means"),))


def _county(material: Material, round: Round, one: Standing, done: CountyReview) -> HeatRow:
    county = text(one.pilot, "county")
    rule = precision(round)
    cells = [_total(total, rule) for total in done.totals]
    invented = is_illustrative(round.row, *round.experts, *material.marks.get(county, ()))
    return HeatRow(said.named(one.county, county), _shaded(cells), invented)


def _total(one: ExpertTotal, rule: Rule) -> tuple[Fraction | None, str]:
    if one.total is None:
        return None, say(f"report.expert_{one.state}")
    return one.total, points(one.total, rule) or ""


def _mark(round: Round, county: str, expert: str, criterion: str) -> tuple[Fraction | None, str]:
    row = round.marks.get((county, expert, criterion), {})
    mark, state = number(row, "mark"), text(row, "state")
    if mark is None:
        return None, say(f"absence.{state}") if state else said.DASH
    return Fraction(mark), format(mark, "f")


def _shaded(cells: Sequence[tuple[Fraction | None, str]]) -> tuple[Heat, ...]:
    """Each figure with its distance from the mean, as a share of the farthest."""
    known = [value for value, _ in cells if value is not None]
    mean = sum(known, Fraction()) / len(known) if known else Fraction()
    most = max((abs(value - mean) for value in known), default=Fraction()) or Fraction(1)
    return tuple(Heat(said_, _shade(value, mean, most)) for value, said_ in cells)


def _shade(value: Fraction | None, mean: Fraction, most: Fraction) -> Decimal | None:
    return None if value is None else Decimal(shown((value - mean) / most, 2))
