"""Figures that are not exact: more than 1,200, nearly 100. What is computed of them is a bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

_MORE = frozenset({"more_than", "at_least", "strive"})
_LESS = frozenset({"nearly", "at_most"})
INEXACT = _MORE | _LESS | {"about"}
"""Operators under which an actual is not the figure that stands there."""
_JUST_BELOW = Fraction(1, 10**12)


def bound(operator: str, *, lower: bool) -> str:
    """What a completion is, computed of an actual with that operator.

    Args:
        operator: Before the actual, such as `more_than`.
        lower: Whether less is better: more than a figure is then less of the goal.

    Returns:
        `more`, `less`, `about`, or empty where it is exact.
    """
    if operator == "about":
        return "about"
    if operator not in INEXACT:
        return ""
    return "more" if (operator in _MORE) is not lower else "less"


def for_light(completion: Fraction | None, of: str) -> Fraction | None:
    """The completion a light is given for: what is nearly 100 % has not reached it.

    Any other bound is tested as it stands, so a lower bound earns the light that is certain.
    """
    return completion - _JUST_BELOW if completion == 100 and of == "less" else completion


def whole(completion: Fraction, of: str) -> Decimal:
    """The bound in whole percent, rounded to the side on which it stays true."""
    return Decimal(ceil(completion) if of == "less" else floor(completion))
