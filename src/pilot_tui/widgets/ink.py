"""Roles to styles: every ink on every ground a widget may use, blended once per theme."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.app import App
from textual.color import Color

from pilot_tui.cells import safe_signs

Ground = str | tuple[str, float]
"""`base`, `band`, `row`, `selected`, `cursor`, `edit`, `refused`, `block`, or a role and its share: heat."""

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


class Ink:
    """The styles of one theme."""

    def __init__(self, colours: Mapping[str, str], *, plain: bool = False) -> None:
        ink = Color.parse(colours["foreground"])
        self.plain = plain
        """Whether signs that some terminals draw two cells wide are replaced by ASCII."""
        self._background = Color.parse(colours["background"])
        self._inks = {
            role: Color.parse(colours[name]) if name in colours else ink for role, name in _ROLES.items()
        }
        self._inks["background"] = self._background
        self._inks["mark"] = self._background.blend(self._inks["faint"], _MARK)
        self._grounds: dict[Ground, Color] = {
            "base": self._background,
            "band": Color.parse(colours["panel"]),
            "block": self._inks["primary"],
        }
        self._styles: dict[tuple[str, Ground], Style] = {}

    def __call__(self, role: str = "foreground", ground: Ground = "base") -> Style:
        """The style of an ink, `"bold warning"`, on a ground."""
        style = self._styles.get((role, ground))
        if style is None:
            style = self._styles[role, ground] = self._mix(role, ground)
        return style

    def ground(self, ground: Ground) -> Color:
        """The colour of a ground."""
        if ground not in self._grounds:
            role, share = _TINTS[ground] if isinstance(ground, str) else ground
            self._grounds[ground] = self._background.blend(self._inks[role], share)
        return self._grounds[ground]

    def signs(self, text: str) -> str:
        """`text` in the signs this terminal can draw."""
        return safe_signs(text) if self.plain else text

    def _mix(self, role: str, ground: Ground) -> Style:
        words = role.split()
        if ground == "block":  # one solid cell: what stands in it is read by its shape, not by its ink
            words = ["bold", "background"]
        name = words[-1] if words and words[-1] not in _ATTRIBUTES else "foreground"
        return Style(
            color=self._inks[name].rich_color,
            bgcolor=self.ground(ground).rich_color,
            bold="bold" in words or None,
            italic="italic" in words or None,
            underline="underline" in words or None,
        )


_made: dict[tuple[str, bool], Ink] = {}


def ink_of(app: App[object]) -> Ink:
    """The styles of the app's theme; ASCII signs where the app says `plain_signs`."""
    key = (app.theme, bool(getattr(app, "plain_signs", False)))
    if key not in _made:
        _made[key] = Ink(app.theme_variables, plain=key[1])
    return _made[key]
