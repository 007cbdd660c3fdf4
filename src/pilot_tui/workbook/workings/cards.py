"""The dimensions, totals, coverage and rank of one county in one year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from pilot_tui.model import Cell, DimensionScore, Rule
from pilot_tui.rules.rounding import rounded
from pilot_tui.rules.scorecard import applies
from pilot_tui.rules.working import Working
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.rows import Row, address
from pilot_tui.workbook.ruleset import blank_as
from pilot_tui.workbook.workings import values
from pilot_tui.workbook.workings.given import declared, entered

MOST_ABOVE = 20
"""Counties above one that are listed; more are only counted."""


def working(book: Reader, cell: Cell) -> Working | None:
    """Of `card/<programme>.<county>.<year>/…`: total, total_zero, coverage, rank, or a dimension's code."""
    programme, county, year = cell.id.split(".")
    if not takes_part(book, programme, county):
        raise ValueError(cell.id)
    card, rule = book.card(programme, county, int(year)), book.rule(programme)
    if not card.lines:
        raise ValueError(cell.id)
    if cell.field in ("rank", "tier_rank"):
        return _rank(book, card, rule, cell.field)
    if cell.field == "grade":
        return _grade(book, card, rule)
    made = _TOTALS.get(cell.field)
    if made is not None:
        return made(card, rule)
    row, done = next((pair for pair in card.dimensions if pair[0]["code"] == cell.field), ({}, None))
    if done is None:
        raise ValueError(cell.field)
    return dimension(card, rule, row, done)


def takes_part(book: Reader, programme: str, county: str) -> bool:
    """Whether the county is one of the programme's pilots."""
    return book.row("pilot", f"{programme}.{county}") is not None


def dimension(card: Card, rule: Rule, row: Row, done: DimensionScore) -> Working:
    """What its indicators earn together, a missing one counted as zero."""
    at, name = _at(card, str(row["code"])), str(row["code"])
    scores = [_score(line, rule, card.programme) for line in _counted(card, name)]
    if rule.dimension_mean == "arithmetic":
        return Working("dimension", done.score, "sum", tuple(scores), at, name=name)
    if done.missing or done.share is None:
        return Working("dimension", done.score, "same", (declared("missing", 0), *scores), at, name=name)
    parts = (_share(card, rule, name, done), _weight(card, name, covered=True))
    return Working("dimension", done.score, "times", parts, at, name=name)


def total_zero(card: Card, rule: Rule) -> Working:
    """100 × Σ score ÷ Σ weight that applies."""
    whole = [(row, done) for row, done in card.dimensions if done.weight]
    scores = [dimension(card, rule, row, done) for row, done in whole]
    weights = [_weight(card, str(row["code"])) for row, _ in whole]
    at = _at(card, "total_zero")
    if rule.total_mean == "arithmetic":
        return Working("total_zero", card.sheet.total_missing_as_zero, "share", (*scores, *weights), at)
    shares = [
        Working("dimension_share", 100 * done.score / done.weight, "share", (score, weight))
        for (_, done), score, weight in zip(whole, scores, weights, strict=True)
    ]
    return Working("total_zero", card.sheet.total_missing_as_zero, "geometric", _turns(shares, weights), at)


def total(card: Card, rule: Rule) -> Working | None:
    """100 × Σ score ÷ Σ weight with data."""
    if card.sheet.total_rescaled is None:
        return None
    there = [(str(row["code"]), row, done) for row, done in card.dimensions if done.share is not None]
    weights = [_weight(card, code, covered=True) for code, _, _ in there]
    at, value = _at(card, "total"), card.sheet.total_rescaled
    if rule.total_mean == rule.dimension_mean == "arithmetic":
        scores = [dimension(card, rule, row, done) for _, row, done in there]
        return Working("total", value, "share", (*scores, *weights), at)
    shares = [_share(card, rule, code, done) for code, _, done in there]
    operation = "mean" if rule.total_mean == "arithmetic" else "geometric"
    return Working("total", value, operation, _turns(shares, weights), at)


def coverage(card: Card, _rule: Rule) -> Working:
    """The weight with data ÷ the weight that applies, in percent."""
    codes = [str(row["code"]) for row, _ in card.dimensions]
    parts = [_weight(card, code, covered=True) for code in codes] + [_weight(card, code) for code in codes]
    return Working("coverage", 100 * card.sheet.coverage, "share", tuple(parts), _at(card, "coverage"))


