"""The face of a grid: draws what a viewport shows, and repaints only what looks different."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from pilot_tui.widgets.grid_paint import Empty, Look, empty_strip, header_strip, line_strip, refusal_over
from pilot_tui.widgets.ink import Ground, Ink, ink_of
from pilot_tui.widgets.layout import GUTTER, Placed
from pilot_tui.widgets.paint import difference
from pilot_tui.widgets.sheet import Line
from pilot_tui.widgets.viewport import Viewport, name_column

NARROW = 100
"""Below this width of the terminal a total is a band, with no hairline above it."""
_STRIPS_KEPT = 1024


class GridCanvas(Widget):
    """A viewport on the screen."""

    ALLOW_SELECT = False
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
        self.view = Viewport(home)
        """What is in view and where the cursor stands; others read it, the grid changes it."""
        self._refusal = ""
        self._drawn: dict[int, Strip] = {}
        self._strips: OrderedDict[tuple[object, ...], Strip] = OrderedDict()
        self._look: Look | None = None

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
        columns = self.view.source.columns
        if not len(self.view.source) or not any(c.title or c.subtitle for c in columns):
            return 0
        return 2 if any(c.subtitle for c in columns) else 1

    @property
    def _footer_height(self) -> int:
        if self.view.source.footer is None:
            return 0
        return 1 if self.app.size.width < NARROW else 2

    def _fit(self) -> None:
        """The size as it is now; Textual may draw before it says that the size changed."""
        width, height = self.size
        body = max(0, height - self._header_height - self._footer_height)
        if (width, body) != (self.view.width, self.view.height):
            self.view.resize(width, body)
            self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self._look = None

    def _looking(self) -> Look:
        ink: Ink = ink_of(self.app)
        look = self._look
        if look is None or look.ink is not ink:
            self._strips.clear()
            placed = tuple(self.view.columns)
            look = self._look = Look(ink, self.view.width, placed, name_column(self.view.placed))
        return look

    def _strip(self, y: int) -> Strip:
        look = self._looking()
        if not len(self.view.source):
            return empty_strip(look, self.empty, y, self.size.height)
        strip = self._plain_strip(look, y)
        if self._refusal and y == self._refusal_y():
            cell = self._cursor_cell()
            return refusal_over(look, strip, cell.x if cell else 0, self._refusal)
        return strip

    def _plain_strip(self, look: Look, y: int) -> Strip:
        header = self._header_height
        if y < header:
            titles = [c.title if y == 0 else c.subtitle for c in self.view.source.columns]
            return self._kept(
                ("header", y, self.view.column), lambda: header_strip(look, titles, self.view.column)
            )
        y -= header
        shown = min(self.view.height, len(self.view.source))
        if y >= shown:
            return self._foot_strip(look, y - shown)
        at = self.view.index_at(y)
        return self._line_strip(look, at) if at is not None else _blank(look)

    def _line_strip(self, look: Look, at: int) -> Strip:
        column: str | None = None
        if at == self.view.row or (self.view.row >= 0 and at == self.view.source.heading_of(self.view.row)):
            column = self.view.column
        key = (at, column, self.has_focus)
        return self._kept(key, lambda: line_strip(look, self.view.source.line(at), column, self.has_focus))

    def _foot_strip(self, look: Look, y: int) -> Strip:
        footer, height = self.view.source.footer, self._footer_height
        if footer is None or y >= height:
            return _blank(look)
        if height == 2 and y == 0:
            return self._kept(("rule",), lambda: line_strip(look, Line("", kind="rule"), None, False))
        ground: Ground = "band" if height == 1 else "base"
        return self._kept(("footer",), lambda: line_strip(look, footer, None, False, ground))

    def _kept(self, key: tuple[object, ...], draw: Callable[[], Strip]) -> Strip:
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = draw()
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.popitem(last=False)
        return strip

    def _settle(self) -> None:
        """Repaint what looks different now."""
        if not self.is_attached or not self.size:
            return
        self._fit()
        if self._look is not None and self._look.placed != tuple(self.view.columns):
            self._forget()
        changed = []
        for y in range(self.size.height):
            strip, before = self._strip(y), self._drawn.get(y)
            if strip is not before and strip != before:
                start, cells = difference(before, strip)
                changed.append(Region(start, y, cells, 1))
        if changed:
            self.refresh(*changed)
        self._place_caret()

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


def _blank(look: Look) -> Strip:
    return Strip.blank(look.width, look.ink())
