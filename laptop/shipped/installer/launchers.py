"""What starts the program: one in the folder it is installed in, and short ones where a person looks."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from installer.places import WINDOWS, in_path, launcher_in, program
from installer.refusal import why
from installer.words import tell

_MARK = "pilot-tui launcher"
"""Stands in every launcher of ours: what does not have it is somebody else's."""


def turn(home: Path, environment: Path) -> None:
    """Let the folder's own launcher start this environment; one step, so there is always one that works."""
    target = program(environment)
    _write(launcher_in(home), _windows(target) if WINDOWS else _posix(target))


def place(launcher: Path, target: Path) -> bool:
    """Put a launcher where a person looks, and say so; what somebody else put there stays."""
    if os.path.lexists(launcher) and not ours(launcher):
        tell("done.foreign", path=launcher)
        return False
    try:
        launcher.parent.mkdir(parents=True, exist_ok=True)
        _write(launcher, _short(target))
    except OSError as error:
        tell("done.no_launcher", path=launcher, why=why(error))
        return False
    start(launcher)
    return True


def start(launcher: Path) -> None:
    """Say how the program is started, as it is typed."""
    if not WINDOWS and in_path(launcher.parent):
        tell("done.start", command=launcher.name)
    else:
        tell("done.start", command=f'"{launcher}"' if WINDOWS else shlex.quote(str(launcher)))


def ours(launcher: Path) -> bool:
    """Whether this installer wrote a launcher."""
    try:
        return not launcher.is_symlink() and _MARK.encode() in launcher.read_bytes()[:200]
    except OSError:
        return False


def leads(launcher: Path, target: Path) -> bool:
    """Whether a launcher is the short one to this target."""
    return ours(launcher) and launcher.read_bytes() == os.fsencode(_short(target))


def _short(target: Path) -> str:
    return _windows(target, pause=True) if WINDOWS else _posix(target)


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(os.fsencode(text))
    fresh.chmod(0o755)
    fresh.replace(path)


def _posix(target: Path) -> str:
    quoted = "'" + str(target).replace("'", "'\\''") + "'"
    return f'#!/bin/sh\n# {_MARK}\nexec {quoted} "$@"\n'


def _windows(target: Path, *, pause: bool = False) -> str:
    """A batch file in UTF-8; `%` in a path is doubled, and a window that shows a refusal stays open."""
    quoted = '"' + str(target).replace("%", "%%") + '"'
    wait = ["if errorlevel 2 pause"] if pause else []
    lines = ["@echo off", f"rem {_MARK}", "chcp 65001 >nul 2>nul", f"call {quoted} %*", *wait]
    return "".join(f"{line}\r\n" for line in lines)
