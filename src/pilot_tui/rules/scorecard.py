"""One county in one year: what each indicator earns, and what they sum to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.model import DimensionScore, IndicatorScore, Reading, Rule, Scorecard
from pilot_tui.rules.completion import completion, scored
from pilot_tui.rules.earning import earned
from pilot_tui.rules.lights import indicator_light

_ZERO = Fraction()


def scorecard(readings: Sequence[Reading], rule: Rule) -> Scorecard:
    """The scorecard of one county's readings, dimensions in order of first appearance.

    What is not applicable, a stretch goal or a link leaves its weight out; any other reading without a
    completion is missing. Totals are out of 100 whatever the weights sum to; with no weight at all the total
    is 0 and nothing is ranked.

    Raises:
        ValueError: As `completion`.

    Source: docs/scoring.md; F02 of the reference table of scoring methods.
    """
    indicators = tuple(_indicator(reading, rule) for reading in readings)
    grouped: dict[str, list[IndicatorScore]] = {}
    for indicator in indicators:
        grouped.setdefault(indicator.reading.dimension, []).append(indicator)
    dimensions = tuple(_dimension(name, members) for name, members in grouped.items())
    earned = sum((dimension.score for dimension in dimensions), _ZERO)
    weight = sum((dimension.weight for dimension in dimensions), _ZERO)
    covered = sum((dimension.covered for dimension in dimensions), _ZERO)
    coverage = covered / weight if weight else _ZERO
    return Scorecard(
        indicators=indicators,
        dimensions=dimensions,
        total_missing_as_zero=100 * earned / weight if weight else _ZERO,
        total_rescaled=100 * earned / covered if covered else None,
        coverage=coverage,
        missing=sum(dimension.missing for dimension in dimensions),
        ranked=coverage > 0 and coverage >= rule.coverage_min,
    )


def applies(reading: Reading) -> bool:
    """Whether the reading's weight counts at all."""
    return reading.state != "not_applicable" and scored(reading)


def _indicator(reading: Reading, rule: Rule) -> IndicatorScore:
    reached = completion(reading, rule)
    score = earned(reading, reached, rule) if applies(reading) else None
    return IndicatorScore(reading, reached, score, indicator_light(reached, rule))


def _dimension(name: str, members: Sequence[IndicatorScore]) -> DimensionScore:
    score = weight = covered = _ZERO
    missing = 0
    for member in members:
        if not applies(member.reading):
            continue
        own = Fraction(member.reading.weight)
        weight += own
        if member.score is None:
            missing += 1
        else:
            covered += own
            score += member.score
    return DimensionScore(name, score, weight, covered, missing)
