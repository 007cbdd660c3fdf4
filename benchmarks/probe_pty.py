"""A program on a pty, timed from outside: bytes and time stamps are kept, nothing is drawn meanwhile."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

COLUMNS, LINES = 120, 40
PATIENCE = 30.0
_LONGEST = 400
"""Bytes over which a text may be spread, with all its colours."""
_NOT_OURS = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
"""What is said around the measurement and not around a person's terminal."""
_STYLES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")


class Chunk(NamedTuple):
    """What one read brought."""

    at: float
    """Seconds since the program was started."""
    data: bytes


class Program:
    """A running program and all it has written."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._side, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        around = {k: v for k, v in os.environ.items() if k not in _NOT_OURS}
        around |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
        self.chunks: list[Chunk] = []
        self._start = time.perf_counter()
        self._child = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=around, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGKILL)
        self._child.wait()
        os.close(self._side)

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    @property
    def written(self) -> int:
        """Bytes so far."""
        return sum(len(chunk.data) for chunk in self.chunks)

    def send(self, text: str) -> float:
        """Type; returns when."""
        at = self.now
        os.write(self._side, text.encode())
        return at

    def read(self, seconds: float) -> bool:
        """One chunk, if it comes within that time."""
        if not select.select([self._side], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._side, 65536)
        except OSError:
            return False
        self.chunks.append(Chunk(self.now, data))
        return bool(data)

    def until(self, text: str, since: int = 0, patience: float = PATIENCE) -> float:
        """When `text` had been written, counted from chunk `since` on; raises `TimeoutError`."""
        wanted, end = text.encode(), self.now + patience
        tail, at = b"", since
        while self.now < end:
            for chunk in self.chunks[at:]:
                tail = tail[-_LONGEST:] + chunk.data  # a slow reader would slow the program
                if wanted in tail or wanted in _STYLES.sub(b"", tail):
                    return chunk.at
            at = len(self.chunks)
            if not self.read(end - self.now):
                break
        raise TimeoutError(f"{text!r} was never written: {tail[-2000:]!r}")

    def until_like(self, pattern: str, since: int = 0, patience: float = PATIENCE) -> float:
        """When a text like that had been written, counted from chunk `since` on; raises `TimeoutError`."""
        wanted, end, at, tail = re.compile(pattern), self.now + patience, since, b""
        while self.now < end:
            for chunk in self.chunks[at:]:
                tail = tail[-_LONGEST:] + chunk.data
                if wanted.search(_STYLES.sub(b"", tail).decode(errors="replace")):
                    return chunk.at
            at = len(self.chunks)
            if not self.read(end - self.now):
                break
        raise TimeoutError(f"nothing like {pattern!r} was ever written: {tail[-2000:]!r}")

    def since(self, mark: int) -> str:
        """What was written from chunk `mark` on, without colours and places."""
        return _STYLES.sub(b"", b"".join(chunk.data for chunk in self.chunks[mark:])).decode(errors="replace")

    def settled(self, seconds: float, least: int = 1) -> float:
        """When the last chunk of at least so many bytes came before none came for that long."""
        end = self.now + seconds
        while (left := end - self.now) > 0 and self.read(left):
            if len(self.chunks[-1].data) >= least:
                end = self.now + seconds
        return next((one.at for one in reversed(self.chunks) if len(one.data) >= least), 0.0)

    def ended(self) -> None:
        """Read until it has ended by itself."""
        while self._child.poll() is None:
            self.read(0.1)

    def watched(self, seconds: float) -> None:
        """Read whatever comes for that long: of a program that goes on writing."""
        end = self.now + seconds
        while (left := end - self.now) > 0:
            self.read(left)

    def peak_mib(self) -> float | None:
        """The most memory it has used; None where the system does not say."""
        try:
            status = Path(f"/proc/{self._child.pid}/status").read_text("ascii")
        except OSError:
            return None
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else None
