"""What a panel says of one county: each expert is totalled first, then the experts are averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import CountyReview, ExpertTotal, MarkRow

ORDERS = ("experts", "criteria")
INCOMPLETE = ("out", "rescaled")
_Weighted = tuple[Fraction, Fraction]
"""A total and its expert's weight."""


def expert_total(marks: Mapping[str, Decimal], criteria: Mapping[str, Decimal]) -> Fraction | None:
    """Σ weight × mark ÷ Σ weight, over the criteria marked.

    Args:
        marks: The marks by criterion; those of other criteria are ignored.
        criteria: The weights by criterion.

    Returns:
        Points on the scale of the marks; None when the marks carry no weight.

    Source: F18 of the reference table of scoring methods.
    """
    return _mean(
        [(Fraction(mark), Fraction(criteria[code])) for code, mark in marks.items() if code in criteria]
    )


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
    totals = tuple(_total(expert, theirs, criteria, incomplete) for expert, theirs in rows.items())
    counted = [(t.total, Fraction(experts[t.expert])) for t in totals if t.total is not None]
    n = len(counted)
    mean = panel_mean(counted, trim if can_trim(n, trim) else 0)
    if order == "criteria":
        counting = {total.expert for total in totals if total.total is not None}
        given = [mark for expert in counting for mark in rows[expert]]
        mean = criteria_mean(given, criteria, experts, trim)
    return CountyReview(
        county=county,
        totals=totals,
        mean=mean,
        trimmed=panel_mean(counted, 1),
        counted=n,
        provisional=n < quorum,
        excluded=tuple((t.expert, t.state) for t in totals if t.state != "counted"),
    )


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


def _total(
    expert: str, marks: Sequence[MarkRow], criteria: Mapping[str, Decimal], incomplete: str
) -> ExpertTotal:
    states = {mark.state for mark in marks}
    for state in ("recused", "abstained"):
        if state in states:
            return ExpertTotal(expert, None, state)
    waived = {mark.criterion for mark in marks if mark.state == "not_applicable"}
    due = {code: weight for code, weight in criteria.items() if code not in waived}
    given = {mark.criterion: mark.mark for mark in marks if mark.mark is not None and mark.criterion in due}
    if given and given.keys() != due.keys() and incomplete == "out":
        return ExpertTotal(expert, None, "incomplete")
    total = expert_total(given, due)
    return ExpertTotal(expert, total, "none" if total is None else "counted")


def _mean(weighted: Sequence[_Weighted]) -> Fraction | None:
    whole = sum((weight for _, weight in weighted), Fraction())
    return sum((value * weight for value, weight in weighted), Fraction()) / whole if whole else None


def _trimmed(weighted: Sequence[_Weighted], k: int) -> list[_Weighted]:
    """Without the `k` lowest and `k` highest; of a tie the lighter goes, whatever the order of listing."""
    upper = sorted(weighted)[k:]
    return sorted(upper, key=lambda pair: (-pair[0], pair[1]))[k:]
