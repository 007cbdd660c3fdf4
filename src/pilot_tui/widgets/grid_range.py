"""Selecting in a grid: with keys and with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual import events

from pilot_tui.widgets.layout import GUTTER
from pilot_tui.widgets.moves import MOVES

if TYPE_CHECKING:
    from pilot_tui.widgets.grid_view import GridView
else:
    # As in `screens/desk.py`: only the last of these classes, `Grid`, is a widget.
    from textual.message_pump import MessagePump as GridView

Part = Literal["cells", "rows", "columns"]
"""What a press of the mouse selects as it is dragged."""


class GridRange(GridView):
    """A grid view in which a block of cells can be selected."""

    _dragged: Part | None = None

    def cover(self, height: int, width: int) -> None:
        """Select so many rows and columns from the first cell that is selected on; of one cell, nothing."""
        view = self.view
        block = view.block
        if block is None:
            return
        first = next((p.column.key for p in view.placed if p.nth == block.nths[0]), view.column)
        rows = sum(1 for _ in block.standing())
        if view.selection is not None and (rows, len(block.nths)) == (height, width):
            return
        top = view.row_from(block.lines[0], 1)
        self.roam(lambda: view.go(view.row if top is None else top, first))
        if height * width > 1:
            view.span(height, width)
            self._settle()

    # The mouse.

    def press(self, x: int, y: int, *, extend: bool) -> bool:
        """A press of the button: the cursor goes there, on a title or in the gutter all of it is selected."""
        part = self._part_at(x, y)
        if part is None:
            return False
        self._dragged = part
        self.capture_mouse()
        self.roam(lambda: self._go_to(x, y, part), extend=extend)
        if part != "cells":
            self.view.select(rows=part == "rows", columns=part == "columns")
            self._settle()
        return True

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Held down and dragged: select up to there."""
        part = self._dragged
        if part is None or not event.button:
            return
        event.stop()
        self.roam(lambda: self._go_to(event.x, event.y, part), extend=True)

    def on_mouse_up(self) -> None:
        """No longer dragged."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def _part_at(self, x: int, y: int) -> Part | None:
        """What stands at a cell of the widget: a title, the marks before a row, a row; None for the rest."""
        column = self._column_at(x)
        if y < self._header_height:
            return "columns" if column in self.view.stops else None
        target = self.target_at(x, y)
        if target is None:
            return None
        first = next((p for p in self.view.columns if p.column.key == "mark"), None)
        return "rows" if x < GUTTER or (first is not None and column == "mark") else "cells"

    def _column_at(self, x: int) -> str:
        """The key of the column painted at a cell, empty where none is."""
        return next((p.column.key for p in self.view.columns if p.x - p.column.gap <= x < p.end), "")

    def _go_to(self, x: int, y: int, part: Part) -> None:
        """The cursor to what is painted at a cell; beyond an edge one further that way."""
        view, y = self.view, y - self._header_height
        if part != "columns":
            if y < 0 or y >= view.height:
                view.step(-1 if y < 0 else 1)
            elif (at := view.index_at(y)) is not None and view.source.line(at).stands:
                view.go(at)
        if part == "rows":
            return
        if x >= self.size.width or x < 0:
            view.sideways(1 if x > 0 else -1)
        elif (column := self._column_at(x)) in view.stops:
            view.go(view.row, column)

    # Verbs.

    def action_select(self, verb: str) -> None:
        """Extend the selection to where a move leads."""
        self.roam(lambda: MOVES[verb].make(self.view), extend=True)

    def action_select_mode(self) -> None:
        """From now on every move extends the selection; or none does any more."""
        if self.view.selecting:
            self.view.drop()
        else:
            self.view.selecting = True
            self.roam(lambda: None)
        self._settle()

    def action_select_whole(self, what: Literal["rows", "columns", "all"]) -> None:
        """Select the whole rows, the whole columns, or all."""
        self.view.select(rows=what != "columns", columns=what != "rows")
        self._settle()

    def action_select_leave(self) -> None:
        """Select nothing."""
        self.view.drop()
        self._settle()
