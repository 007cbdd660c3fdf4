"""One county in one year: what each indicator earns, and what they sum to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.model import DimensionScore, IndicatorScore, Reading, Rule, Scorecard
from pilot_tui.rules.completion import completion, scored
from pilot_tui.rules.earning import earned, exact
from pilot_tui.rules.lights import indicator_light
from pilot_tui.rules.means import exact_sum, weighted_mean

_ZERO = Fraction()


def scorecard(readings: Sequence[Reading], rule: Rule) -> Scorecard:
    """The scorecard of one county's readings, dimensions in order of first appearance.

    What is not applicable, a stretch goal or a link leaves its weight out; any other reading without a
    completion is missing. Totals are out of 100 whatever the weights sum to; with no weight at all the total
    is 0 and nothing is ranked. Where the rule takes geometric means, a missing one counted as zero leaves
    nothing of its dimension, or of the county.

    Raises:
        ValueError: As `completion`.

    Source: docs/scoring.md; F02 of the reference table of scoring methods.
    """
    indicators = tuple(indicator_score(reading, rule) for reading in readings)
    grouped: dict[str, list[IndicatorScore]] = {}
    for indicator in indicators:
        grouped.setdefault(indicator.reading.dimension, []).append(indicator)
    dimensions = tuple(_dimension(name, members, rule) for name, members in grouped.items())
    weight = exact_sum(dimension.weight for dimension in dimensions)
    covered = exact_sum(dimension.covered for dimension in dimensions)
    coverage = covered / weight if weight else _ZERO
    return Scorecard(
        indicators=indicators,
        dimensions=dimensions,
        total_missing_as_zero=100 * (_as_zero(dimensions, rule) or _ZERO),
        total_rescaled=None if (share := _rescaled(dimensions, rule)) is None else 100 * share,
        coverage=coverage,
        missing=sum(dimension.missing for dimension in dimensions),
        ranked=coverage > 0 and coverage >= rule.coverage_min,
    )


def applies(reading: Reading) -> bool:
    """Whether the reading's weight counts at all."""
    return reading.state != "not_applicable" and scored(reading)


def indicator_score(reading: Reading, rule: Rule) -> IndicatorScore:
    """What one indicator earns; raises `ValueError` as `completion`."""
    reached = completion(reading, rule)
    score = earned(reading, reached, rule) if applies(reading) else None
    return IndicatorScore(reading, reached, score, indicator_light(reached, rule))


def _as_zero(dimensions: Sequence[DimensionScore], rule: Rule) -> Fraction | None:
    return weighted_mean([(d.score / d.weight, d.weight) for d in dimensions if d.weight], rule.total_mean)


def _rescaled(dimensions: Sequence[DimensionScore], rule: Rule) -> Fraction | None:
    """The share of the weight that has data."""
    return weighted_mean([(d.share, d.covered) for d in dimensions if d.share is not None], rule.total_mean)


def _dimension(name: str, members: Sequence[IndicatorScore], rule: Rule) -> DimensionScore:
    counted = [(one.score, exact(one.reading.weight)) for one in members if applies(one.reading)]
    weight = exact_sum(own for _, own in counted)
    there = [(score, own) for score, own in counted if score is not None and own]
    missing = sum(score is None for score, _ in counted)
    covered = weight if not missing else exact_sum(own for _, own in there)
    share = _share(there, covered, rule.dimension_mean)
    score = _ZERO if share is None else share * covered
    if missing and rule.dimension_mean == "geometric":
        score = _ZERO
    return DimensionScore(name, score, weight, covered, missing, share)


def _share(there: Sequence[tuple[Fraction, Fraction]], covered: Fraction, mean: str) -> Fraction | None:
    """The mean of what each has of its weight: points ÷ weight in all, where it is the arithmetic one."""
    if mean == "arithmetic":
        return exact_sum(score for score, _ in there) / covered if covered else None
    return weighted_mean([(score / own, own) for score, own in there], mean)
