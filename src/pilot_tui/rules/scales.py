"""Scales with two ends: where a value stands between them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

EFFICACY_BASE, EFFICACY_SPAN = 60, 40


def efficacy(value: Decimal, low: Decimal, high: Decimal) -> Fraction | None:
    """The efficacy coefficient: 60 at the value not allowed, 100 at the satisfying one, not clamped.

    Args:
        value: The measured value.
        low: The value not allowed, same unit; above `high` where less is better.
        high: The satisfying value.

    Returns:
        Points; None when both ends are the same.

    Source: F05 of the reference table of scoring methods: 5.81 between 6 and 12 is 58.73.
    """
    place = goalpost(value, low, high)
    return None if place is None else EFFICACY_BASE + EFFICACY_SPAN * place / 100


def goalpost(value: Decimal, low: Decimal, high: Decimal, *, logarithmic: bool = False) -> Fraction | None:
    """Where a value stands between the one worth 0 and the one worth 100, in percent, not clamped.

    Args:
        value: The measured value.
        low: The value worth 0, same unit; above `high` where less is better.
        high: The value worth 100.
        logarithmic: Whether equal factors count the same instead of equal differences.

    Returns:
        Percent, of logarithms to 28 digits; None when both ends are the same, or one of the three has no
        logarithm.

    Source: UNDP Human Development Report, technical note 1; F08 and F09 of the reference table.
    """
    if low == high:
        return None
    if not logarithmic:
        start = Fraction(low)
        return 100 * (Fraction(value) - start) / (Fraction(high) - start)
    if min(value, low, high) <= 0:
        return None
    begin, end = low.ln(), high.ln()
    return 100 * Fraction(value.ln() - begin) / Fraction(end - begin)
