"""What a further step would show, worked out while nothing is typed: see decision 0036."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cached_property

from pilot_tui.errors import PilotError
from pilot_tui.screens.framing import Framing, Told
from pilot_tui.widgets.ahead import Ahead
from pilot_tui.widgets.grid import Grid

_STEP = 3
"""Rows the cursor is moved by at most in one step: headings are stepped over."""


class Foreseeing(Framing):
    """The desk, one step ahead of whoever goes down a table or up."""

    _stood: tuple[object, int] = (None, -1)
    """The source and the row of it the cursor stood in after the last key."""
    _foreseen: tuple[object, Told] | None = None
    """What would be said, and of what."""

    @cached_property
    def _ahead(self) -> Ahead:
        return Ahead(self._foresee, lambda wait, then: asyncio.get_running_loop().call_later(wait, then))

    def look_ahead(self) -> None:
        """Whoever has gone a step, or a page, will go on: be ready when nothing is typed for a moment."""
        view = self.focused_pane.grid.view
        (source, row), self._stood = self._stood, (view.source, view.row)
        by = view.row - row if source is view.source else 0
        by = max(-1, min(1, by)) if abs(by) <= _STEP else by
        at = view.row_from(view.row + by, by) if by and view.selection is None else None
        self._ahead.plan([] if at is None else [at])

    def told(self) -> Told:
        """What is said of the cell under the cursor, from before where it was foreseen."""
        (of, told), self._foreseen = self._foreseen or (None, None), None
        return told if told is not None and of == self._upon else super().told()

    def _foresee(self, row: int) -> None:
        """Read, draw and explain a row, and draw the one the cursor would leave."""
        grid = self.focused_pane.grid
        if not self.is_current or self.typing or self._stood != (grid.view.source, grid.view.row):
            return
        with suppress(PilotError), grid.view.standing(row):
            self._draw(grid, row)
            self._foreseen = self._upon, super().told()

    def _draw(self, grid: Grid, row: int) -> None:
        for at in (row, self._stood[1]):
            grid.draw_ahead(at)

    @property
    def _upon(self) -> tuple[object, ...]:
        """What all that is said of the cell under the cursor depends on."""
        cell = self.focused_pane.subject()
        asked = tuple(self.book.questions(str(cell))) if cell is not None else ()
        return (self._here, self.view, self.app.size, self.zoomed, asked)
