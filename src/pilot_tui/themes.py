"""The two themes, ink on a dark ground and ink on paper: the only place a colour is written down."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ink",
    dark=True,
    background="#15181d",
    surface="#1a1e24",
    panel="#20252c",
    boost="#262c35",
    foreground="#d9dce1",
    primary="#83b5c9",
    secondary="#a9b6c3",
    success="#88b996",
    warning="#dcae68",
    error="#e0897a",
    accent="#d9b679",
    variables={"ink-muted": "#9ea6b1", "ink-faint": "#7a838f", "hairline": "#323944"},
)
"""Dark, the default."""

PAPER = Theme(
    name="paper",
    dark=False,
    background="#fbf9f4",
    surface="#f5f2eb",
    panel="#ece8de",
    boost="#e6e1d5",
    foreground="#2a2e35",
    primary="#1c6a80",
    secondary="#4f5b66",
    success="#2c7449",
    warning="#8f5f08",
    error="#ad3a2b",
    accent="#8a6212",
    variables={"ink-muted": "#5b616a", "ink-faint": "#737679", "hairline": "#d6d0c3"},
)
"""Light, for a bright office and a beamer."""

THEMES = (INK, PAPER)
"""What the app registers; the first is the one it starts with."""
