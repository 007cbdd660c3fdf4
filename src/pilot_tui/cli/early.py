"""Moves of the cursor before Textual is there, answered between two of the modules imported for it.

A thread would want the interpreter for itself, and could not read the file of this one. So a finder that
finds nothing is asked for every module first, and looks whether something was typed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Self

from pilot_tui.errors import PilotError
from pilot_tui.places import kept
from pilot_tui.widgets.moves import MOVES, Begun, meant, parted

if TYPE_CHECKING:
    from types import TracebackType

    from pilot_tui.cli.curtain import Curtain
    from pilot_tui.screens.first_paint import Painter
    from pilot_tui.widgets.glass import Glass

_SHARED = ("pilot_tui.report.naming",)
"""What an answer may be the first to import, and the desk imports too: never while that is under way."""
_EVERY_SECONDS = 0.001
"""How often it is looked at most: modules follow each other faster than anybody types."""


class Early:
    """Answers what it can answer surely, and keeps all else in its order."""

    def __init__(self, curtain: Curtain, glass: Glass, painter: Callable[[], Painter | None]) -> None:
        """Nothing is typed yet.

        Args:
            curtain: The first screen.
            glass: What stands on it.
            painter: Who draws it; asked at the first move, and None where only the desk can draw it.
        """
        self._curtain = curtain
        self._glass = glass
        self._painter = painter
        self._typed = b""
        self._moved: Painter | None = None
        self._over = False
        """Whether something came that only the desk answers: nothing more is read."""
        self._looked = 0.0

    @property
    def begun(self) -> Begun:
        """What the app takes over."""
        where = self._moved.stage.where if self._moved else None
        return Begun(where, self._typed, self._curtain.settings)

    def __enter__(self) -> Self:
        for name in _SHARED:
            import_module(name)
        self.look()
        sys.meta_path.insert(0, self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.meta_path.remove(self)
        if kind is None:
            self.look()

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        """Leave the module to others; a look at the keys on the way."""
        now = time.monotonic()
        if now >= self._looked + _EVERY_SECONDS:
            self._looked = now
            self.look()

    def look(self) -> None:
        """Answer what has come since; what needs a module meanwhile does not look again."""
        if self._over or not (data := self._curtain.typed()):
            return
        self._over = True
        moves, answers, rest = parted(data, meant(kept("keys")))
        if moves and not self._answered(moves):
            answers, rest = b"", data
        self._typed += answers + rest
        self._over = bool(rest)

    def _answered(self, moves: list[str]) -> bool:
        """Whether the cursor was moved; where the file cannot be read now it stays, and the desk says why."""
        painter = before = None
        try:
            if (painter := self._painter()) is None:
                return False
            before = painter.stage.where
            for verb in moves:
                MOVES[verb].make(painter.stage)
            self._curtain.draw(self._glass.write(painter.screen()))
        except PilotError:
            if painter is not None and before is not None:
                painter.stage.resume(before)
            return False
        self._moved = painter
        return True
