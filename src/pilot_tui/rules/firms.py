"""Firms as units of a scorecard: a figure given by its two parts, and the line firms are cleared out at.

What a firm earns is a scorecard like any other (`rules.scorecard`); its grade is in `rules.grades`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from pilot_tui.model import Reading
from pilot_tui.rules.completion import lower_is_better

_DIGITS = 100
"""Significant digits of a product of two entered figures: more than they can have."""
Parts = tuple[Decimal, Decimal]
"""Numerator and denominator."""


def quotient(parts: Parts | None) -> Fraction | None:
    """Numerator ÷ denominator; None without parts, and where the denominator is not above 0."""
    return Fraction(parts[0]) / Fraction(parts[1]) if parts and parts[1] > 0 else None


def by_parts(reading: Reading, parts: Parts) -> Reading:
    """The reading whose figure is numerator ÷ denominator, exactly.

    A quotient need not end in decimals, so the numerator stands for it and whatever it is compared with is
    multiplied by the denominator: every method gives the same. Blank where the denominator is not above 0.
    """
    numerator, denominator = parts
    if denominator <= 0:
        return reading._replace(actual=None)

    def times(figure: Decimal | None) -> Decimal | None:
        return None if figure is None else figure * denominator

    with localcontext() as context:
        context.prec = _DIGITS
        return reading._replace(
            actual=numerator,
            target=times(reading.target),
            baseline=times(reading.baseline),
            benchmark=times(reading.benchmark),
            parameters=reading.parameters._replace(
                low=times(reading.parameters.low), high=times(reading.parameters.high)
            ),
        )


def together(given: Sequence[Parts | None]) -> Parts | None:
    """Σ numerator and Σ denominator over those that have both; None where none has.

    The figure of a group is their quotient, never the mean of its members' quotients.
    """
    there = [parts for parts in given if parts is not None]
    if not there:
        return None
    return sum((n for n, _ in there), Decimal(0)), sum((d for _, d in there), Decimal(0))


def cleared_out(figure: Fraction | None, line: Decimal | None, direction: str) -> bool:
    """Whether a figure is on the wrong side of the line: no higher than it, or no lower where less is better.

    Source: Yongkang 2019, firms paying 10,000 yuan of tax per mu or less.
    """
    if figure is None or line is None:
        return False
    return figure >= line if lower_is_better("", direction) else figure <= line


def agrees(figure: Decimal, parts: Parts) -> bool:
    """Whether a figure, as rounded, can be numerator ÷ denominator."""
    exact = quotient(parts)
    half = Fraction(1, 2) / 10 ** max(0, -int(figure.as_tuple().exponent))
    return exact is not None and abs(Fraction(figure) - exact) <= half
