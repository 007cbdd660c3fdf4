"""The themes, ink on a dark ground, ink on paper, white on black: the only place a colour is written down."""

from __future__ import annotations

from collections.abc import Mapping

INK: Mapping[str, str] = {
    "background": "#15181d",
    "surface": "#1a1e24",
    "panel": "#20252c",
    "boost": "#262c35",
    "foreground": "#d9dce1",
    "primary": "#83b5c9",
    "secondary": "#a9b6c3",
    "success": "#88b996",
    "warning": "#dcae68",
    "error": "#e0897a",
    "accent": "#d9b679",
    "ink-muted": "#9ea6b1",
    "ink-faint": "#7a838f",
    "hairline": "#323944",
}
"""Dark, the default."""

PAPER: Mapping[str, str] = {
    "background": "#fbf9f4",
    "surface": "#f5f2eb",
    "panel": "#ece8de",
    "boost": "#e6e1d5",
    "foreground": "#2a2e35",
    "primary": "#1c6a80",
    "secondary": "#4f5b66",
    "success": "#2c7449",
    "warning": "#8f5f08",
    "error": "#ad3a2b",
    "accent": "#8a6212",
    "ink-muted": "#5b616a",
    "ink-faint": "#737679",
    "hairline": "#d6d0c3",
}
"""Light, for a bright office and a beamer."""

CONTRAST: Mapping[str, str] = {
    "background": "#000000",
    "surface": "#000000",
    "panel": "#1c1c1c",
    "boost": "#262626",
    "foreground": "#ffffff",
    "primary": "#7cd4ff",
    "secondary": "#d4dce6",
    "success": "#7be495",
    "warning": "#ffc866",
    "error": "#ffbfb8",
    "accent": "#ffe066",
    "ink-muted": "#ececec",
    "ink-faint": "#e2e2e2",
    "hairline": "#8a8a8a",
}
"""White on black, for tired eyes and poor screens."""

COLOURS = {"ink": INK, "paper": PAPER, "contrast": CONTRAST}
"""By the name of the theme; the first is the one the app starts with."""


def theme_named(name: str) -> str:
    """The theme of that name, else the first."""
    return name if name in COLOURS else next(iter(COLOURS))
