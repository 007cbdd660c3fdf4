"""Grade bands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.rounding import rounded

Bands = Sequence[tuple[str, Decimal, Decimal]]
"""`(code, low, high)`: low belongs to the band, high does not, except to the topmost."""


def grade(score: Fraction | Decimal, bands: Bands, places: int, mode: str = "half_up") -> str | None:
    """The band the displayed score falls in.

    Args:
        score: Points, unrounded.
        bands: In points.
        places: Decimals the score is displayed with.
        mode: As `rounding.units`.

    Returns:
        The band's code; None when the score is in none.

    Source: F19 of the reference table of scoring methods.
    """
    return _band(rounded(score, places, mode), bands)


def share_grade(rank: int, of: int, bands: Bands) -> str | None:
    """The band a rank falls in by the share of ranks before it, in percent, exact.

    Of five counties the first has 0 % before it and the second 20 %: with bands 0–20 and 20–100 one of the
    five is in the first band, which is the top fifth.

    Args:
        rank: 1 for the first; equals share one.
        of: How many are ranked.
        bands: In percent of the ranks.

    Returns:
        The band's code; None when the share is in none.

    Source: F07 of the reference table of scoring methods.
    """
    return _band(Fraction(100 * (rank - 1), of), bands)


def _band(figure: Fraction | Decimal, bands: Bands) -> str | None:
    top = max((high for _, _, high in bands), default=None)
    for code, low, high in bands:
        if low <= figure < high or figure == high == top:
            return code
    return None
