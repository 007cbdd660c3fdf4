"""How a light and a share look, everywhere the same."""

from __future__ import annotations

from fractions import Fraction
from math import floor

LIGHTS = {
    "good": ("●", "success"),
    "near": ("◆", "secondary"),
    "look": ("▲", "warning"),
    "late": ("■", "error"),
    "unknown": ("○", "muted"),
}
"""Kind of light → its shape and ink."""
TELLING = ("look", "late")
"""The lights whose word is coloured too."""
DONE, HALF, TO_DO, NOW = "━", "╸", "─", "│"


def meter(share: Fraction | float | None, width: int, tick: Fraction | float | None = None) -> list[str]:
    """`width` cells of which `share` is done, exact to half a cell; full only from 1 on; a tick at `tick`."""
    halves = _halves(share, width)
    cells = [DONE] * (halves // 2) + [HALF] * (halves % 2)
    cells += [TO_DO] * (width - len(cells))
    if tick is not None and width > 0:
        cells[max(0, min(width - 1, floor(tick * width)))] = NOW
    return cells


def _halves(share: Fraction | float | None, width: int) -> int:
    """Half cells done, to the nearest; one short of full for anything below 1."""
    if share is None or share <= 0 or width < 1:
        return 0
    if share >= 1:
        return 2 * width
    return min(2 * width - 1, floor(Fraction(share) * 2 * width + Fraction(1, 2)))
