"""Krippendorff's alpha: one minus observed over expected disagreement; marks may be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import fsum

from pilot_tui.rules.agreement.table import Scores, common, midranks

Unit = Sequence[int]
"""The values one county was given, two at least."""


def alpha(scores: Scores, level: str) -> Fraction | None:
    """Krippendorff's alpha over every county that at least two experts scored.

    Args:
        scores: Rows of counties; missing scores are allowed.
        level: How the distance of two scores is measured, one of `LEVELS`.

    Returns:
        1 for perfect agreement, 0 for chance, negative for worse; None when no county has two scores or
        all scores are equal. Exact, but for `ratio` to the precision of a float.

    Raises:
        ValueError: When the level is unknown.

    Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability, sections C to E.
    """
    if level not in LEVELS:
        raise ValueError(f"no level {level!r}")
    rows = [[Fraction(one) for one in row if one is not None] for row in scores]
    pairable = [row for row in rows if len(row) > 1]
    unit = common(one for row in pairable for one in row)
    units = [[one.numerator * (unit // one.denominator) for one in row] for row in pairable]
    return LEVELS[level](units)


def _interval(units: Sequence[Unit]) -> Fraction | None:
    every = [value for one in units for value in one]
    return _from(
        sum((_squares(one) / (len(one) - 1) for one in units), Fraction()), _squares(every), len(every)
    )


def _ordinal(units: Sequence[Unit]) -> Fraction | None:
    """Interval on mid-ranks: between two ranks lie half of each and all that stand between."""
    ranks = iter(midranks([value for one in units for value in one]))
    return _interval([[next(ranks) for _ in one] for one in units])


def _nominal(units: Sequence[Unit]) -> Fraction | None:
    every = Counter(value for one in units for value in one)
    observed = sum((_unlike(Counter(one)) / (len(one) - 1) for one in units), Fraction())
    return _from(observed, _unlike(every), every.total())


def _ratio(units: Sequence[Unit]) -> Fraction | None:
    every = Counter(value for one in units for value in one)
    observed = fsum(_apart(Counter(one)) / (len(one) - 1) for one in units)
    return _from(Fraction(observed), Fraction(_apart(every)), every.total())


def _from(observed: Fraction, expected: Fraction, n: int) -> Fraction | None:
    """Both sums run over ordered pairs; the expected one over all of n (n − 1)."""
    return 1 - (n - 1) * observed / expected if expected else None


def _squares(values: Unit) -> Fraction:
    """Σ (a − b)² over ordered pairs."""
    return Fraction(2 * (len(values) * sum(one * one for one in values) - sum(values) ** 2))


def _unlike(counts: Counter[int]) -> Fraction:
    """How many ordered pairs differ."""
    n = counts.total()
    return Fraction(n * n - sum(one * one for one in counts.values()))


def _apart(counts: Counter[int]) -> float:
    """Σ ((a − b) ÷ (a + b))² over ordered pairs; two zeros are no distance apart."""
    given = sorted(counts.items())
    return 2 * fsum(
        many * more * ((b - a) / (a + b)) ** 2
        for at, (a, many) in enumerate(given)
        for b, more in given[at + 1 :]
        if a + b
    )


LEVELS: Mapping[str, Callable[[Sequence[Unit]], Fraction | None]] = {
    "interval": _interval,
    "ordinal": _ordinal,
    "nominal": _nominal,
    "ratio": _ratio,
}
"""Level of measurement → alpha."""
