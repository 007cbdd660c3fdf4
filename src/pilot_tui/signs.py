"""Whether signs are drawn plain, in ASCII: as was chosen, else as this terminal needs it."""

from __future__ import annotations

import os
import sys

from pilot_tui.places import kept, prefer, preference
from pilot_tui.surroundings import terminal

AUTO, PLAIN, FULL = CHOICES = ("auto", "plain", "full")
"""As the terminal needs it, always in ASCII, never."""
WIDE, NARROW = "wide", "narrow"
"""How a terminal draws the characters whose width Unicode leaves open."""
_EAST_ASIAN = (932, 936, 949, 950)


def choice(given: str = "") -> str:
    """What was chosen: now, by `$PILOT_SIGNS`, or once and for all."""
    said = (given, os.environ.get("PILOT_SIGNS", ""), preference("signs"))
    return next((each for each in said if each in CHOICES), AUTO)


def choose(said: str) -> None:
    """Keep a choice from now on."""
    prefer("signs", said)


def drawn_plain(given: str = "") -> bool:
    """Whether signs are drawn in ASCII before this terminal has said anything."""
    said = choice(given)
    return known() == WIDE if said == AUTO else said == PLAIN


def known() -> str:
    """How this terminal drew them the last time it was asked; empty when it never was."""
    return str(_terminals().get(terminal(), "")) or (WIDE if _old_console() else "")


def remember(drawn: str) -> None:
    """Keep what this terminal answered."""
    prefer("terminals", {**_terminals(), terminal(): drawn})


def _terminals() -> dict[str, object]:
    """What each terminal answered, as far as that can be read."""
    found = kept("terminals")
    return dict(found) if isinstance(found, dict) else {}


def _old_console() -> bool:
    """Whether this is a Windows console in a Chinese, Japanese or Korean code page: it draws them wide."""
    if sys.platform == "win32" and "WT_SESSION" not in os.environ:
        import ctypes

        return ctypes.windll.kernel32.GetConsoleOutputCP() in _EAST_ASIAN
    return False
