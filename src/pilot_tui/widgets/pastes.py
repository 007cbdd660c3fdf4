"""What the terminal pastes, taken whole: whatever is in it, none of it is ever a key.

Textual's own reader ends a paste at the first escape character in it and takes the rest for keys; and bytes
that are no text end its thread. The terminal says where a paste begins and ends, so nothing need be guessed.
"""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
    from textual.driver import Driver
    from textual.message import Message

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
LONGEST = 5_000_000
"""Characters of a paste that are kept; nothing here takes as many."""
_READ = 4096  # bytes
_WAIT_SECONDS = 0.1


class Pastes:
    """Splits what is read into what was typed and what was pasted."""

    def __init__(self) -> None:
        self._tail = ""
        self._pasted: list[str] | None = None
        self._size = 0

    def feed(self, data: str, *, more: bool = False) -> Iterator[tuple[bool, str]]:
        """The pieces of `data`: whether pasted, and the text; a paste when it is whole.

        Args:
            data: As it was read.
            more: Whether more is waiting, so that the beginning of a mark at the end may be one.
        """
        data, self._tail = self._tail + data, ""
        while data:
            if self._pasted is None:
                typed, begun, data = data.partition(BEGINS)
                if begun:
                    self._pasted, self._size = [], 0
                elif more:
                    typed = self._held(typed, BEGINS)
                if typed:
                    yield False, typed
            else:
                text, ended, data = data.partition(ENDS)
                self._keep(text if ended else self._held(text, ENDS))
                if ended:
                    yield True, "".join(self._pasted)
                    self._pasted = None

    def _keep(self, text: str) -> None:
        assert self._pasted is not None
        if self._size < LONGEST:
            self._pasted.append(text)
            self._size += len(text)

    def _held(self, text: str, mark: str) -> str:
        """`text` without the beginning of a mark at its end, which waits for the rest."""
        size = next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
        self._tail = text[len(text) - size :]
        return text[: len(text) - size]


def pasting(driver: type[Driver], typed: bytes = b"") -> type[Driver]:
    """A driver that takes pastes whole, where the machine's own reads a terminal in a thread.

    Args:
        driver: The machine's own.
        typed: What was read before the driver was there: the beginning of the stream it goes on reading.
    """
    if not hasattr(driver, "run_input_thread"):
        return driver
    before = [typed]  # a desk that was suspended starts its thread again

    class Pasting(driver):  # type: ignore[valid-type, misc]  # which driver it is depends on the machine
        """The machine's own driver, reading otherwise."""

        def run_input_thread(self) -> None:
            """Read until the desk is left."""
            from textual._parser import ParseError
            from textual._xterm_parser import XTermParser

            keys, pastes = XTermParser(self._debug), Pastes()
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.DefaultSelector() as ready:
                ready.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    first = before.pop() if before else b""
                    data = _typed(self.fileno) if ready.select(0 if first else _WAIT_SECONDS) else b""
                    for pasted, text in pastes.feed(decode(first + data), more=len(data) == _READ):
                        for event in _pasted(keys, text) if pasted else keys.feed(text):
                            self.process_message(event)
                    for event in keys.tick():
                        self.process_message(event)
            with suppress(EOFError, ParseError):
                for _ in keys.feed(""):
                    pass

    return Pasting


def _pasted(keys: XTermParser, text: str) -> Iterator[Message]:
    """A paste, behind all that was typed before it.

    Textual's reader keeps an escape to itself for a moment, for it may be the beginning of something; shown a
    paste, one with nothing in it, it knows that it was not.
    """
    from textual.events import Paste

    yield from (event for event in keys.feed(BEGINS + ENDS) if not isinstance(event, Paste))
    yield Paste(text)


def _typed(terminal: int) -> bytes:
    """What is there to be read. Where the terminal is gone the program ends, as when its window is closed."""
    data = b""
    with suppress(OSError):
        data = os.read(terminal, _READ)
    if not data:
        signal.raise_signal(signal.SIGHUP)  # whatever was saved is on the disk
        os._exit(128 + signal.SIGHUP)  # `nohup` and the like ignore the signal: nobody can type here any more
    return data
