"""Grade bands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.rounding import rounded


def grade(
    score: Fraction | Decimal,
    bands: Sequence[tuple[str, Decimal, Decimal]],
    places: int,
    mode: str = "half_up",
) -> str | None:
    """The band the displayed score falls in.

    Args:
        score: Points, unrounded.
        bands: `(code, low, high)`: low belongs to the band, high does not, except to the topmost.
        places: Decimals the score is displayed with.
        mode: As `rounding.units`.

    Returns:
        The band's code; None when the score is in none.

    Source: F19 of the reference table of scoring methods.
    """
    displayed = rounded(score, places, mode)
    top = max((high for _, _, high in bands), default=None)
    for code, low, high in bands:
        if low <= displayed < high or displayed == high == top:
            return code
    return None
