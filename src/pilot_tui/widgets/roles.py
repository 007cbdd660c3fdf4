"""Roles and grounds, mixed from the colours of a theme: in plain numbers, for whatever then draws them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Ground = str | tuple[str, float]
"""`base`, `band`, `row`, `selected`, `cursor`, `edit`, `refused`, `block`, or a role and its share: heat."""
Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""
Made = TypeVar("Made")
"""What a painted line is made into: a `Strip` of Textual, or text for the bare terminal."""

_ROLES = {
    "foreground": "foreground",
    "muted": "ink-muted",
    "faint": "ink-faint",
    "hairline": "hairline",
    "primary": "primary",
    "secondary": "secondary",
    "success": "success",
    "warning": "warning",
    "error": "error",
    "accent": "accent",
}
_TINTS: dict[str, tuple[str, float]] = {
    "row": ("primary", 0.07),
    "selected": ("primary", 0.15),
    "cursor": ("primary", 0.30),
    "edit": ("accent", 0.22),
    "refused": ("error", 0.20),
}
_MARK = 0.74  # share of faint in the ink of the mark of illustrative rows
_ATTRIBUTES = ("bold", "italic", "underline")
NEEDED = ("background", "panel", *_ROLES.values())
"""The colours of a theme that are used."""


class Pen(NamedTuple):
    """An ink on a ground."""

    ink: Colour
    ground: Colour
    bold: bool = False
    italic: bool = False
    underline: bool = False


class Roles(ABC, Generic[Made]):
    """The pens of one theme."""

    def __init__(self, colours: Mapping[str, Colour]) -> None:
        """A theme.

        Args:
            colours: By the names in `NEEDED`; a role without a colour is drawn as the foreground.
        """
        self._background = colours["background"]
        self._inks = {role: colours.get(name, colours["foreground"]) for role, name in _ROLES.items()}
        self._inks["background"] = self._background
        self._inks["mark"] = _blend(self._background, self._inks["faint"], _MARK)
        self._grounds: dict[Ground, Colour] = {
            "base": self._background,
            "band": colours["panel"],
            "block": self._inks["primary"],
        }
        self._pens: dict[tuple[str, Ground], Pen] = {}

    def __call__(self, role: str = "foreground", ground: Ground = "base") -> Pen:
        """The pen of an ink, `"bold warning"`, on a ground."""
        pen = self._pens.get((role, ground))
        if pen is None:
            pen = self._pens[role, ground] = self._mix(role, ground)
        return pen

    @abstractmethod
    def strip(self, texts: Sequence[str], pens: Sequence[Pen], width: int) -> Made:
        """The line of these texts, each drawn with its pen, together `width` cells wide."""

    def _ground(self, ground: Ground) -> Colour:
        if ground not in self._grounds:
            role, share = _TINTS[ground] if isinstance(ground, str) else ground
            self._grounds[ground] = _blend(self._background, self._inks[role], share)
        return self._grounds[ground]

    def _mix(self, role: str, ground: Ground) -> Pen:
        words = role.split()
        if ground == "block":  # one solid cell: what stands in it is read by its shape, not by its ink
            words = ["bold", "background"]
        name = words[-1] if words and words[-1] not in _ATTRIBUTES else "foreground"
        return Pen(self._inks[name], self._ground(ground), *(attribute in words for attribute in _ATTRIBUTES))


def _blend(below: Colour, above: Colour, share: float) -> Colour:
    """`share` of `above` over `below`, rounded as Textual rounds."""
    if share >= 1:
        return above
    red, green, blue = (int(b + (a - b) * share) for b, a in zip(below, above, strict=True))
    return red, green, blue
