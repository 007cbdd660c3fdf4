"""Ways out for what is copied: the terminal, the system's clipboard program, a file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from shutil import which

from pilot_tui.exchange.whole_file import write_whole
from pilot_tui.places import own_file

OSC_LIMIT = 74_994
"""Bytes of text that terminals still take by OSC 52: xterm's and tmux's limit on its base64."""
_SECONDS = 2.0
_PROGRAMS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("pbcopy", ("pbcopy",), "", "utf-8"),
    ("clip.exe", ("clip.exe",), "", "utf-16-le"),
    ("wl-copy", ("wl-copy",), "WAYLAND_DISPLAY", "utf-8"),
    ("xclip", ("xclip", "-selection", "clipboard"), "DISPLAY", "utf-8"),
    ("xsel", ("xsel", "--clipboard", "--input"), "DISPLAY", "utf-8"),
)
"""Program, how it is called, the variable without which it cannot work, how it reads text."""


def terminal_takes(text: str, around: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal may be sent `text` by OSC 52; none ever answers whether it took it.

    False when it is too long, or where the terminal is known to ignore it.
    """
    if len(text.encode("utf-8", "replace")) > OSC_LIMIT:
        return False
    old_vte = around.get("VTE_VERSION", "9999").isdigit() and int(around.get("VTE_VERSION", "9999")) < 7600
    return not (
        old_vte
        or around.get("TERM", "") in ("linux", "dumb")
        or around.get("TERM_PROGRAM", "") == "Apple_Terminal"
    )


def to_program(text: str, around: Mapping[str, str] = os.environ) -> str:
    """Hand `text` to the clipboard program of this machine; its name, or nothing.

    Over ssh there is none: it would be the clipboard of the far machine.
    """
    if around.get("SSH_CONNECTION") or around.get("SSH_TTY"):
        return ""
    for name, call, needs, encoding in _PROGRAMS:
        if (not needs or around.get(needs)) and (path := which(call[0], path=around.get("PATH"))):
            return name if _told([path, *call[1:]], text.encode(encoding, "replace")) else ""
    return ""


def to_file(text: str) -> Path:
    """Write `text` beside the user's own file; raises `FileRefused`."""
    path = own_file().with_name("clipboard.tsv")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
    return path


def _told(call: list[str], data: bytes) -> bool:
    """Whether a program took the data. Its output goes nowhere: it stays to serve what was copied."""
    try:
        done = subprocess.run(
            call,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
