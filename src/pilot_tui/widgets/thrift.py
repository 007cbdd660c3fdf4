"""A driver that sends fewer bytes to the terminal: see `glass`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pilot_tui.glyphs import PLAIN
from pilot_tui.widgets.glass import Glass, Piece
from pilot_tui.widgets.strokes import Place

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message

_ENTER = "\x1b[?1049h"


def spare(data: str) -> str:
    """`data` with the same effect in fewer bytes, whatever stood there before."""
    return Glass().write(data)


def thrifty(
    driver: type[Driver],
    glass: Glass,
    entered: Callable[[], bool] = lambda: False,
    question: str = "",
    plain: Callable[[], bool] = lambda: False,
) -> type[Driver]:
    """A driver that spares bytes: what an app's `get_driver_class` returns.

    Args:
        driver: The machine's own.
        glass: What stands on the terminal; the app tells it when to forget.
        entered: Asked before the terminal's other screen is entered: whether that was done already. To
            enter it again would wipe what stands on it.
        question: Written when it is entered: what the terminal is to answer.
        plain: Whether signs that the terminal draws two cells wide are written in ASCII, whoever drew them.
    """

    class Thrifty(driver):  # type: ignore[valid-type, misc]  # which driver it is depends on the machine
        """The machine's own driver, writing less."""

        _been = False
        """Whether the other screen was entered before: then the program was stopped, and goes on."""

        def write(self, data: str) -> None:
            """Write a frame."""
            if data == _ENTER:
                again, self._been = self._been, True
                if again:
                    super().write(glass.write(data))
                elif not entered():
                    super().write(glass.write(data) + question)
                return
            if less := glass.write(data.translate(PLAIN) if plain() and not data.isascii() else data):
                super().write(less)

        def send_message(self, message: Message) -> None:
            """Hand on what was typed, without a task of its own for each key."""
            self._loop.call_soon_threadsafe(self._app.post_message, message)

        def draw(self, pieces: Iterable[Piece], caret: Place) -> None:
            """Write pieces of lines that are painted by us, and put the caret in its place."""
            if less := glass.draw(pieces, caret):
                super().write(less)

    return Thrifty
