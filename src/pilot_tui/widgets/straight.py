"""A driver that writes at once what its terminal takes at once; only what it does not take waits in a thread.

Textual hands every frame to a thread, so that a terminal that has stopped reading stops nobody else. But that
thread has to be given the interpreter before it writes anything: a fifth of the time a move takes. So the
terminal is opened once more, in such a way that writing to it never waits.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver


class Counted:
    """The file a thread writes to: it tells how many texts are out."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.left = b""
        """The rest of a text, to be written before the next."""
        self.out = 0
        """Texts that have been written, to the last byte."""
        self._taken = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever else a file has
        return getattr(self._file, name)

    def write(self, text: str) -> None:
        """Write a text, behind what is left of the one before."""
        left, self.left = self.left, b""
        if left:
            self._file.buffer.write(left)  # type: ignore[attr-defined]  # a file of text stands upon one of bytes
        self._file.write(text)
        self._taken += 1

    def flush(self) -> None:
        """Have all of it written."""
        self._file.flush()
        self.out = self._taken


def straight(driver: type[Driver], settings: Sequence[object] | None = None) -> type[Driver]:
    """A driver that writes without a thread as long as its terminal takes what it writes.

    Args:
        driver: The machine's own; it is handed back as it is where a terminal cannot be opened once more.
        settings: What the terminal is set to when the program is stopped; else as Textual found it.
    """
    if sys.platform == "win32":
        return driver

    class Straight(driver):  # type: ignore[valid-type, misc]  # which driver it is depends on the machine
        """The machine's own driver, writing sooner."""

        _terminal: int | None = None
        _handed = 0
        """Texts that were given to the thread."""

        def start_application_mode(self) -> None:
            """Open the terminal once more, then as ever."""
            file = getattr(self, "_file", None)
            if file is not None and not isinstance(file, Counted):
                self._file = file = Counted(file)
            self._terminal = _again(file.fileno()) if file is not None else None
            super().start_application_mode()

        def write(self, data: str) -> None:
            """Write now; what the terminal does not take, and all that comes after it, in the thread."""
            if self._terminal is not None and self._file.out == self._handed:
                rest = _rest(self._terminal, data.encode(self._file.encoding, self._file.errors))
                if not rest:
                    return
                self._file.left, data = rest, ""
            self._handed += 1
            super().write(data)

        def suspend_application_mode(self) -> None:
            """The terminal as whoever stopped the program knows it."""
            if settings is not None:
                self.attrs_before = [*settings]
            super().suspend_application_mode()

        def _sigtstp_application(self, *given: object) -> None:
            """Stop between two frames: within one the terminal would wait for its end, and show nothing."""
            if self._loop.is_closed():
                os.kill(os.getpid(), signal.SIGSTOP)
            else:
                self._loop.call_soon_threadsafe(super()._sigtstp_application, *given)

        def _sigcont_application(self, *given: object) -> None:
            """Go on; what gave nothing back when it was stopped, by `kill -STOP`, takes nothing again."""
            if self._must_signal_resume:
                super()._sigcont_application(*given)
            else:
                self._app.post_message(self.SignalResume())  # whatever stands there now is not known

        def close(self) -> None:
            """As ever, then close it."""
            super().close()
            if self._terminal is not None:
                os.close(self._terminal)
                self._terminal = None

    return Straight


def _again(file: int) -> int | None:
    """The terminal behind a file, opened so that writing never waits; None where that is not to be had."""
    with suppress(OSError):
        return os.open(os.ttyname(file), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    return None


def _rest(terminal: int, data: bytes) -> bytes:
    """Write as much as is taken now; what is not."""
    with suppress(OSError):  # it takes nothing, or is gone: whoever waits for it finds out
        while data:
            data = data[os.write(terminal, data) :]
    return data
