"""Two ways to make one share of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import lcm

MEANS = ("arithmetic", "geometric")
_DIGITS = 40


def weighted_mean(shares: Sequence[tuple[Fraction, Fraction]], kind: str = "arithmetic") -> Fraction | None:
    """The mean of `(share, weight)` pairs, weights 0 and above.

    Args:
        shares: Shares of full marks, 0 and above.
        kind: `arithmetic`, where strong makes up for weak, or `geometric`, where it does so less and less,
            and not at all for 0.

    Returns:
        Exact; for `geometric` to 40 digits, and exact where all shares are the same. None when there is no
        weight.

    Raises:
        ValueError: For another kind, or a negative share of a geometric mean.

    Source: OECD/JRC Handbook on Constructing Composite Indicators 2008, steps 6 and 7.
    """
    if kind not in MEANS:
        raise ValueError(f"no mean {kind!r}")
    counted = [(share, weight) for share, weight in shares if weight]
    whole = exact_sum(weight for _, weight in counted)
    if not whole:
        return None
    if kind == "arithmetic" or len({share for share, _ in counted}) == 1:
        return exact_sum(share * weight for share, weight in counted) / whole
    if any(share < 0 for share, _ in counted):
        raise ValueError("a geometric mean has no negative shares")
    if any(share == 0 for share, _ in counted):
        return Fraction()
    with localcontext(prec=_DIGITS):
        powers = sum(
            (_decimal(share).ln() * _decimal(weight / whole) for share, weight in counted), Decimal()
        )
        return Fraction(powers.exp())


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Their sum, 0 of none: reduced once, not at every step."""
    given = list(values)
    over = lcm(*(value.denominator for value in given))
    return Fraction(sum(value.numerator * (over // value.denominator) for value in given), over)


def _decimal(x: Fraction) -> Decimal:
    return Decimal(x.numerator) / Decimal(x.denominator)
