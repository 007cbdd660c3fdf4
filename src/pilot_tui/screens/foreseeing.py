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
_KEPT = 3
"""Cells of which it is kept what is said: where the cursor is, was, and will probably be."""


class Foreseeing(Framing):
    """The desk, one step ahead of whoever goes down a table or up."""

    _stood: tuple[object, int] = (None, -1)
    """The source and the row of it the cursor stood in after the last key."""
    _sayings: tuple[tuple[object, Told], ...] = ()
    """What is said of a few cells; the newest last, and none from before the last view."""

    @cached_property
    def _ahead(self) -> Ahead:
        return Ahead(self._foresee, lambda wait, then: asyncio.get_running_loop().call_later(wait, then))

    def watch_view(self) -> None:
        """Another view: whatever was worked out before may have changed."""
        self._sayings = ()
        super().watch_view()

    def frame(self) -> None:
        """Everything anew, as in a terminal of another size."""
        self._sayings = ()
        super().frame()
        self.look_ahead()

    def look_ahead(self) -> None:
        """Whoever has gone a step, or a page, will go on: be ready when nothing is typed for a moment."""
        view = self.focused_pane.grid.view
        (source, row), self._stood = self._stood, (view.source, view.row)
        by = view.row - row if source is view.source else 0
        self._ahead.plan([max(-1, min(1, by)) or 1 if abs(by) <= _STEP else by])

    def told(self) -> Told:
        """What is said of the cell under the cursor, from before where it is known."""
        here = self._here
        told = next((told for of, told in self._sayings if of == here), None) or super().told()
        others = [one for one in self._sayings if one[0] != here]
        self._sayings = (*others[1 - _KEPT :], (here, told))
        return told

    def _foresee(self, by: int) -> None:
        """Read, draw and explain the row so many further, and draw the one the cursor would leave."""
        if not self.is_current or not self.query("#counties") or self.typing:
            return
        grid = self.focused_pane.grid
        if grid.view.row >= 0 and grid.view.selection is None:
            with suppress(PilotError):
                row = grid.view.row_from(grid.view.row + by, 1 if by > 0 else -1)
                if row is not None:
                    self._draw(grid, row)

    def _draw(self, grid: Grid, row: int) -> None:
        before = grid.view.row
        with grid.view.as_if_in(row):
            for at in (row, before):
                grid.draw_ahead(at)
            self.told()
