"""What each expert does to a ranking: how severe they are, how wide they mark, what changes without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import NamedTuple

from pilot_tui.rules.ranking import ranks_of
from pilot_tui.rules.review import can_trim, panel_mean
from pilot_tui.rules.rounding import units, units_of

Panel = Mapping[str, Mapping[str, Fraction]]
"""County → expert → total, of those who count."""
_SCALE = Fraction(6745, 10_000)
"""0.75 quantile of the normal distribution: makes the median deviation comparable to a standard deviation."""
_MEAN_SCALE = Fraction(7979, 10_000)
"""The same for the mean deviation, where the median one is 0."""
OUTLYING = Fraction(7, 2)
"""Modified z-score beyond which a figure is outlying."""


class Leaning(NamedTuple):
    """One expert over all counties they count for."""

    expert: str
    counties: int
    severity: Fraction | None
    """Mean of total − county mean, in points: negative is severe; None when they count nowhere."""
    spread: Decimal | None
    """Sample standard deviation of their totals, in points; None below two counties."""


class Shift(NamedTuple):
    """A county whose rank depends on one expert."""

    county: str
    before: int | None
    after: int | None
    """The rank without the expert."""


def leanings(panel: Panel, experts: Iterable[str]) -> list[Leaning]:
    """Severity and spread of each expert, against the plain mean of the experts who count for a county."""
    means = {county: _mean(of.values()) for county, of in panel.items() if of}
    return [_leaning(expert, panel, means) for expert in experts]


def _leaning(expert: str, panel: Panel, means: Mapping[str, Fraction]) -> Leaning:
    given = [(of[expert], means[county]) for county, of in panel.items() if expert in of]
    if not given:
        return Leaning(expert, 0, None, None)
    severity = _mean(total - mean for total, mean in given)
    return Leaning(expert, len(given), severity, deviation([total for total, _ in given]))


def deviation(values: Sequence[Fraction]) -> Decimal | None:
    """The sample standard deviation to 28 digits; None below two values."""
    if len(values) < 2:
        return None
    mean = _mean(values)
    variance = sum(((one - mean) ** 2 for one in values), Fraction()) / (len(values) - 1)
    return (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()


def outlying(values: Mapping[str, Fraction], limit: Fraction | Decimal = OUTLYING) -> dict[str, Fraction]:
    """The values that stand apart from the others, with their modified z-scores.

    Returns:
        Name → score beyond ± `limit`; empty below four values, and when all are equal.

    Source: Iglewicz & Hoaglin 1993, section 3.3; the mean deviation where the median one is 0.
    """
    if len(values) < 4:
        return {}
    middle = median(values.values())
    away = {name: value - middle for name, value in values.items()}
    unit = median(abs(one) for one in away.values()) / _SCALE
    unit = unit or _mean(abs(one) for one in away.values()) / _MEAN_SCALE
    return {name: one / unit for name, one in away.items() if unit and abs(one) > Fraction(limit) * unit}


def shifts(
    panel: Panel, weights: Mapping[str, Decimal], *, trim: int, quorum: int, places: int, mode: str
) -> Iterator[tuple[str, list[Shift]]]:
    """For each expert the counties whose rank is another without them, in the order of their ranks before.

    Args:
        panel: The totals that count.
        weights: The experts' weights.
        trim: As `county_review`; where too few are left, nothing is trimmed.
        quorum: As `county_review`; below it a county has no rank.
        places: As `competition_ranks`.
        mode: As `competition_ranks`.
    """
    counties = {county: _Ordered(of, weights, trim, quorum) for county, of in panel.items()}
    whole = {county: one.shown("", places, mode) for county, one in counties.items()}
    before = ranks_of({county: unit for county, unit in whole.items() if unit is not None})
    order = sorted(panel, key=lambda county: before.get(county, len(panel) + 1))
    for expert in weights:
        left = {
            county: counties[county].shown(expert, places, mode) if expert in panel[county] else unit
            for county, unit in whole.items()
        }
        after = ranks_of({county: unit for county, unit in left.items() if unit is not None})
        moved = (Shift(county, before.get(county), after.get(county)) for county in order)
        yield expert, [shift for shift in moved if shift.before != shift.after]


class _Ordered:
    """The totals of a county in order, and sums of all up to each: a mean without one is a difference."""

    def __init__(
        self, of: Mapping[str, Fraction], weights: Mapping[str, Decimal], trim: int, quorum: int
    ) -> None:
        self._of, self._trim, self._quorum = of, trim, quorum
        self._weights = {expert: Fraction(weights[expert]) for expert in of}
        self._even = len(set(self._weights.values())) < 2
        named = sorted(of, key=lambda expert: (of[expert], self._weights[expert]))
        self._places = {expert: at for at, expert in enumerate(named)}
        unit = lcm(*(one.denominator for one in of.values()))
        heavy = lcm(*(one.denominator for one in self._weights.values()))
        self._unit = unit
        terms = [(self._weights[one] * heavy, of[one] * unit) for one in named]
        self._sums = list(accumulate((int(w * x) for w, x in terms), initial=0))
        self._heft = list(accumulate((int(w) for w, _ in terms), initial=0))

    def shown(self, left_out: str, places: int, mode: str) -> int | None:
        """The mean without `left_out`, in units of its last displayed digit; None where it has no rank."""
        gone = self._places.get(left_out)
        n = len(self._of) - (gone is not None)
        if n < self._quorum:
            return None
        k = self._trim if can_trim(n, self._trim) else 0
        if k and not self._even:  # of a tie the lighter is dropped, at either end
            given = [(x, self._weights[one]) for one, x in self._of.items() if one != left_out]
            mean = panel_mean(given, k)
            return None if mean is None else units(mean, places, mode)
        start, end = k, k + n - 2 * k
        if gone is not None:
            start, end = start + (gone < k), end + (gone < k or gone < end)
        inside = gone is not None and start <= gone < end
        total = self._sums[end] - self._sums[start]
        heft = self._heft[end] - self._heft[start]
        if inside and gone is not None:
            total -= self._sums[gone + 1] - self._sums[gone]
            heft -= self._heft[gone + 1] - self._heft[gone]
        return units_of(total, heft * self._unit, places, mode) if heft else None


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle one, or the mean of the two; of at least one."""
    order = sorted(values)
    half = len(order) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2


def _mean(values: Iterable[Fraction]) -> Fraction:
    given = list(values)
    return sum(given, Fraction()) / len(given)
