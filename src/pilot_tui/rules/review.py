"""What a panel says of one county: each expert is totalled first, then the experts are averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from pilot_tui.rules.expert_totals import total_of
from pilot_tui.rules.judged import CountyReview, MarkRow

ORDERS = ("experts", "criteria")
TRIMS = {"all": 0, "trimmed": 1}
"""Links of a tie-break that are a mean of totals → how many highest and lowest are dropped.

All other links are criteria, by code: the mean of the marks given for it.
"""
_Weighted = tuple[Fraction, Fraction]
"""A total and its expert's weight."""


def can_trim(n: int, k: int) -> bool:
    """Whether `k` highest and `k` lowest of `n` totals can be dropped and leave one."""
    return n > 2 * k


def county_review(
    county: str,
    marks: Sequence[MarkRow],
    criteria: Mapping[str, Decimal],
    experts: Mapping[str, Decimal],
    *,
    trim: int = 0,
    quorum: int = 0,
    order: str = "experts",
    incomplete: str = "out",
    assignments: Mapping[str, str] = MappingProxyType({}),
    by_matrix: bool = False,
    tie_break: Sequence[str] = (),
) -> CountyReview:
    """The panel's result for a county.

    Args:
        county: Whose marks to read.
        marks: Marks of any counties, in any order; those of unlisted experts and criteria are ignored.
        criteria: The weights by criterion; every criterion is mandatory.
        experts: The weights by expert; each listed gets a total, in this order.
        trim: How many highest, and how many lowest, totals to drop; where `can_trim` says no, none is.
        quorum: Fewer counted experts make the result provisional.
        order: `experts` totals each expert first and trims totals, `criteria` averages and trims each
            criterion first.
        incomplete: An expert with some marks missing is `out`, or counts with what there is: `rescaled`.
        assignments: Expert → `assigned`, `recused` or `conflict`; the last two are out, whatever they marked.
        by_matrix: Whether only those `assigned` owe marks; else everybody who is not kept out does.
        tie_break: What decides between equals, see `tie_break`.

    Returns:
        The review; `counted` is the number of experts before trimming.

    Raises:
        ValueError: For any other order.

    Source: docs/scoring.md; F15 and F16 of the reference table of scoring methods.
    """
    rows: dict[str, list[MarkRow]] = {expert: [] for expert in experts}
    for mark in marks:
        if mark.county == county and mark.expert in rows:
            rows[mark.expert].append(mark)
    if order not in ORDERS:
        raise ValueError(f"no order {order!r}")
    totals = tuple(
        total_of(
            expert,
            theirs,
            criteria,
            incomplete=incomplete,
            assignment=assignments.get(expert, ""),
            owes=not by_matrix or expert in assignments,
        )
        for expert, theirs in rows.items()
    )
    counted = [(t.total, Fraction(experts[t.expert])) for t in totals if t.total is not None]
    n = len(counted)
    mean = panel_mean(counted, trim if can_trim(n, trim) else 0)
    given = [mark for one in totals if one.total is not None for mark in rows[one.expert]]
    if order == "criteria":
        mean = criteria_mean(given, criteria, experts, trim)
    return CountyReview(
        county=county,
        totals=totals,
        mean=mean,
        trimmed=panel_mean(counted, 1),
        counted=n,
        provisional=n < quorum,
        excluded=tuple((t.expert, t.state) for t in totals if t.state not in ("counted", "unassigned")),
        chain=tuple(_link(link, counted, given, criteria, experts) for link in tie_break),
    )


def _link(
    link: str,
    counted: Sequence[_Weighted],
    given: Sequence[MarkRow],
    criteria: Mapping[str, Decimal],
    experts: Mapping[str, Decimal],
) -> Fraction | None:
    """What a county has at one link of the chain that decides between equals, the more the better."""
    if link in TRIMS:
        return panel_mean(counted, TRIMS[link])
    only = {code: Decimal(1) for code in criteria if code == link}
    return criteria_mean(given, only, experts, 0)


def criteria_mean(
    marks: Sequence[MarkRow], criteria: Mapping[str, Decimal], experts: Mapping[str, Decimal], trim: int
) -> Fraction | None:
    """Σ weight × mean of the criterion ÷ Σ weight, each mean trimmed by itself where `can_trim` allows.

    Args:
        marks: Of one county, by experts who count.
        criteria: The weights by criterion.
        experts: The weights by expert.
        trim: How many highest, and how many lowest, marks of each criterion to drop.
    """
    means = []
    for code, weight in criteria.items():
        given = [
            (Fraction(one.mark), Fraction(experts[one.expert]))
            for one in marks
            if one.criterion == code and one.mark is not None
        ]
        mean = panel_mean(given, trim if can_trim(len(given), trim) else 0)
        if mean is not None:
            means.append((mean, Fraction(weight)))
    return _mean(means)


def panel_mean(weighted: Sequence[tuple[Fraction, Fraction]], trim: int) -> Fraction | None:
    """The mean of `(total, weight)` pairs without the `trim` highest and lowest; None when none is left."""
    return _mean(_trimmed(weighted, trim))


def _mean(weighted: Sequence[_Weighted]) -> Fraction | None:
    whole = sum((weight for _, weight in weighted), Fraction())
    return sum((value * weight for value, weight in weighted), Fraction()) / whole if whole else None


def _trimmed(weighted: Sequence[_Weighted], k: int) -> list[_Weighted]:
    """Without the `k` lowest and `k` highest; of a tie the lighter goes, whatever the order of listing."""
    upper = sorted(weighted)[k:]
    return sorted(upper, key=lambda pair: (-pair[0], pair[1]))[k:]
