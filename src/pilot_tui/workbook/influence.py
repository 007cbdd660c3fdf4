"""A round as a whole: how far its experts agree, how each of them leans, what each does to the ranks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.agreement import (
    Concordance,
    Correlations,
    Disagreement,
    MeanSquares,
    concordance,
    correlations,
    disagreements,
    largest_complete,
    mean_squares,
)
from pilot_tui.rules.influence import Leaning, Shift, leanings, outlying, shifts
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.workbook import rows
from pilot_tui.workbook.reviews import Round, Ticking, of_rows, places, rounding, silent


class Agreement(NamedTuple):
    """How far the experts of a round agree on their totals."""

    experts: tuple[str, ...]
    """Those the mean squares and W are taken over: all of them count for each of the `complete` counties."""
    without: tuple[str, ...]
    """The others who count for a county at least."""
    counties: int
    """For which anybody counts."""
    complete: int
    """For which all of `experts` count: what the mean squares and W are taken over."""
    squares: MeanSquares | None
    correlations: Correlations | None
    disagreements: Mapping[str, Disagreement]
    """What Krippendorff's alpha is made of, by level of measurement."""
    concordance: Concordance | None

    @property
    def undefined(self) -> str:
        """Why a statistic without a value has none: `few` counties or experts, or all scores are the same."""
        return "few" if self.complete < 2 or len(self.experts) < 2 else "flat"

    def values(self) -> dict[str, Fraction | None]:
        """Every statistic by its name; None where it is undefined."""
        icc, kendall = self.correlations, self.concordance
        return {
            **{name: getattr(icc, own) if icc else None for name, own in _ICC.items()},
            **{f"alpha_{level}": one.alpha for level, one in self.disagreements.items()},
            "kendall_w": kendall.w if kendall else None,
            "chi_square": kendall.chi_square if kendall else None,
            "df": Fraction(kendall.df) if kendall else None,
        }


_ICC = {
    "icc_a1": "a1",
    "icc_ak": "ak",
    "icc_c1": "c1",
    "icc_ck": "ck",
    "icc_11": "one1",
    "icc_1k": "onek",
}
"""Name of a statistic → its field of `Correlations`."""


class Influence(NamedTuple):
    """A round, expert by expert; without the counties that are hidden from who looks."""

    agreement: Agreement
    leanings: Mapping[str, Leaning]
    apart: Mapping[str, Mapping[str, Fraction]]
    """Expert → county → the modified z-score of an outlying total."""
    shifts: Mapping[str, list[Shift]]
    """Expert → the counties whose rank is another without them."""
    leaning: Mapping[str, Fraction]
    """Expert → the modified z-score of an outlying severity."""
    panel: Mapping[str, Mapping[str, Fraction]]
    """County → expert → the total, of those who count."""
    limit: Decimal
    """The modified z-score beyond which a total, or a severity, is outlying."""


def influence(round: Round, limit: Decimal, tick: Ticking = silent) -> Influence:
    """Work it out, county after county, then expert after expert; `tick` is told how far it is."""
    weights = {str(one["code"]): _weight(one) for one in round.experts}
    steps = len(round.counties) + len(weights)
    panel: dict[str, dict[str, Fraction]] = {}
    for at, (county, done) in enumerate(round.counties.items()):
        tick(at, steps)
        if totals := {one.expert: one.total for one in done.totals if one.total is not None}:
            panel[county] = totals
    apart: dict[str, dict[str, Fraction]] = {expert: {} for expert in weights}
    for county, totals in panel.items():
        for expert, score in outlying(totals, limit).items():
            apart[expert][county] = score
    moved: dict[str, list[Shift]] = {}
    for at, (expert, found) in enumerate(_shifts(round, panel, weights)):
        tick(len(round.counties) + at, steps)
        moved[expert] = found
    leaning = {one.expert: one for one in leanings(panel, weights)}
    severities = {who: one.severity for who, one in leaning.items() if one.severity is not None}
    return Influence(
        agreement(panel, list(weights)),
        leaning,
        apart,
        moved,
        outlying(severities, limit),
        panel,
        limit,
    )


def agreement(panel: Mapping[str, Mapping[str, Fraction]], experts: list[str]) -> Agreement:
    """Every statistic of a table of totals; an expert who counts nowhere is no column of it.

    What allows no gap is taken over the largest part without any.
    """
    sitting = [expert for expert in experts if any(expert in of for of in panel.values())]
    scores = [[of.get(expert) for expert in sitting] for of in panel.values()]
    kept = largest_complete(scores)
    squares = mean_squares(kept.of(scores))
    return Agreement(
        tuple(sitting[at] for at in kept.experts),
        tuple(expert for at, expert in enumerate(sitting) if at not in kept.experts),
        len(scores),
        len(kept.counties),
        squares,
        correlations(squares) if squares is not None else None,
        disagreements(scores),
        concordance(kept.of(scores)),
    )


def _shifts(
    round: Round, panel: Mapping[str, Mapping[str, Fraction]], weights: Mapping[str, Decimal]
) -> Iterator[tuple[str, list[Shift]]]:
    """Expert by expert who moves; on totals where they alone decide, else by reviewing without the expert."""
    chain, order = round.links, rows.text(round.row, "order")
    trim, quorum = (int(rows.text(round.row, name) or 0) for name in ("trim", "quorum"))
    decimals, mode = places(round.row), rounding(round.row)
    if not chain and order != "criteria":
        yield from shifts(panel, weights, trim=trim, quorum=quorum, places=decimals, mode=mode)
        return
    before = dict(round.ranks)
    order_of = sorted(panel, key=lambda county: before.get(county, len(panel) + 1))
    for expert in weights:
        after = _ranks_without(round, expert)
        moved = (Shift(county, before.get(county), after.get(county)) for county in order_of)
        yield expert, [one for one in moved if one.before != one.after]


def _ranks_without(round: Round, expert: str) -> dict[str, int]:
    """The ranks of the round as if the expert were not on it."""
    others = tuple(one for one in round.experts if one["code"] != expert)
    around = round.setting._replace(experts=others)
    seen = [county for county in round.counties if county not in round.hidden]
    done = {
        county: of_rows(around, county, list(round.marks.of(county).values()), round.assigned[county])
        for county in seen
    }
    means = {county: None if one.provisional else one.mean for county, one in done.items()}
    links = [{county: one.chain[at] for county, one in done.items()} for at in range(len(around.links))]
    return competition_ranks(means, places(round.row), rounding(round.row), links)


def _weight(row: rows.Row) -> Decimal:
    weight = rows.number(row, "weight")
    return Decimal(1) if weight is None else weight
