"""The themes as Textual takes them; their colours stand in `colours`."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from pilot_tui import colours


def _theme(name: str, of: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        background=of["background"],
        surface=of["surface"],
        panel=of["panel"],
        boost=of["boost"],
        foreground=of["foreground"],
        primary=of["primary"],
        secondary=of["secondary"],
        success=of["success"],
        warning=of["warning"],
        error=of["error"],
        accent=of["accent"],
        variables={ours: of[ours] for ours in ("ink-muted", "ink-faint", "hairline")},
    )


INK = _theme("ink", colours.INK, dark=True)
PAPER = _theme("paper", colours.PAPER, dark=False)
CONTRAST = _theme("contrast", colours.CONTRAST, dark=True)
THEMES = (INK, PAPER, CONTRAST)
"""What the app registers."""
