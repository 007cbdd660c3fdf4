"""Long work a pane asks for: the desk does it in a thread, says how far it is, and lets Esc stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from textual.message import Message

from pilot_tui.workbook import Workbook


class Steps(Protocol):
    """Long work, as who does it sees it."""

    book: Workbook
    """On a connection of the thread's own."""

    def step(self, done: int, of: int = 0) -> None:
        """Say how far it is; raises `Stopped` when it is to stop."""

    def rest(self, seconds: float) -> None:
        """Wait; raises `Stopped` at once when it is to stop."""


@dataclass
class Wanted(Message):
    """Something that takes long. What was asked for before under the same name is stopped."""

    name: tuple[str, str]
    """The pane and what it is for."""
    key: str
    """The words that say what is being done."""
    job: Callable[[Steps], Any]
    """Does it, in the thread; it may post messages, and use nothing else of the desk."""
    then: Callable[[Any], None]
    """Gets the answer."""
    given_up: Callable[[], None] = lambda: None
    """Told that there will be none: it was stopped by hand, or refused."""
