"""The real program on a pseudo-terminal: typed into, waited for, and its screen read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pyte

_QUIET_SECONDS = 0.6
"""How long a screen stands still before it is taken to be finished."""
_CLOCK = re.compile(r"(?:\d{4}-)?\d\d-\d\d \d\d:\d\d")
_LEFT = ("PILOT_", "TEXTUAL", "NO_COLOR", "COLUMNS", "LINES")
"""What of the environment would change a picture."""
_FIXED = "2024-06-30 09:00"
"""What every clock time on the screen is replaced by, so that a picture can be drawn again."""


class Terminal:
    """The desk on a file, on a screen of so many cells."""

    def __init__(
        self, file: Path, arguments: Sequence[str], columns: int, rows: int, settings: dict[str, str]
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._side, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT)}
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "pilot_tui", str(file), *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=kept | told | settings,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()  # every edit is on disk, and the file is a copy
        self._child.wait()
        os.close(self._side)

    def write(self, keys: str) -> None:
        """Type."""
        os.write(self._side, keys.encode())

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until `text` stands on the screen and nothing more comes."""
        end, last = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() < end:
            if select.select([self._side], [], [], 0.1)[0]:
                self._stream.feed(self._read())
                last = time.monotonic()
            elif time.monotonic() - last > _QUIET_SECONDS and text in "\n".join(self.screen.display):
                return
        raise TimeoutError(f"{text!r} never came:\n{self._shown()}")

    def _read(self) -> bytes:
        try:
            return os.read(self._side, 65536)
        except OSError as error:  # Linux says so when the child has gone
            raise RuntimeError(f"the desk has ended:\n{self._shown()}") from error

    def _shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display if line.strip())

    def stop_clocks(self) -> None:
        """Replace every clock time on the screen."""
        for row in range(self.screen.lines):
            cells = [at for at in range(self.screen.columns) if self.screen.buffer[row][at].data]
            line = "".join(self.screen.buffer[row][at].data[0] for at in cells)
            for found in _CLOCK.finditer(line):
                for at, sign in zip(cells[slice(*found.span())], _FIXED[-len(found[0]) :], strict=True):
                    self.screen.buffer[row][at] = self.screen.buffer[row][at]._replace(data=sign)
