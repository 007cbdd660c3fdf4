"""Where things lie on this machine: the program, and what starts it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

WINDOWS = os.name == "nt"
_NAME = "pilot-tui"


def usual() -> Path:
    """The user's data folder of the program, the one where its own file lies."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME


def usual_launchers() -> list[Path]:
    """Where a person looks for the program: the desktop, the folder of the user's commands."""
    if WINDOWS:
        return [_desktop() / f"{_NAME}.cmd"]
    command = Path.home() / ".local" / "bin" / _NAME
    desktop = Path.home() / "Desktop"
    if sys.platform == "darwin" and desktop.is_dir():
        return [command, desktop / f"{_NAME}.command"]
    return [command]


def launcher_in(folder: Path) -> Path:
    """What starts the program, in a given folder."""
    return folder / (f"{_NAME}.cmd" if WINDOWS else _NAME)


def program(environment: Path) -> Path:
    """The program inside an environment."""
    return environment / ("Scripts/pilot-tui.exe" if WINDOWS else "bin/pilot-tui")


def python(environment: Path) -> Path:
    """The Python of an environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def in_path(folder: Path) -> bool:
    """Whether commands of this folder are found by name alone."""
    return str(folder) in os.environ.get("PATH", "").split(os.pathsep)


def _desktop() -> Path:
    """The desktop, also where it was moved into another folder or a synchronised one."""
    if sys.platform == "win32":
        import winreg

        shell = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, shell) as key:
                return Path(os.path.expandvars(winreg.QueryValueEx(key, "Desktop")[0]))
        except OSError:
            return Path.home() / "Desktop"
    return Path.home() / "Desktop"
