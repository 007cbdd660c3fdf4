"""The face of a grid: draws what a viewport shows, and repaints only what looks different."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from pilot_tui.errors import PilotError
from pilot_tui.widgets.bare import Painted
from pilot_tui.widgets.face import body_strip, face_strip, footer_height, look_at
from pilot_tui.widgets.grid_paint import Empty, Look, empty_strip
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.layout import GUTTER, Placed
from pilot_tui.widgets.overlay import refusal_over
from pilot_tui.widgets.ranging import Ranging
from pilot_tui.widgets.sheet import Source

_STRIPS_KEPT = 256


class Cursor(NamedTuple):
    """Where a cursor stands, and in what."""

    row: int
    column: str
    source: Source
    top: int
    look: Look[Strip] | None
    """None while more is drawn than the table and its cursor."""

    def beside(self, other: Cursor) -> bool:
        """Whether the other stands in the same lines, so that all but those of the cursors look the same."""
        same = self.source is other.source and self.look is other.look
        return same and self.look is not None and self.top == other.top


class GridCanvas(Painted):
    """A viewport on the screen."""

    DEFAULT_CSS = """
    GridCanvas { width: 1fr; height: 1fr; background: $background; overflow: hidden hidden; }
    """

    def __init__(
        self, *, home: str = "", name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        """A grid with nothing in it.

        Args:
            home: The key of the column the cursor first stands in.
            name: See Textual, as the others.
            id: Of the widget.
            classes: Of the widget.
        """
        super().__init__(name=name, id=id, classes=classes)
        self.empty = Empty("")
        """What is said when the source has no lines."""
        self.locks: Callable[[str], bool] | None = None
        """Whether what stands at an address is only shown, in this file for ever; None where nothing is."""
        self.view = Ranging(home)
        """What is in view and where the cursor stands; others read it, the grid changes it."""
        self.expected = Size(0, 0)
        """The size to come, where it is known before the first layout: what depends on it is drawn once."""
        self._refusal = ""
        self._drawn: dict[int, Strip] = {}
        self._strips: OrderedDict[tuple[object, ...], tuple[object, Strip]] = OrderedDict()
        """Lines that were drawn, each with what it says."""
        self._look: Look[Strip] | None = None

    @property
    def space(self) -> Size:
        """Its size, before the first layout the one to expect."""
        return self.size or self.expected

    def restyle(self) -> None:
        """Draw everything anew: after a change of theme or signs."""
        self._forget()
        self._settle()

    def render_line(self, y: int) -> Strip:
        """Line `y` of the widget."""
        self._fit()
        self._drawn[y] = strip = self._strip(y)
        return strip

    @property
    def _header_height(self) -> int:
        return self.view.header

    @property
    def _footer_height(self) -> int:
        return footer_height(self.view.source, self.app.size.width)

    def _fit(self) -> None:
        """The size as it is now; Textual may draw before it says that the size changed."""
        width, height = self.space
        body = max(0, height - self._header_height - self._footer_height)
        if (width, body) != (self.view.width, self.view.height):
            self.view.resize(width, body)
            self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self._look = None

    def _looking(self) -> Look[Strip]:
        ink = ink_of(self.app)
        look = self._look
        if look is None or look.ink is not ink:
            self._strips.clear()
            look = self._look = look_at(self.view, ink, self.locks)
        return look

    def _strip(self, y: int) -> Strip:
        look = self._looking()
        if not len(self.view.source):
            return empty_strip(look, self.empty, y, self.size.height)
        strip = face_strip(self.view, look, y, self._footer_height, self.has_focus, self._kept)
        if self._refusal and y == self._refusal_y():
            cell = self._cursor_cell()
            return refusal_over(look, strip, cell.x if cell else 0, self._refusal)
        return strip

    def _kept(self, key: tuple[object, ...], said: object, draw: Callable[[], Strip]) -> Strip:
        before, strip = self._strips.get(key, (None, None))
        if strip is None or (before is not said and before != said):
            strip = draw()
            self._strips[key] = said, strip
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.popitem(last=False)
        return strip

    def draw_ahead(self, at: int) -> None:
        """Draw a line that is not in view, and keep it; one that cannot be read is read when it is shown."""
        if self.is_attached and at < len(self.view.source):
            with suppress(PilotError):
                body_strip(self.view, self._looking(), at, self.has_focus, self._kept)

    def _settle(self, since: Cursor | None = None) -> None:
        """Repaint what looks different; `since` is where the cursor stood, where nothing else has changed."""
        if not self.is_attached or not self.size:
            return
        self._fit()
        if self._look is not None and self._look.placed != tuple(self.view.columns):
            self._forget()
        changed = []
        for y in self._doubtful(since):
            strip, before = self._strip(y), self._drawn.get(y)
            if strip is not before and strip != before:
                changed.append(Region(0, y, self.size.width, 1))
        if changed:
            self.refresh(*changed)
        self._place_caret()

    def _cursor_now(self) -> Cursor:
        """Where the cursor stands, and what else lines look different by while a cursor is moved."""
        view = self.view
        plain = view.selection is None and not self._refusal
        return Cursor(view.row, view.column, view.source, view.top, self._look if plain else None)

    def _doubtful(self, since: Cursor | None) -> Iterable[int]:
        """The lines that may look different: those of the cursor, with their headings, or all."""
        now = self._cursor_now()
        if since is None or not now.beside(since) or not len(now.source):
            return range(self.size.height)
        titles = range(self.view.header) if now.column != since.column else ()
        rows = {row for row in (since.row, now.row) if row >= 0}
        rows |= {at for row in rows if (at := self.view.source.heading_of(row)) is not None}
        seen = {y for row in rows if (y := self.view.y_of(row)) is not None} | {0}
        return sorted({*titles, *(y + self.view.header for y in seen)})

    def _cursor_cell(self) -> Region | None:
        """Where the cursor's cell is painted, None when it is out of view."""
        y = self.view.y_of(self.view.row) if self.view.row >= 0 else None
        placed = self._placed(self.view.column)
        if y is None or placed is None:
            return None
        return Region(placed.x, y + self._header_height, placed.width, 1)

    def _placed(self, column: str) -> Placed | None:
        return next((p for p in self.view.columns if p.column.key == column), None)

    def _refusal_y(self) -> int:
        """The line below the cursor's, above it at the bottom edge."""
        cell = self._cursor_cell()
        if cell is None:
            return -1
        return cell.y + 1 if cell.y + 1 < self.size.height else cell.y - 1

    def _place_caret(self) -> None:
        """The terminal's caret to where text will go: there the window of an input method opens."""
        at = self._caret_on_screen()
        if at is not None:
            self.app.cursor_position = at

    def _caret_on_screen(self) -> Offset | None:
        """Where on the screen that is; None while text goes elsewhere."""
        at = self._caret() if self.is_attached and self.size else None
        here = at is not None and self.screen.focused is self and self.screen.is_active
        return self.region.offset + at if here else None

    def _caret(self) -> Offset | None:
        """Where the caret stands in the grid."""
        cell = self._cursor_cell()
        if cell is not None:
            return cell.offset
        y = self.view.y_of(self.view.row) if self.view.row >= 0 else None
        return None if y is None else Offset(GUTTER, y + self._header_height)
