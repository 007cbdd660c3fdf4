"""Limits that bound each other."""

from __future__ import annotations

from decimal import Decimal


def contradict(low: Decimal | None, high: Decimal | None, *, equal: bool) -> bool:
    """Whether a lower limit lies above its upper one; one that is blank contradicts nothing.

    Args:
        low: The one that must be lower.
        high: The one that must be higher, same unit.
        equal: Whether they may be the same.
    """
    return low is not None and high is not None and (low > high or (low == high and not equal))
