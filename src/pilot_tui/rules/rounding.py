"""Exact rounding: once, at display, in decimal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

MODES = ("half_up", "half_even")


def units(x: Fraction | Decimal, places: int, mode: str = "half_up") -> int:
    """`x` counted in units of its last displayed digit: 89.165 at two places is 8917.

    Raises:
        ValueError: When `mode` is neither `half_up` nor `half_even`, or `places` is negative.

    Source: GB/T 8170-2008, 3.2 and annex; `half_up` takes a tie away from zero on both sides.
    """
    return units_of(*x.as_integer_ratio(), places, mode)


def units_of(numerator: int, denominator: int, places: int, mode: str = "half_up") -> int:
    """`units` of a ratio whose denominator is above 0."""
    if mode not in MODES or places < 0:
        raise ValueError(f"cannot round to {places} places by {mode!r}")
    scale: int = 10**places
    whole, rest = divmod(abs(numerator) * scale, denominator)
    tie_goes_up = mode == "half_up" or whole % 2 == 1
    if 2 * rest > denominator or (2 * rest == denominator and tie_goes_up):
        whole += 1
    return -whole if numerator < 0 else whole


def rounded(x: Fraction | Decimal, places: int, mode: str = "half_up") -> Decimal:
    """`x` with exactly `places` decimals, rounded in one step; never a negative zero.

    Raises:
        ValueError: As `units`.
    """
    return Decimal(f"{units(x, places, mode)}E-{places}")  # text, because arithmetic would cut at 28 digits


def shown(x: Fraction | Decimal, places: int, mode: str = "half_up") -> str:
    """`x` as plain digits with `places` decimals: ASCII minus, no exponent, no grouping.

    Raises:
        ValueError: As `units`.
    """
    return format(rounded(x, places, mode), "f")
