"""What a firm's figures earn, its rank and grade; what the firms of a county come to together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.model import Cell, IndicatorScore, Scorecard
from pilot_tui.rules.completion import lower_is_better
from pilot_tui.rules.rounding import rounded
from pilot_tui.rules.scorecard import applies
from pilot_tui.rules.working import Working
from pilot_tui.workbook.firms import CountyFirms, Firm, Firms, Measure, Sum
from pilot_tui.workbook.ledgers import Ledgers
from pilot_tui.workbook.rows import Row, address, text
from pilot_tui.workbook.workings.given import declared, entered
from pilot_tui.workbook.workings.values import of_rule

MOST_ABOVE = 20
"""Firms above one that are listed; more are only counted."""


def measure_working(book: Ledgers, cell: Cell) -> Working | None:
    """Of `measure/<id>/completion` or `score`; raises `ValueError` for no such measure."""
    programme, code, indicator, year = cell.id.split(".")
    given = book.firms(programme, int(year))
    firm = given.firm(code)
    one = next((m for m in firm.measures if m.indicator["code"] == indicator), None) if firm else None
    if one is None:
        raise ValueError(cell.id)
    return _score(one, given) if cell.field == "score" else _completion(one, given)


def firm_working(book: Ledgers, cell: Cell) -> Working | None:
    """Of `graded/<programme>.<firm>.<year>/score`, `coverage`, `rank` or `grade`; raises `ValueError`."""
    programme, code, year = cell.id.split(".")
    given = book.firms(programme, int(year))
    firm = given.firm(code)
    county = next((one for one in given.counties if firm in one.firms), None)
    if firm is None or county is None:
        raise ValueError(cell.id)
    if cell.field == "rank":
        return _rank(firm, county, given)
    if cell.field == "grade":
        return _grade(firm, given)
    scores = [(one.score, _score(one, given)) for one in firm.measures]
    if cell.field == "coverage":
        return _coverage(scores, firm.sheet, given, str(cell))
    if cell.field == "score":
        return _total(scores, firm.sheet, given, str(cell))
    raise ValueError(cell.field)


def county_working(book: Ledgers, cell: Cell) -> Working | None:
    """Of `firms/<programme>.<county>.<year>/score`, `grade.<code>`, `cleared_out` or an indicator's code.

    Raises:
        ValueError: When there is no such figure.
    """
    programme, county, year = cell.id.split(".")
    given = book.firms(programme, int(year))
    found = given.of(county)
    if found is None:
        raise ValueError(cell.id)
    if cell.field == "score":
        scores = [(one.score, _sum_score(one, found, given)) for one in found.sums]
        return _total(scores, found.sheet, given, str(cell))
    if cell.field == "cleared_out" or cell.field.startswith("grade."):
        code = cell.field.partition(".")[2]
        counted = [
            one for one in found.firms if (text(one.band, "code") == code if code else one.cleared_out)
        ]
        what = "grade_count" if code else "cleared_out"
        parts = tuple(_shown(one, given) for one in counted)
        return Working(what, Fraction(len(counted)), "count", parts, str(cell), name=code)
    one = next((each for each in found.sums if each.indicator["code"] == cell.field), None)
    if one is None:
        raise ValueError(cell.field)
    return _figure_of_sum(one, found, given)


def _completion(one: Measure, given: Firms) -> Working | None:
    if one.score.completion is None:
        return None
    return _against_benchmark(
        one.score, _figure(one), one.indicator, given, address("measure", one.id, "completion")
    )


def _figure(one: Measure) -> Working:
    """The figure as entered, or the quotient of its parts."""
    if one.row.get("value") is not None or one.parts is None:
        return entered("value", "measure", one.id, "value", one.row)
    parts = tuple(entered(name, "measure", one.id, name, one.row) for name in ("numerator", "denominator"))
    return Working("value", one.figure, "divided", parts)


def _against_benchmark(
    score: IndicatorScore, figure: Working, indicator: Row, given: Firms, at: str
) -> Working:
    """Figure ÷ benchmark, or the other way round where less is better."""
    reading, value = score.reading, score.completion
    goal = entered("benchmark", "indicator", _id(indicator, given), "benchmark", indicator)
    code = text(indicator, "code")
    if reading.method != "benchmark":  # another method is told by its result, its figures stand beside it
        return Working("completion", value, at=at, name=code)
    if not lower_is_better(reading.operator, reading.direction):
        return Working("completion", value, "quotient", (figure, goal), at, name=code)
    if figure.value is not None and figure.value > 0:
        return Working("completion", value, "quotient", (goal, figure), at, name=code)
    parts = (of_rule("cap", given.rule, given.programme), figure)
    return Working("completion", value, "same", parts, at, name=code)


def _score(one: Measure, given: Firms) -> Working | None:
    return _earned(
        one.score, _completion(one, given), one.indicator, given, address("measure", one.id, "score")
    )


def _sum_score(one: Sum, county: CountyFirms, given: Firms) -> Working | None:
    figure = _figure_of_sum(one, county, given)
    if figure is None or one.score.completion is None:
        return None
    reached = _against_benchmark(one.score, figure, one.indicator, given, "")
    return _earned(one.score, reached, one.indicator, given, "")


def _earned(
    score: IndicatorScore, reached: Working | None, indicator: Row, given: Firms, at: str
) -> Working | None:
    """Weight × completion, at most the cap."""
    if reached is None or score.score is None:
        return None
    code, id = text(indicator, "code"), _id(indicator, given)
    if score.reading.method in ("per_point", "deduction", "rank_steps"):
        return Working("score", score.score, at=at, name=code)
    weight = entered("weight", "indicator", id, "weight", indicator)
    own = score.reading.parameters.cap is not None
    cap = (
        entered("cap", "indicator", id, "cap", indicator)
        if own
        else of_rule("cap", given.rule, given.programme)
    )
    return Working("score", score.score, "capped", (weight, reached, cap), at, name=code)


Scores = Sequence[tuple[IndicatorScore, Working | None]]


def _total(scores: Scores, sheet: Scorecard, given: Firms, at: str) -> Working | None:
    """100 × Σ score ÷ Σ weight with data."""
    if sheet.total_rescaled is None:
        return None
    there = [(score, working) for score, working in scores if working is not None and applies(score.reading)]
    weights = [_weight(score, given) for score, _ in there]
    arithmetic = given.rule.dimension_mean == given.rule.total_mean == "arithmetic"
    parts = (*(working for _, working in there), *weights)
    if not arithmetic:  # geometric: told by its result
        return Working("total", sheet.total_rescaled, at=at)
    return Working("total", sheet.total_rescaled, "share", parts, at)


def _coverage(scores: Scores, sheet: Scorecard, given: Firms, at: str) -> Working:
    """The weight with data ÷ the weight that applies, in percent."""
    counted = [(score, working) for score, working in scores if applies(score.reading)]
    whole = tuple(_weight(score, given) for score, _ in counted)
    there = tuple(_weight(score, given) for score, working in counted if working is not None)
    parts = (
        Working("covered", sum((one.value or Fraction() for one in there), Fraction()), "sum", there),
        Working("weight", sum((one.value or Fraction() for one in whole), Fraction()), "sum", whole),
    )
    return Working("coverage", 100 * sheet.coverage, "quotient", parts, at)


def _weight(score: IndicatorScore, given: Firms) -> Working:
    code = score.reading.indicator
    at = address("indicator", f"{given.programme}.{code}", "weight")
    return declared("weight", score.reading.weight, at, code)


def _rank(firm: Firm, county: CountyFirms, given: Firms) -> Working | None:
    if firm.rank is None:
        return None
    above = [one for one in county.firms if one.rank is not None and one.rank < firm.rank]
    count = declared("above", len(above))
    if len(above) <= MOST_ABOVE:
        count = Working("above", Fraction(len(above)), "count", tuple(_shown(one, given) for one in above))
    return Working(
        "rank", Fraction(firm.rank), "rank", (count, _shown(firm, given)), _at(firm, given, "rank")
    )


def _grade(firm: Firm, given: Firms) -> Working | None:
    """What its grade was found by, the displayed score or the share of ranks before it, and where it ends."""
    if not firm.band or firm.rank is None:
        return None
    id = text(firm.band, "id")
    ends = [entered(f"band_{name}", "band", id, name, firm.band) for name in ("low", "high")]
    found = _shown(firm, given)
    if not given.grades.of("score"):
        before = declared("above", firm.rank - 1), declared("ranked", firm.of)
        found = Working("rank_share", Fraction(100 * (firm.rank - 1), firm.of), "share", before)
    at = _at(firm, given, "grade")
    return Working("grade", found.value, "within", (found, *ends), at, name=text(firm.band, "code"))


def _figure_of_sum(one: Sum, county: CountyFirms, given: Firms) -> Working | None:
    """Σ numerator ÷ Σ denominator of the firms that have both."""
    if one.figure is None:
        return None
    code = text(one.indicator, "code")
    measures = [m for firm in county.firms for m in firm.measures if m.indicator["code"] == code]
    there = [m for m in measures if m.parts is not None and m.parts[1] > 0]
    sums = [
        Working(
            f"sum_{name}",
            sum((Fraction(m.parts[at]) for m in there if m.parts), Fraction()),
            "sum",
            tuple(
                entered(name, "measure", m.id, name, m.row)._replace(name=text(m.row, "firm")) for m in there
            ),
        )
        for at, name in enumerate(("numerator", "denominator"))
    ]
    at = address("firms", f"{given.programme}.{county.county}.{given.year}", code)
    return Working("value", one.figure, "divided", tuple(sums), at, name=code)


def _shown(firm: Firm, given: Firms) -> Working:
    """A score as it is displayed and ranked."""
    value = firm.sheet.total_rescaled
    figure = None if value is None else rounded(value, given.rule.places, given.rule.rounding)
    return Working(
        "displayed",
        None if figure is None else Fraction(figure),
        at=_at(firm, given, "score"),
        stored=str(figure),
        name=firm.code,
    )


def _at(firm: Firm, given: Firms, name: str) -> str:
    return address("graded", f"{given.programme}.{firm.code}.{given.year}", name)


def _id(indicator: Row, given: Firms) -> str:
    return f"{given.programme}.{indicator['code']}"
