"""The mouse on the titles of a grid and on the signs of its folds: sort, width, fold.

A click on a title selects its column; two, or one on the arrow of a sort, sort by it. The edge behind a
title is dragged; two clicks on it fit the column. A click on the sign before a heading folds its group.
"""

from __future__ import annotations

from typing import NamedTuple

from textual import events

from pilot_tui.cells import width
from pilot_tui.widgets import messages
from pilot_tui.widgets.grid_adding import GridAdding
from pilot_tui.widgets.grid_paint import ARROWS
from pilot_tui.widgets.layout import GUTTER, Placed
from pilot_tui.widgets.sheet import CLOSED, FOLDS, OPENED


class _Edge(NamedTuple):
    """The right edge of a column, held by the mouse."""

    key: str
    x: int
    """The first cell of the column."""


class GridTitles(GridAdding):
    """A grid whose table is shaped with the mouse. It only asks for it; whoever holds the shape gives it."""

    _edge: _Edge | None = None

    def press(self, x: int, y: int, *, extend: bool) -> bool:
        """A press on an edge or on the sign of a fold, else as in every grid."""
        if group := self._fold_at(x, y):
            self.post_message(messages.Shaped(self, "fold", group))
            return True
        if (placed := self._edge_at(x, y)) is not None:
            self._edge = _Edge(placed.column.key, placed.x)
            self.capture_mouse()
            return True
        return super().press(x, y, extend=extend)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """An edge held down follows the mouse."""
        if self._edge is not None and event.button:
            event.stop()
            cells = max(1, event.x - self._edge.x)
            self.post_message(messages.Shaped(self, "width", self._edge.key, cells))

    def on_mouse_up(self) -> None:
        """It is let go of."""
        if self._edge is not None:
            self._edge = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Two clicks on an edge fit the column; two on a title, or one on its arrow, sort by it."""
        if event.y >= self._header_height:
            return
        edge, title = self._edge_at(event.x, event.y), self._title_at(event.x)
        if edge is not None:
            if event.chain == 2:
                self.post_message(messages.Shaped(self, "fit", edge.column.key))
        elif title is not None and (event.chain == 2) != self._on_arrow(title, event.x):
            self.post_message(messages.Shaped(self, "sort", title.column.key))

    def _edge_at(self, x: int, y: int) -> Placed | None:
        """The column whose right edge is painted at a cell of the header."""
        if not 0 <= y < self._header_height:
            return None
        columns = self.view.columns
        starts = [p.x for p in columns[1:]] + [self.size.width]
        for placed, start in zip(columns, starts, strict=True):
            if placed.column.title and x == (placed.end if start > placed.end else placed.end - 1):
                return placed
        return None

    def _title_at(self, x: int) -> Placed | None:
        return next((p for p in self.view.columns if p.x - p.column.gap <= x < p.end), None)

    def _on_arrow(self, placed: Placed, x: int) -> bool:
        column = placed.column
        if column.title[-1:] not in ARROWS:
            return False
        left = column.align == "left"
        return x == placed.x + (min(placed.width, width(column.title)) if left else placed.width) - 1

    def _fold_at(self, x: int, y: int) -> str:
        """The key of the heading whose sign is painted at a cell, empty where none is."""
        y -= self._header_height
        at = self.view.index_at(y) if 0 <= y < self.view.height and x <= GUTTER + 1 else None
        line = self.view.source.line(at) if at is not None else None
        folds = line is not None and line.kind in FOLDS and bool(line.lead)
        return line.key if line is not None and folds and line.lead[0].text[:1] in (OPENED, CLOSED) else ""
