"""Computed numbers as they are shown: rounded once, here."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.rules.rounding import rounded, shown

PERCENT_PLACES = 1


def points(value: Fraction | Decimal | None, rule: Rule) -> str | None:
    """A score at the programme's precision; None stays None."""
    return None if value is None else shown(value, rule.places, rule.rounding)


def percent(value: Fraction | Decimal | None, places: int = PERCENT_PLACES) -> str | None:
    """Percent or points, one decimal."""
    return None if value is None else shown(value, places, "half_up")


def signed(value: Fraction | None) -> str | None:
    """Points with their sign, `+30.0`, `0.0`."""
    said = percent(value)
    return said if said is None or said.startswith("-") or value == 0 or said == "0.0" else f"+{said}"


def telling_places(low: Fraction, high: Fraction, actual: Decimal) -> int:
    """The fewest decimals, no fewer than those of `actual`, at which the ends of an interval differ."""
    first = max(0, -int(actual.as_tuple().exponent))
    return next((places for places in range(first, 6) if rounded(low, places) != rounded(high, places)), 6)


def like(value: Fraction, model: Decimal | None, places: int | None = None) -> str:
    """A number with as many decimals as `model` was entered with."""
    decimals = (
        places if places is not None else max(0, -int(model.as_tuple().exponent)) if model is not None else 0
    )
    return shown(value, decimals, "half_up")
