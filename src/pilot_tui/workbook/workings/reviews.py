"""The totals, means and ranks of one county in one review round."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.model import Cell
from pilot_tui.rules.judged import CountyReview
from pilot_tui.rules.review import can_trim, criteria_mean
from pilot_tui.rules.rounding import rounded
from pilot_tui.rules.working import Working
from pilot_tui.workbook import rows
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.reviews import Round, places, rounding
from pilot_tui.workbook.rows import Row, address, number, text
from pilot_tui.workbook.workings.cards import MOST_ABOVE
from pilot_tui.workbook.workings.given import declared, entered


def working(book: Reader, cell: Cell) -> Working | None:
    """Of `review/<round>.<county>/…`: mean, trimmed, rank, or an expert's code."""
    id, _, county = cell.id.rpartition(".")
    row = book.row("round", id)
    round = book.round(text(row, "programme"), id) if row else None
    done = round.counties.get(county) if round else None
    if round is None or done is None:
        raise ValueError(cell.id)
    if cell.field == "rank":
        return _rank(round, county)
    if cell.field in ("mean", "trimmed"):
        return _mean(round, done, cell.field)
    if all(one["code"] != cell.field for one in round.experts):
        raise ValueError(cell.field)
    return _total(round, county, cell.field)


def _total(round: Round, county: str, expert: str) -> Working | None:
    """An expert's total: marks weighted by criterion."""
    done = next((one for one in round.counties[county].totals if one.expert == expert), None)
    if done is None or done.total is None:
        return None
    parts: list[Working] = []
    for criterion in round.criteria:
        code = str(criterion["code"])
        row = round.marks.get((county, expert, code), {})
        if number(row, "mark") is None:
            continue
        mark = entered("mark", "mark", round.mark_id(county, expert, code), "mark", row)
        parts += [mark._replace(name=code), _weight("criterion", round, criterion)]
    return Working("expert_total", done.total, "mean", tuple(parts), _at(round, county, expert), name=expert)


def _mean(round: Round, done: CountyReview, name: str) -> Working | None:
    """The mean of the totals that count; those dropped stand there with weight 0."""
    value = done.mean if name == "mean" else done.trimmed
    if value is None:
        return None
    if name == "mean" and text(round.row, "order") == "criteria":
        return _by_criteria(round, done, value)
    totals = [_total(round, done.county, one.expert) for one in done.totals if one.total is not None]
    there = [one for one in totals if one is not None]
    trim = int(text(round.row, "trim") or 0) if name == "mean" else 1
    experts = {str(one["code"]): one for one in round.experts}
    kept = _kept(there, experts, trim if can_trim(len(there), trim) else 0 if name == "mean" else 1)
    parts: list[Working] = []
    for one in there:
        weight = _weight("expert", round, experts[one.name])
        parts += [one, weight if one.name in kept else declared("trimmed_off", 0, name=one.name)]
    return Working(f"panel_{name}", value, "mean", tuple(parts), _at(round, done.county, name))


def _kept(totals: Sequence[Working], experts: dict[str, Row], trim: int) -> set[str]:
    """Who is left when the highest and the lowest are dropped; of a tie the lighter goes."""

    def weigh(one: Working) -> Fraction:
        weight = number(experts[one.name], "weight")
        return Fraction(1 if weight is None else weight)

    upper = sorted(totals, key=lambda one: (one.value, weigh(one)))[trim:]
    left = sorted(upper, key=lambda one: (-(one.value or 0), weigh(one)))[trim:]
    return {one.name for one in left}


def _by_criteria(round: Round, done: CountyReview, value: Fraction) -> Working:
    """Each criterion's mean, by the criteria's weights."""
    trim = int(text(round.row, "trim") or 0)
    counting = [one.expert for one in done.totals if one.total is not None]
    weights = {str(one["code"]): number(one, "weight") or 1 for one in round.experts}
    parts: list[Working] = []
    for criterion in round.criteria:
        code = str(criterion["code"])
        marks = [
            rows.mark(round.marks[key]) for e in counting if (key := (done.county, e, code)) in round.marks
        ]
        own = criteria_mean(marks, {code: number(criterion, "weight") or 1}, weights, trim)  # type: ignore[dict-item,arg-type]  # 1 is as good a weight as a Decimal
        if own is not None:
            parts += [Working("criterion_mean", own, name=code), _weight("criterion", round, criterion)]
    return Working("panel_mean", value, "mean", tuple(parts), _at(round, done.county, "mean"))


def _rank(round: Round, county: str) -> Working | None:
    mine = round.ranks.get(county)
    if mine is None:
        return None
    above = [one for one, rank in round.ranks.items() if rank < mine]
    count = declared("above", len(above))
    if len(above) <= MOST_ABOVE:
        count = Working("above", Fraction(len(above)), "count", tuple(_shown(round, one) for one in above))
    return Working("rank", Fraction(mine), "rank", (count, _shown(round, county)), _at(round, county, "rank"))


def _shown(round: Round, county: str) -> Working:
    mean = round.counties[county].mean or Fraction()
    figure = rounded(mean, places(round.row), rounding(round.row))
    at = _at(round, county, "mean")
    return Working("displayed", Fraction(figure), at=at, stored=str(figure), name=county)


def _weight(table: str, round: Round, row: Row) -> Working:
    code = text(row, "code")
    if number(row, "weight") is None:
        return declared("importance", 1, address(table, f"{round.id}.{code}", "weight"), code)
    return entered("importance", table, f"{round.id}.{code}", "weight", row)._replace(name=code)


def _at(round: Round, county: str, name: str) -> str:
    return address("review", f"{round.id}.{county}", name)
