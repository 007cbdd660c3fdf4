"""Krippendorff's alpha: one minus observed over expected disagreement; marks may be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import fsum
from typing import NamedTuple

from pilot_tui.rules.agreement.table import Scores, common, midranks

_FEW = 256
"""Values up to which every pair of them is gone through."""
_FINEST = 1 << 17
"""Steps of a scale of ratios."""
Unit = Sequence[int]
"""The values one county was given, two at least."""


class Disagreement(NamedTuple):
    """What alpha is made of: mean squared distances of two scores."""

    observed: Fraction
    """Do: of two scores of one county."""
    expected: Fraction
    """De: of any two scores."""
    values: int
    """How many scores have a second one of the same county beside them."""

    @property
    def alpha(self) -> Fraction | None:
        """1 − Do ÷ De; None when all scores are equal."""
        return 1 - self.observed / self.expected if self.expected else None


def alpha(scores: Scores, level: str) -> Fraction | None:
    """Krippendorff's alpha over every county that at least two experts scored.

    Args:
        scores: Rows of counties; missing scores are allowed.
        level: How the distance of two scores is measured, one of `LEVELS`.

    Returns:
        1 for perfect agreement, 0 for chance, negative for worse; None when no county has two scores or
        all scores are equal. Exact, but for `ratio` to the precision of a float, of scores to five digits
        where they are very many and very fine.

    Raises:
        ValueError: When the level is unknown.

    Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability, sections C to E.
    """
    if level not in LEVELS:
        raise ValueError(f"no level {level!r}")
    return LEVELS[level](*_units(scores)).alpha


def disagreements(scores: Scores) -> dict[str, Disagreement]:
    """What `alpha` is made of on every level, the scores read once."""
    units, unit = _units(scores)
    return {level: measure(units, unit) for level, measure in LEVELS.items()}


def _units(scores: Scores) -> tuple[list[Unit], int]:
    """The scores of every county that has two at least, counted in units of 1 ÷ the second part."""
    rows = [[Fraction(one) for one in row if one is not None] for row in scores]
    pairable = [row for row in rows if len(row) > 1]
    unit = common(one for row in pairable for one in row)
    return [[one.numerator * (unit // one.denominator) for one in row] for row in pairable], unit


def _interval(units: Sequence[Unit], unit: int) -> Disagreement:
    every = [value for one in units for value in one]
    observed = sum((_squares(one) / (len(one) - 1) for one in units), Fraction())
    return _from(observed / unit**2, _squares(every) / unit**2, len(every))


def _ordinal(units: Sequence[Unit], _unit: int) -> Disagreement:
    """Interval on mid-ranks: between two ranks lie half of each and all that stand between."""
    ranks = iter(midranks([value for one in units for value in one]))
    return _interval([[next(ranks) for _ in one] for one in units], 2)


def _nominal(units: Sequence[Unit], _unit: int) -> Disagreement:
    every = Counter(value for one in units for value in one)
    observed = sum((_unlike(Counter(one)) / (len(one) - 1) for one in units), Fraction())
    return _from(observed, _unlike(every), every.total())


def _ratio(units: Sequence[Unit], _unit: int) -> Disagreement:
    every = Counter(value for one in units for value in one)
    observed = fsum(_apart(Counter(one)) / (len(one) - 1) for one in units)
    return _from(Fraction(observed), Fraction(_apart(every)), every.total())


def _from(observed: Fraction, expected: Fraction, n: int) -> Disagreement:
    """Both sums run over ordered pairs; the expected one over all of n (n − 1)."""
    return (
        Disagreement(observed / n, expected / (n * (n - 1)), n) if n else Disagreement(expected, expected, 0)
    )


def _squares(values: Unit) -> Fraction:
    """Σ (a − b)² over ordered pairs."""
    return Fraction(2 * (len(values) * sum(one * one for one in values) - sum(values) ** 2))


def _unlike(counts: Counter[int]) -> Fraction:
    """How many ordered pairs differ."""
    n = counts.total()
    return Fraction(n * n - sum(one * one for one in counts.values()))


def _apart(counts: Counter[int]) -> float:
    """Σ ((a − b) ÷ (a + b))² over ordered pairs; two zeros are no distance apart."""
    if len(counts) > _FEW and min(counts) >= 0:
        return _apart_by_sums(counts)
    given = sorted(counts.items())
    return 2 * fsum(
        many * more * ((b - a) / (a + b)) ** 2
        for at, (a, many) in enumerate(given)
        for b, more in given[at + 1 :]
        if a + b
    )


def _apart_by_sums(counts: Counter[int]) -> float:
    """The same sum by sum: the pairs that add up to s are apart by (s² × pairs − 4 × Σ a b) ÷ s².

    Of how many pairs there are for each s, and of their products, a polynomial tells when it is squared.
    Beyond `_FINEST` steps of the scale values are taken to the nearest step.
    """
    most = max(counts)
    if most > _FINEST:
        nearest: Counter[int] = Counter()
        for value, many in counts.items():
            nearest[round(Fraction(value * _FINEST, most))] += many
        counts = nearest
    low = min(counts)
    pairs = _squared({value - low: many for value, many in counts.items()})
    products = _squared({value - low: many * value for value, many in counts.items()})
    sums = range(2 * low, 2 * low + len(pairs))
    return fsum((s * s * n - 4 * p) / (s * s) for s, n, p in zip(sums, pairs, products, strict=True) if s)


def _squared(terms: Mapping[int, int]) -> list[int]:
    """The coefficients of (Σ factor × xᵖ)², by power: one product of integers wide enough for each to fit."""
    size = (sum(terms.values()) ** 2).bit_length() // 8 + 1
    packed = bytearray((max(terms) + 1) * size)
    for power, factor in terms.items():
        packed[power * size : (power + 1) * size] = factor.to_bytes(size, "little")
    count = 2 * max(terms) + 1
    square = (int.from_bytes(packed, "little") ** 2).to_bytes((count + 1) * size, "little")
    return [int.from_bytes(square[at * size : (at + 1) * size], "little") for at in range(count)]


LEVELS: Mapping[str, Callable[[Sequence[Unit], int], Disagreement]] = {
    "interval": _interval,
    "ordinal": _ordinal,
    "nominal": _nominal,
    "ratio": _ratio,
}
"""Level of measurement → what alpha is made of."""
