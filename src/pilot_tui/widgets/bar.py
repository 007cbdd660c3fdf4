"""Meters and lights, as runs."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from pilot_tui.widgets.sheet import Run, Runs

DONE, HALF, TO_DO, NOW = "━", "╸", "─", "│"
LIGHTS = {
    "good": ("●", "success"),
    "near": ("◆", "secondary"),
    "look": ("▲", "warning"),
    "late": ("■", "error"),
    "unknown": ("○", "muted"),
}
"""Kind of light to shape and ink."""
_TELLING = ("look", "late")  # the lights whose word is coloured too


def bar(share: Fraction | float | None, width: int, ink: str, tick: Fraction | float | None = None) -> Runs:
    """A line `width` cells long of which `share` is done, exact to half a cell; full only from 1 on.

    Args:
        share: What is done, 0 to 1 and beyond; None where it is not known.
        width: Cells.
        ink: The role of the done part.
        tick: Where time stands, 0 to 1; its cell shows `│` instead of the line.
    """
    halves = _halves(share, width)
    cells = [DONE] * (halves // 2) + [HALF] * (halves % 2)
    cells += [TO_DO] * (width - len(cells))
    inks = [ink if cell != TO_DO else "hairline" for cell in cells]
    if tick is not None and width > 0:
        at = max(0, min(width - 1, floor(tick * width)))
        cells[at], inks[at] = NOW, "foreground"
    return _joined(cells, inks)


def light(kind: str, word: str) -> Runs:
    """Shape and word of a light: never colour alone."""
    shape, ink = LIGHTS[kind]
    return (Run(f"{shape} ", ink), Run(word, ink if kind in _TELLING else "muted"))


def _halves(share: Fraction | float | None, width: int) -> int:
    """Half cells done, to the nearest; one short of full for anything below 1."""
    if share is None or share <= 0 or width < 1:
        return 0
    if share >= 1:
        return 2 * width
    return min(2 * width - 1, floor(Fraction(share) * 2 * width + Fraction(1, 2)))


def _joined(cells: list[str], inks: list[str]) -> Runs:
    out: list[Run] = []
    for cell, ink in zip(cells, inks, strict=True):
        if out and out[-1].ink == ink:
            out[-1] = Run(out[-1].text + cell, ink)
        else:
            out.append(Run(cell, ink))
    return tuple(out)
