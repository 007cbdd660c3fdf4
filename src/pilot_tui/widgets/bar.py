"""Meters and lights, as runs."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.report.lights import LIGHTS, NOW, TELLING, TO_DO, meter
from pilot_tui.widgets.sheet import Run, Runs

__all__ = ["LIGHTS", "bar", "light"]

_INKS = {TO_DO: "hairline", NOW: "foreground"}


def bar(share: Fraction | float | None, width: int, ink: str, tick: Fraction | float | None = None) -> Runs:
    """A line `width` cells long of which `share` is done, exact to half a cell; full only from 1 on.

    Args:
        share: What is done, 0 to 1 and beyond; None where it is not known.
        width: Cells.
        ink: The role of the done part.
        tick: Where time stands, 0 to 1; its cell shows `│` instead of the line.
    """
    cells = meter(share, width, tick)
    return _joined(cells, [_INKS.get(cell, ink) for cell in cells])


def light(kind: str, word: str) -> Runs:
    """Shape and word of a light: never colour alone."""
    shape, ink = LIGHTS[kind]
    return (Run(f"{shape} ", ink), Run(word, ink if kind in TELLING else "muted"))


def _joined(cells: list[str], inks: list[str]) -> Runs:
    out: list[Run] = []
    for cell, ink in zip(cells, inks, strict=True):
        if out and out[-1].ink == ink:
            out[-1] = Run(out[-1].text + cell, ink)
        else:
            out.append(Run(cell, ink))
    return tuple(out)
