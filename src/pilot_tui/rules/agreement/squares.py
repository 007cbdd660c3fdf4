"""The two-way analysis of variance behind the intraclass correlations."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.agreement.table import Scores, complete, whole


class MeanSquares(NamedTuple):
    """Mean squares of a complete table, in squared points."""

    n: int
    """Counties."""
    k: int
    """Experts."""
    between: Fraction
    """BMS: between counties."""
    judges: Fraction
    """JMS: between experts."""
    error: Fraction
    """EMS: what is left."""
    within: Fraction
    """WMS: within counties."""


def mean_squares(scores: Scores) -> MeanSquares | None:
    """The mean squares over the counties that every expert scored; None below two counties or two experts.

    Source: Shrout & Fleiss 1979, table 2 and p. 421.
    """
    rows = complete(scores)
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < 2 or k < 2:
        return None
    table, unit = whole(rows)
    of_rows = [sum(row) for row in table]
    of_judges = [sum(column) for column in zip(*table, strict=True)]
    total = sum(of_rows)
    mean = Fraction(total * total, n * k)
    squares = sum(one * one for row in table for one in row) - mean
    between = Fraction(sum(one * one for one in of_rows), k) - mean
    judges = Fraction(sum(one * one for one in of_judges), n) - mean
    scale = unit * unit
    return MeanSquares(
        n,
        k,
        between / (n - 1) / scale,
        judges / (k - 1) / scale,
        (squares - between - judges) / ((n - 1) * (k - 1)) / scale,
        (squares - between) / (n * (k - 1)) / scale,
    )
