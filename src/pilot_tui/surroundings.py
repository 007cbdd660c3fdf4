"""Where the user's files lie and what the terminal calls itself, as plain text.

A start asks for it before it has imported anything: `pathlib` alone takes longer than all of this.
"""

from __future__ import annotations

import os
import sys

_NAME = "pilot-tui"
_XDG = {
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}
_NAMES = ("TERM", "TERM_PROGRAM", "LC_ALL", "LC_CTYPE", "LANG")
_PRESENT = ("WT_SESSION", "TMUX", "STY", "SSH_TTY", "VTE_VERSION", "KONSOLE_VERSION", "VSCODE_INJECTION")


def folder(kind: str) -> str:
    """The user's folder for `config`, `data` or `cache`."""
    variable, usual = _XDG[kind]
    given, home = os.environ.get(variable, ""), os.path.expanduser(usual)
    if sys.platform != "linux" or not os.path.isabs(home):
        import platformdirs

        return str(getattr(platformdirs, f"user_{kind}_dir")(_NAME, appauthor=False))
    return f"{given if os.path.isabs(given) else home}/{_NAME}"


def settings() -> str:
    """The folder of the user's settings; `$PILOT_CONFIG` overrides it."""
    return os.environ.get("PILOT_CONFIG") or folder("config")


def screens() -> str:
    """The folder in which first screens are kept for the next time."""
    given = os.environ.get("PILOT_CONFIG")
    return f"{given or folder('cache')}/screens"


def own_file() -> str:
    """Where a file is made when none is named."""
    return f"{folder('data')}/pilot.db"


def default_file() -> str:
    """`$PILOT_DB`, else `./data/pilot.db`, else the user's own file."""
    if given := os.environ.get("PILOT_DB"):
        return given
    here = "data/pilot.db"
    return here if os.path.exists(here) else own_file()


def terminal() -> str:
    """What this terminal says of itself, as far as it tells it from others."""
    around = os.environ
    said = [around.get(name, "") for name in _NAMES]
    return " ".join([*filter(None, said), *(name for name in _PRESENT if name in around)])
