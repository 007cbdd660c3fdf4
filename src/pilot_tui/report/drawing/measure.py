"""How much room text takes where no font is at hand: generous, so that nothing runs into anything."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from pilot_tui.cells import fit, width
from pilot_tui.report.drawing.marks import Shape, Words

PER_CELL = 0.56
"""Ems a terminal cell's worth of text takes at most: a wide character is one, a Latin letter half."""


def room(text: str, size: float) -> float:
    """The points `text` takes in this size."""
    return width(text) * PER_CELL * size


def fitted(text: str, points: float, size: float) -> str:
    """`text`, ending in an ellipsis where it has no room; what is cut stands whole in a table."""
    cells = max(2, int(points / (PER_CELL * size)))
    return fit(text, cells).rstrip(" ")


def marked(text: str, mark: str, illustrative: bool) -> str:
    """What has to be made room for before a row."""
    return f"{mark} {text}" if illustrative else text


def label(text: str, mark: str, right: float, y: float, size: float) -> Iterator[Words]:
    """A name that ends at `right`, the mark of what is invented at the very left."""
    indent = room(mark, size * 0.82) + 4 if mark else 0.0
    if mark:
        yield Words(0, y, mark, "accent", size * 0.82)
    yield Words(right, y, fitted(text, right - indent, size), size=size, anchor="end")


def shape(kind: str, ink: str, x: float, y: float, half: float = 3.6) -> Shape:
    """The shape of a light round a point, drawn because fonts draw it in every size."""
    if kind in ("●", "○"):
        ring = ((x + half * cos(pi * at / 8), y + half * sin(pi * at / 8)) for at in range(16))
        return Shape(tuple(ring), ink, hollow=kind == "○")
    corners = {
        "◆": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
        "▲": ((0, -1.1), (1.1, 0.95), (-1.1, 0.95)),
        "■": ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    }[kind]
    return Shape(tuple((x + half * dx, y + half * dy) for dx, dy in corners), ink)
