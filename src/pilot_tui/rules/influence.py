"""What each expert does to a ranking: how severe they are, how wide they mark, what changes without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.review import can_trim, panel_mean

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


def without(
    panel: Panel, weights: Mapping[str, Decimal], expert: str, *, trim: int, places: int, mode: str
) -> list[Shift]:
    """The counties whose rank is another without `expert`, in the order of their ranks before.

    Args:
        panel: The totals that count.
        weights: The experts' weights.
        expert: Who is left out.
        trim: As `county_review`; where too few are left, nothing is trimmed.
        places: As `competition_ranks`.
        mode: As `competition_ranks`.
    """
    before = competition_ranks(_means(panel, weights, "", trim), places, mode)
    after = competition_ranks(_means(panel, weights, expert, trim), places, mode)
    order = sorted(panel, key=lambda county: before.get(county, len(panel) + 1))
    shifts = (Shift(county, before.get(county), after.get(county)) for county in order)
    return [shift for shift in shifts if shift.before != shift.after]


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle one, or the mean of the two; of at least one."""
    order = sorted(values)
    half = len(order) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2


def _means(
    panel: Panel, weights: Mapping[str, Decimal], left_out: str, trim: int
) -> dict[str, Fraction | None]:
    return {
        county: panel_mean(
            [(total, Fraction(weights[one])) for one, total in of.items() if one != left_out],
            trim if can_trim(len(of) - (left_out in of), trim) else 0,
        )
        for county, of in panel.items()
    }


def _mean(values: Iterable[Fraction]) -> Fraction:
    given = list(values)
    return sum(given, Fraction()) / len(given)
