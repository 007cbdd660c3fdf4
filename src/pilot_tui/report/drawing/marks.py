"""A picture as a few marks on a sheet: what every vector format can draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    strength: float = 1.0
    """How much of the ink: 1 all of it, 0 the paper."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline: the shape of a light, the dot of a figure."""

    points: tuple[tuple[float, float], ...]
    ink: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    ink: str = "foreground"
    size: float = 12.0
    anchor: Anchor = "start"
    bold: bool = False


Mark = Box | Stroke | Shape | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks on a sheet of `width` × `height`, in points; later ones stand over earlier ones."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    """What it shows, for who cannot see it."""
