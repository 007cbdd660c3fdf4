"""How far an indicator has come towards its goal: percent, exact, uncapped. The cap lives in the score."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Reading, Rule
from pilot_tui.rules.implied import consistent, implied_middle, implied_target
from pilot_tui.rules.scales import efficacy, goalpost

__all__ = [
    "METHODS",
    "UNSCORED",
    "completion",
    "consistent",
    "implied_middle",
    "implied_target",
    "lower_is_better",
    "met",
    "ratio",
    "scored",
]

UNSCORED = frozenset({"strive", "link"})
"""Operators whose target is shown but never scored."""


def lower_is_better(operator: str, direction: str) -> bool:
    """Whether less is better: `at_most` says so by itself, whatever the indicator's direction."""
    return operator == "at_most" or direction == "lower"


def scored(reading: Reading) -> bool:
    """Whether the reading earns points: a stretch goal or one that follows another indicator does not."""
    return reading.operator not in UNSCORED


def completion(reading: Reading, rule: Rule) -> Fraction | None:
    """How much of its goal the reading has reached, by the reading's own method.

    Returns:
        Percent, uncapped, negative when it moved away; None when a figure the method needs is missing, when
        the method is undefined for these figures, for `link`, and for a reading that is not applicable.

    Raises:
        ValueError: When the method is not one of `METHODS`; blank is `ratio`.

    Source: docs/scoring.md; F01, F03, F05, F06 and F08 of the reference table of scoring methods.
    """
    method = _METHODS.get(reading.method or "ratio")
    if method is None:
        raise ValueError(f"no method {reading.method!r}")
    if reading.operator == "link" or reading.state == "not_applicable" or reading.actual is None:
        return None
    return method(reading, reading.actual, rule)


def ratio(actual: Decimal, goal: Decimal, *, lower: bool, cap: Decimal) -> Fraction | None:
    """Actual ÷ goal in percent; goal ÷ actual where less is better.

    Args:
        actual: The measured value.
        goal: The target or the benchmark, same unit.
        lower: Whether less is better.
        cap: Percent, the answer where less is better and `actual` is 0 or below: no quotient bounds it there.

    Returns:
        Percent; None when the goal is negative, or 0 while more is better: a quotient says nothing then.
    """
    if goal < 0 or (goal == 0 and not lower):
        return None
    if not lower:
        return _percent(actual, goal)
    return _percent(goal, actual) if actual > 0 else Fraction(cap)


def _percent(part: Decimal, whole: Decimal) -> Fraction:
    """One fraction made instead of four: a country has fifty thousand of them a year."""
    n, d = part.as_integer_ratio()
    over, under = whole.as_integer_ratio()
    return Fraction(100 * n * under, d * over)


def met(reading: Reading, rule: Rule) -> bool | None:
    """Whether the target is reached from its own side, or for `about` missed by no more than the tolerance.

    Returns:
        None when the actual or the target is missing, for `link`, and for a reading that is not applicable.
    """
    actual, target = reading.actual, reading.target
    if actual is None or target is None or reading.operator == "link" or reading.state == "not_applicable":
        return None
    if reading.operator == "about":
        goal = Fraction(target)
        return 100 * abs(Fraction(actual) - goal) <= Fraction(rule.tolerance) * abs(goal)
    return actual <= target if lower_is_better(reading.operator, reading.direction) else actual >= target


def _by_ratio(reading: Reading, actual: Decimal, rule: Rule) -> Fraction | None:
    if reading.target is None or (reading.target == 0 and reading.baseline == 0):
        return None
    lower = lower_is_better(reading.operator, reading.direction)
    return ratio(actual, reading.target, lower=lower, cap=rule.cap)


def _by_progress(reading: Reading, actual: Decimal, _rule: Rule) -> Fraction | None:
    if reading.target is None or reading.baseline is None or reading.target == reading.baseline:
        return None
    start = Fraction(reading.baseline)
    return 100 * (Fraction(actual) - start) / (Fraction(reading.target) - start)


def _by_met(reading: Reading, _actual: Decimal, rule: Rule) -> Fraction | None:
    reached = met(reading, rule)
    return None if reached is None else Fraction(100 * reached)


def _by_benchmark(reading: Reading, actual: Decimal, rule: Rule) -> Fraction | None:
    if not reading.benchmark:
        return None
    lower = lower_is_better(reading.operator, reading.direction)
    return ratio(actual, reading.benchmark, lower=lower, cap=rule.cap)


def _by_efficacy(reading: Reading, actual: Decimal, _rule: Rule) -> Fraction | None:
    low, high = reading.parameters.low, reading.parameters.high
    return None if low is None or high is None else efficacy(actual, low, high)


def _by_goalpost(reading: Reading, actual: Decimal, _rule: Rule) -> Fraction | None:
    low, high, logarithmic = reading.parameters[:3]
    return None if low is None or high is None else goalpost(actual, low, high, logarithmic=logarithmic)


def _by_rank(reading: Reading, _actual: Decimal, _rule: Rule) -> Fraction | None:
    """What is ranked needs no target: who has a figure has all that is asked."""
    return None if reading.parameters.rank is None else Fraction(100)


_METHODS: dict[str, Callable[[Reading, Decimal, Rule], Fraction | None]] = {
    "ratio": _by_ratio,
    "progress": _by_progress,
    "met": _by_met,
    "benchmark": _by_benchmark,
    "efficacy": _by_efficacy,
    "goalpost": _by_goalpost,
    "per_point": _by_ratio,
    "deduction": _by_ratio,
    "rank_steps": _by_rank,
}
METHODS = tuple(_METHODS)
"""How a completion can be counted."""
