"""Intraclass correlations, named as McGraw & Wong 1996: A for agreement, C for consistency."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.agreement.squares import MeanSquares


class Correlations(NamedTuple):
    """Up to 1, below 0 when experts differ more than counties; None where nothing varies."""

    a1: Fraction | None
    """ICC(A,1): one expert, agreement on the points. Shrout & Fleiss ICC(2,1)."""
    c1: Fraction | None
    """ICC(C,1): one expert, consistency. ICC(3,1)."""
    ak: Fraction | None
    """ICC(A,k): the mean of the panel, agreement. ICC(2,k)."""
    ck: Fraction | None
    """ICC(C,k): the mean of the panel, consistency. ICC(3,k)."""
    one1: Fraction | None
    """ICC(1,1): other experts for every county."""
    onek: Fraction | None
    """ICC(1,k): the same, for the mean of the panel."""


def correlations(squares: MeanSquares) -> Correlations:
    """All six from the mean squares.

    Source: Shrout & Fleiss 1979, pp. 421-426; McGraw & Wong 1996, table 4.
    """
    n, k, b, j, e, w = squares
    return Correlations(
        a1=_over(b - e, b + (k - 1) * e + k * (j - e) / n),
        c1=_over(b - e, b + (k - 1) * e),
        ak=_over(b - e, b + (j - e) / n),
        ck=_over(b - e, b),
        one1=_over(b - w, b + (k - 1) * w),
        onek=_over(b - w, b),
    )


def _over(part: Fraction, of: Fraction) -> Fraction | None:
    return part / of if of else None
