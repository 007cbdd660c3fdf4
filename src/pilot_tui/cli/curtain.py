"""The terminal until Textual takes it over: the first screen stands on it, keys wait in it or are read."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:  # this is imported before anything else, for what stands on the terminal at once
    from _thread import LockType
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Self

_IN, _OUT = 0, 2
"""Where Textual reads keys and writes frames: stdin and stderr."""
_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_ASKS, _ANSWERED = "\x1b[6n", b"R"
_ANSWER_SECONDS = 0.3
"""For how long an answer is waited for that nobody wants any more."""
_READ = 1024  # bytes


class Curtain:
    """A first screen on the terminal's other screen, until the app takes it over or the program ends."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        """The settings of the terminal before anything was changed."""
        self._writing: LockType | None = None
        """Held while the screen is put up; None when there is none, or when it is the app's."""
        self._asked = 0
        """How many answers the terminal owes."""
        self.standing = ""
        """The screen that was put up at once; empty where none was."""

    def __enter__(self) -> Self:
        return self

    @property
    def settings(self) -> list[Any] | None:
        """Of the terminal as it was; None while nothing is changed."""
        return self._before

    def draw_near(self) -> None:
        """Keys typed from now on wait unseen, as Textual wants them; once is enough."""
        if self._before is None and drawable():
            self._before = _unseen()

    def show(self, draw: Callable[[int, int], str], question: str = "") -> None:
        """Put up what is drawn for the terminal's size, after a question that the app hears answered."""
        if self._before is None or self.standing:
            return
        from shutil import get_terminal_size

        if screen := draw(*get_terminal_size()):
            self._put(screen, question)

    def show_at_once(self, screen: str, question: str = "") -> None:
        """Put up what was drawn before, if this is the terminal for it."""
        self.draw_near()
        if self._before is not None and screen:
            self.standing = screen
            self._put(screen, question)

    def _put(self, screen: str, question: str) -> None:
        """A slow line takes its time over a screen; what is to be imported need not wait for it."""
        self._asked = question.count(_ASKS)
        self._writing = allocate_lock()
        self._writing.acquire()
        start_new_thread(_write, (_ENTER + question + screen, self._writing))

    def typed(self) -> bytes:
        """What has come in since, while a whole screen stands here; nothing where nothing has."""
        if sys.platform == "win32" or self._writing is None or self._writing.locked():
            return b""
        from select import select

        try:
            data = os.read(_IN, _READ) if select([_IN], [], [], 0)[0] else b""
        except OSError:
            return b""
        self._asked -= data.count(_ANSWERED)
        return data

    def draw(self, changed: str) -> None:
        """Change what stands here."""
        _write(changed)

    def taken(self) -> bool:
        """Whether the other screen was already up when the app came to enter it; the app's from now on."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.acquire()
        return writing is not None

    def lift(self) -> None:
        """The terminal as it was."""
        if self.taken():
            _write(_LEAVE)
            if self._asked > 0:
                _drop_answers(self._asked)
        if self._before is not None:
            _restore(self._before)
            self._before = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lift()


def drawable() -> bool:
    """Whether this is a terminal that Textual would draw on in all colours."""
    told = os.environ
    return (
        all(map(os.isatty, (_IN, 1, _OUT)))
        and told.get("TERM", "").lower() not in ("", "dumb", "unknown")
        and told.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        and not told.keys() & {"NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER"}
    )


def _unseen() -> list[Any] | None:
    """No echo, key by key, Enter as Enter; returns the settings before, None where there are none.

    Interrupt stays a signal until Textual takes over: a start can be given up.
    """
    if sys.platform == "win32":
        return None
    import termios

    try:
        before = termios.tcgetattr(_IN)
        iflag, oflag, cflag, lflag, *rest = before
        iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        termios.tcsetattr(_IN, termios.TCSANOW, [iflag, oflag, cflag, lflag, *rest])
    except termios.error:
        return None
    return before


def _drop_answers(count: int) -> None:
    """Nobody is left to hear the terminal's answers: they must not reach the shell as if typed."""
    if sys.platform == "win32":
        return
    from select import select

    try:
        while count > 0 and select([_IN], [], [], _ANSWER_SECONDS)[0]:
            count -= os.read(_IN, _READ).count(_ANSWERED)
    except OSError:
        return


def _restore(before: list[Any]) -> None:
    if sys.platform == "win32":
        return
    import termios

    try:
        termios.tcsetattr(_IN, termios.TCSANOW, before)
    except termios.error:
        return


def _write(text: str, writing: LockType | None = None) -> None:
    """All of it, past Python's buffers; nothing where the terminal is gone. Then lets go of `writing`."""
    data = text.encode()
    try:
        while data:
            data = data[os.write(_OUT, data) :]
    except OSError:
        return
    finally:
        if writing is not None:
            writing.release()
