"""Which of `tables.LIGHTS` a figure earns. Thresholds are the programme's; the exact figure is tested."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.rules.earning import below, exact

_WHOLE = Fraction(100)


def indicator_light(completion: Fraction | None, rule: Rule) -> str:
    """The light of an indicator whose completion, in percent, is `completion`."""
    if completion is None:
        return "unknown"
    if not below(completion, _WHOLE):
        return "good"
    if not below(completion, exact(rule.near)):
        return "near"
    return "late" if below(completion, exact(rule.look)) else "look"


def share_light(percent: Fraction | None, rule: Rule) -> str:
    """The light of a county of whose due tasks `percent` are on schedule; None where nothing is due."""
    if percent is None:
        return "unknown"
    if percent >= rule.share_good:
        return "good"
    return "look" if percent >= rule.share_look else "late"


def task_light(completion: Fraction | None, elapsed: Fraction | None, rule: Rule) -> tuple[str, str]:
    """The light of a task and its word.

    Args:
        completion: Percent, or None when it is not known.
        elapsed: Percent of the task's own time, or None when its dates are not known.
        rule: Its `band` is in points, its `pace` is completion ÷ elapsed.

    Returns:
        good with `done` or `ahead`, near with `level`, look with `slow`, late with `behind`, or
        unknown with `none`.
    """
    if completion is not None and completion >= 100:
        return "good", "done"
    if completion is None or elapsed is None:
        return "unknown", "none"
    gap = completion - elapsed
    if gap >= rule.band:
        return "good", "ahead"
    if -gap < rule.band:
        return "near", "level"
    slow = completion >= Fraction(rule.pace) * elapsed  # not a quotient: nothing may have elapsed
    return ("look", "slow") if slow else ("late", "behind")


def growth_light(ahead: Fraction | None, elapsed: Fraction | None, rule: Rule) -> tuple[str, str]:
    """The light of a growth rate and its word: it does not add up with time, it is behind or it is not.

    Args:
        ahead: Growth − target growth, in percentage points, or None when one of them is not known.
        elapsed: Percent of the task's own time, or None when its as-of date is not known.
        rule: Its `band` is in points.
    """
    if ahead is None or elapsed is None:
        return "unknown", "none"
    if ahead < 0:
        return "late", "behind"
    if elapsed >= 100:
        return "good", "done"
    return ("good", "ahead") if ahead >= rule.band else ("near", "level")
