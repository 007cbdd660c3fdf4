"""A table on the screen: shows a source and moves a cursor over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeAlias

from textual import events

from pilot_tui.widgets import messages
from pilot_tui.widgets.ahead import Ahead
from pilot_tui.widgets.grid_canvas import Cursor, GridCanvas
from pilot_tui.widgets.grid_verbs import GETS_ABOUT
from pilot_tui.widgets.moves import MOVES
from pilot_tui.widgets.selection import Selection
from pilot_tui.widgets.sheet import Slot, Source
from pilot_tui.widgets.viewport import Where

_WHEEL = 3  # lines


class GridView(GridCanvas, can_focus=True):
    """A source on the screen, with a cursor, without the editing."""

    BINDINGS = [*GETS_ABOUT]

    Moved: TypeAlias = messages.Moved
    Scrolled: TypeAlias = messages.Scrolled
    Selected: TypeAlias = messages.Selected

    @cached_property
    def _ahead(self) -> Ahead:
        """What is drawn before it is asked for."""
        return Ahead(self.draw_ahead, lambda seconds, then: self.set_timer(seconds, then))

    _told = ("", "", "")
    _told_selection: Selection | None = None
    _changing = False
    """Whether more is still to change before anything is repainted."""

    def show(self, source: Source) -> None:
        """Show `source`; cursor and view stay where they are, by key, as far as they can."""
        self.view.adopt(source)
        self._fit()
        self._settle()

    @property
    def cursor(self) -> tuple[str, str]:
        """The keys of the row and the column the cursor is on; empty where there is none."""
        return self.view.key, self.view.column

    @property
    def place(self) -> str:
        """`10–24 / 24` when some lines are out of view, else nothing."""
        return self.view.place

    def move_to(self, key: str, column: str | None = None) -> bool:
        """The cursor to a row, and to a column; False when the source has no such row."""
        at = self.view.source.find(key)
        if at is None:
            return False
        before = self._cursor_now()
        self.view.go(at, column)
        self._settle(before)
        return True

    def resume(self, where: Where) -> None:
        """Cursor and view to where they were on the first screen."""
        self.view.resume(where)
        self._settle()

    def current_slot(self) -> Slot | None:
        """The slot under the cursor."""
        return self.view.slot()

    def target_at(self, x: int, y: int) -> tuple[str, str | None] | None:
        """The keys of the row and the column painted at a cell of the widget; None where no row is."""
        y -= self._header_height
        at = self.view.index_at(y) if 0 <= y < self.view.height else None
        if at is None or not (line := self.view.source.line(at)).stands:
            return None
        hit = [p.column.key for p in self.view.columns if p.x - p.column.gap <= x < p.end]
        return line.key, hit[0] if hit else None

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Look only once, in the end, at what several changes have made look different."""
        self._changing = True
        try:
            yield
        finally:
            self._changing = False
            self._settle()

    def _settle(self, since: Cursor | None = None) -> None:
        """Repaint what looks different now, and tell."""
        if self._changing:
            return
        super()._settle(since)
        if self.is_attached and self.size:
            self._tell()

    def _tell(self) -> None:
        key, column, place = self._told
        self._told = (*self.cursor, self.place)
        if (key, column) != self.cursor:
            self.post_message(self.Moved(self, *self.cursor))
        elif self._told_selection != self.view.selection:
            self.post_message(self.Selected(self))
        self._told_selection = self.view.selection
        if place != self.place:
            self.post_message(self.Scrolled(self, self.place))

    # Events.

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.restyle())

    def on_resize(self) -> None:
        """Fit the table to the room there is."""
        self._fit()
        self._settle()

    def on_focus(self, event: events.Focus) -> None:
        """The cursor becomes a block; without Textual's repaint of the whole widget."""
        event.prevent_default()
        self.has_focus = True
        self._settle()

    def on_blur(self, event: events.Blur) -> None:
        """The cursor becomes a tint."""
        event.prevent_default()
        self.has_focus = False
        self._settle()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The view down."""
        event.stop()
        self._wheel(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The view up."""
        event.stop()
        self._wheel(-_WHEEL)

    def _wheel(self, lines: int) -> None:
        self.view.scroll(lines)
        self._settle()

    # Verbs.

    def action_move(self, verb: str) -> None:
        """The cursor, as a verb says; what comes after a page is drawn when nothing is typed for a moment."""
        move = MOVES[verb]
        if move.entries and self.view.cycle(move.entries, down=False):
            self._settle()
            return
        self.roam(lambda: move.make(self.view))
        if move.pages:
            self._ahead.plan(self.view.turned(move.pages))

    def roam(self, move: Callable[[], None], *, extend: bool = False) -> None:
        """Move the cursor; what is selected is extended, or no longer selected."""
        self._ahead.stop()
        before = self._cursor_now()
        self.view.roam(move, extend=extend)
        self._settle(before)
