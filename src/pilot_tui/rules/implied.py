"""What a printed completion says about the target nobody printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def implied_target(actual: Decimal, reported: Decimal) -> tuple[Fraction, Fraction]:
    """The targets, above the first and up to the second, for which `actual` is printed as `reported` percent.

    Args:
        actual: The measured value, above 0.
        reported: The completion in percent as printed, its decimals kept: 47 is not 47.0.

    Returns:
        The two ends, in the unit of `actual`.

    Raises:
        ValueError: When `actual` is not above 0, or `reported` so small that it rounds from 0: no upper end.

    Source: F22 of the reference table of scoring methods.
    """
    half, percent = half_digit(reported), Fraction(reported)
    if actual <= 0 or percent <= half:
        raise ValueError("a target is implied only by an actual and a completion above 0")
    whole = 100 * Fraction(actual)
    return whole / (percent + half), whole / (percent - half)


def implied_middle(actual: Decimal, reported: Decimal) -> Fraction:
    """The target if the printed percent were exact; to be shown beside the interval, never alone.

    Raises:
        ValueError: When `reported` is 0.
    """
    if reported == 0:
        raise ValueError("0 % implies no target")
    return 100 * Fraction(actual) / Fraction(reported)


def consistent(actual: Decimal, target: Decimal, reported: Decimal) -> bool:
    """Whether actual ÷ target can have been printed as `reported` percent.

    The target is taken as rounded to its own last digit, so it need only meet the implied interval. Where
    less is better, hand in the two values the other way round.
    """
    half, slack = half_digit(reported), half_digit(target)
    percent, goal, whole = Fraction(reported), Fraction(target), 100 * Fraction(actual)
    return (goal - slack) * (percent - half) <= whole < (goal + slack) * (percent + half)


def agrees(computed: Fraction, reported: Decimal) -> bool:
    """Whether a percent computed from exact counts is within half a printed digit of `reported`."""
    return abs(computed - Fraction(reported)) <= half_digit(reported)


def half_digit(x: Decimal) -> Fraction:
    """Half a unit of the last printed digit: 0.5 for 47, 0.05 for 47.0."""
    exponent = x.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Fraction(1, 2 * 10**decimals)
