"""The points an indicator earns for what it has reached. A cap is always printed beside the rule."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import floor

from pilot_tui.model import Reading, Rule

_ZERO = Fraction()
exact = lru_cache(256)(Fraction)
"""A weight or a cap, of which there are few, as a fraction."""
BY_STEPS = frozenset({"per_point", "deduction", "rank_steps"})
"""Methods whose points do not follow the completion in proportion."""


def earned(reading: Reading, completion: Fraction | None, rule: Rule) -> Fraction | None:
    """Points, before any rounding, never below 0.

    Args:
        reading: Its method says how; its weight is the full mark.
        completion: Percent, None when it cannot be computed.
        rule: Its cap holds where the indicator has none of its own.

    Returns:
        None when the completion or a figure of the method is missing: no bonus lifts a missing value.

    Source: F02, F10, F12 to F14 of the reference table of scoring methods.
    """
    if completion is None:
        return None
    basic = _BASIC.get(reading.method, proportional)(reading, completion, rule)
    if basic is None:
        return None
    bonus, deduction = reading.parameters.bonus, reading.parameters.deduction
    if bonus is None and deduction is None:
        return basic if basic.numerator >= 0 else _ZERO
    return max(_ZERO, basic + _bonus(reading) - Fraction(deduction or 0))


def proportional(reading: Reading, completion: Fraction, rule: Rule) -> Fraction:
    """Weight × completion, between nothing and the cap (F02)."""
    cap = exact(rule.cap if reading.parameters.cap is None else reading.parameters.cap)
    if completion.numerator <= 0:
        return _ZERO
    weight, capped = exact(reading.weight), completion if below(completion, cap) else cap
    return Fraction(weight.numerator * capped.numerator, 100 * weight.denominator * capped.denominator)


def below(x: Fraction, limit: Fraction) -> bool:
    """`x < limit`, at a fifth of what `Fraction` takes, which asks what kind of number it is."""
    return x.numerator * limit.denominator < limit.numerator * x.denominator


def per_point(reading: Reading, completion: Fraction, _rule: Rule) -> Fraction | None:
    """Weight, and so many points more or less for each percentage point above or below the target (F12).

    What lies above the weight is a bonus, so `bonus_cap` bounds it; without one nothing lies above.
    """
    if reading.parameters.step_points is None:
        return None
    most = Fraction(reading.weight) + Fraction(reading.parameters.bonus_cap or 0)
    return min(most, Fraction(reading.weight) + Fraction(reading.parameters.step_points) * (completion - 100))


def deducted(reading: Reading, completion: Fraction, _rule: Rule) -> Fraction | None:
    """Weight, less so many points for each whole step below the target (F13)."""
    step, points = reading.parameters.step, reading.parameters.step_points
    if not step or points is None:
        return None
    steps = floor(max(_ZERO, 100 - completion) / Fraction(step))
    return Fraction(reading.weight) - steps * Fraction(points)


def by_rank(reading: Reading, _completion: Fraction, _rule: Rule) -> Fraction | None:
    """The first gets the whole weight, every rank after it a step less (F10)."""
    step, rank = reading.parameters.step, reading.parameters.rank
    if step is None or rank is None:
        return None
    return Fraction(reading.weight) * max(_ZERO, 100 - (rank - 1) * Fraction(step)) / 100


def _bonus(reading: Reading) -> Fraction:
    """Points added by themselves; those of `per_point` are in its figure already (F14)."""
    bonus, cap = reading.parameters.bonus, reading.parameters.bonus_cap
    if bonus is None or reading.method == "per_point":
        return _ZERO
    return Fraction(bonus if cap is None else min(bonus, cap))


_BASIC = {"per_point": per_point, "deduction": deducted, "rank_steps": by_rank}
