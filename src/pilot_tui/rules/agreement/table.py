"""What the statistics of agreement read: a row a county, a column an expert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

Scores = Sequence[Sequence[Fraction | Decimal | None]]
"""Rows of equal length in points; None where an expert gave none."""
Whole = list[list[int]]
"""A complete table counted in units of a common denominator."""


def complete(scores: Scores) -> list[list[Fraction]]:
    """The rows in which nobody is missing."""
    return [[Fraction(one) for one in row if one is not None] for row in scores if None not in row]


def whole(rows: Sequence[Sequence[Fraction]]) -> tuple[Whole, int]:
    """The rows counted in units of 1 ÷ the answer's second part, so that sums are sums of integers."""
    unit = common(one for row in rows for one in row)
    return [[one.numerator * (unit // one.denominator) for one in row] for row in rows], unit


def common(values: Iterable[Fraction]) -> int:
    """The least common denominator; 1 of nothing."""
    return lcm(*{one.denominator for one in values})


def midranks(values: Sequence[int]) -> list[int]:
    """Twice the rank of each value, the least first; equals share the mean of their places."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = at + end + 1
        at = end
    return ranks