def _rank(book: Reader, card: Card, rule: Rule, name: str) -> Working | None:
    """Among all counties, or among those of its tier."""
    ranks: Mapping[str, int] = book.ranks(card.programme, card.year)
    if name == "tier_rank":
        tiers, within = book.tiers(card.programme), book.tier_ranks(card.programme, card.year)
        ranks = {one: rank for one, rank in within.items() if tiers[one] == tiers.get(card.county)}
    mine = ranks.get(card.county)
    if mine is None:
        return None
    above = [county for county, rank in ranks.items() if rank < mine]
    count = declared("above", len(above))
    if len(above) <= MOST_ABOVE:
        listed = tuple(_shown(book.card(card.programme, county, card.year), rule) for county in above)
        count = Working("above", Fraction(len(above)), "count", listed)
    return Working(name, Fraction(mine), "rank", (count, _shown(card, rule)), _at(card, name))


def _grade(book: Reader, card: Card, rule: Rule) -> Working | None:
    """What its grade was found by, the displayed total or the share of ranks before it, and where it ends."""
    grades, ranks = book.grading(card.programme), book.ranks(card.programme, card.year)
    rank = ranks.get(card.county)
    total = card.sheet.total_rescaled if card.sheet.ranked else None
    band = grades.row(grades.code(total, rank, len(ranks)))
    if band is None:
        return None
    ends = [entered(f"band_{name}", "band", str(band["id"]), name, band) for name in ("low", "high")]
    found = _shown(card, rule)
    if blank_as(band, "band", "of") == "rank_share" and rank is not None:
        before = (declared("above", rank - 1, _at(card, "rank")), declared("ranked", len(ranks)))
        found = Working("rank_share", Fraction(100 * (rank - 1), len(ranks)), "share", before)
    return Working("grade", found.value, "within", (found, *ends), _at(card, "grade"), name=str(band["code"]))


def _shown(card: Card, rule: Rule) -> Working:
    """A total as it is displayed and ranked."""
    value = card.sheet.total_rescaled
    figure = None if value is None else rounded(value, rule.places, rule.rounding)
    return Working(
        "displayed",
        None if figure is None else Fraction(figure),
        at=_at(card, "total"),
        stored=str(figure),
        name=card.county,
    )


def _counted(card: Card, code: str) -> list[CardLine]:
    lines = [line for line in card.lines if line.indicator["dimension"] == code]
    return [line for line in lines if applies(line.score.reading)]


def _score(line: CardLine, rule: Rule, programme: str) -> Working:
    made = values.score(line, rule, programme)
    at = address("value", line.value_id, "actual")
    return made or Working("missing", Fraction(), at=at, stored="0", name=str(line.indicator["code"]))


def _weight(card: Card, code: str, *, covered: bool = False) -> Working:
    """The weight of a dimension that applies, or of it what has data."""
    lines = [line for line in _counted(card, code) if line.score.score is not None or not covered]
    parts = tuple(
        entered("weight", "indicator", f"{card.programme}.{one.indicator['code']}", "weight", one.indicator)
        for one in lines
    )
    value = sum((part.value for part in parts if part.value is not None), Fraction())
    parts = tuple(part if part.value is not None else part._replace(value=Fraction()) for part in parts)
    return Working("covered" if covered else "weight", value, "sum", parts, name=code)


def _share(card: Card, rule: Rule, code: str, done: DimensionScore) -> Working:
    """What a dimension earns of its weight with data, in percent."""
    lines = [line for line in _counted(card, code) if line.score.score is not None]
    scores = [_score(line, rule, card.programme) for line in lines]
    weights = [
        entered("weight", "indicator", f"{card.programme}.{one.indicator['code']}", "weight", one.indicator)
        for one in lines
    ]
    value = None if done.share is None else 100 * done.share
    if rule.dimension_mean == "arithmetic":
        return Working("dimension_share", value, "share", (*scores, *weights), name=code)
    shares = [
        Working("indicator_share", 100 * score.value / weight.value, "share", (score, weight))
        for score, weight in zip(scores, weights, strict=True)
        if score.value is not None and weight.value
    ]
    kept = [weight for weight in weights if weight.value]
    return Working("dimension_share", value, "geometric", _turns(shares, kept), name=code)


def _turns(shares: list[Working], weights: list[Working]) -> tuple[Working, ...]:
    return tuple(one for pair in zip(shares, weights, strict=True) for one in pair)


def _at(card: Card, name: str) -> str:
    return address("card", f"{card.programme}.{card.county}.{card.year}", name)


_TOTALS: dict[str, Callable[[Card, Rule], Working | None]] = {
    "total": total,
    "total_zero": total_zero,
    "coverage": coverage,
}
