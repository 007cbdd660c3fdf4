"""Kendall's coefficient of concordance: whether experts rank the counties alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.agreement.table import Scores, complete, midranks, whole


class Concordance(NamedTuple):
    """Kendall's W with its test."""

    w: Fraction
    """0 no agreement … 1 the same ranks by all."""
    chi_square: Fraction
    """k (n − 1) W."""
    df: int
    """n − 1."""
    tied: bool
    """Whether the correction for ties changed anything."""
    experts: int
    """k."""
    spread: Fraction
    """S: Σ (sum of a county's ranks − their mean)²."""
    ties: int
    """T: Σ t³ − t over the groups of counties an expert ties."""


def concordance(scores: Scores) -> Concordance | None:
    """W over the counties every expert scored, corrected for ties.

    Returns:
        None below two counties or two experts, and when every expert ties all counties.

    Source: Kendall & Babington Smith 1939; Siegel & Castellan 1988, section 9.7 for ties.
    """
    rows = complete(scores)
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < 2 or k < 2:
        return None
    table, _unit = whole(rows)
    judges = [midranks(column) for column in zip(*table, strict=True)]
    sums = [sum(ranks) for ranks in zip(*judges, strict=True)]
    # Ranks are doubled: so are their sums, and squares are four times as large.
    spread = Fraction(n * sum(one * one for one in sums) - sum(sums) ** 2, 4 * n)
    ties = sum(map(_ties, judges))
    most = k * k * (n**3 - n) - k * ties
    if not most:
        return None
    w = 12 * spread / most
    return Concordance(w, k * (n - 1) * w, n - 1, ties > 0, k, spread, ties)


def _ties(ranks: Iterable[int]) -> int:
    """Σ t³ − t over the groups of equals."""
    return sum(count**3 - count for count in Counter(ranks).values())
