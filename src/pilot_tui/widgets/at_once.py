"""A key's frame, painted as soon as the key has done what it does: see decision 0036.

Textual waits until everybody is idle, then puts all lines of the screen together, though a key changes few.
Here only those are drawn that asked for it, and Textual finds nothing left to do. Whatever is more than other
colours and signs on lines that stand where they stood is left to Textual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, cast

from rich.color import ColorSystem
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from pilot_tui.widgets.bare import Painted
from pilot_tui.widgets.glass import Piece
from pilot_tui.widgets.sgr import PLAIN, Pen, after
from pilot_tui.widgets.strokes import Place

if TYPE_CHECKING:
    from textual.screen import Screen


class Drawing(Protocol):
    """A driver that takes lines as they are: see `thrift`."""

    def draw(self, pieces: Iterable[Piece], caret: Place) -> None:
        """Write them."""


def paint(screen: Screen[None]) -> None:
    """Paint what looks different on the lines of a screen, now; all else waits for Textual's own frame."""
    app, shown = screen.app, screen._compositor.visible_widgets
    waits = not screen.is_current or app._batch_count or any(map(_moves, shown))
    if waits or not hasattr(app._driver, "draw"):
        return
    system = app.console._color_system
    pieces = [
        ((region.y + y + 1, region.x + 1), [(text, _pen(style, system)) for text, style, _ in strip])
        for widget, (region, clip) in shown.items()
        if isinstance(widget, Painted) and widget._repaint_regions and clip.contains_region(region)
        for y, strip in _due(widget, region.size)
    ]
    if pieces:
        caret = screen.outer_size.clamp_offset(app.cursor_position)
        app._begin_update()
        in_order = sorted(pieces, key=itemgetter(0))  # the glass sends what goes back in a line at once
        cast("Drawing", app._driver).draw(in_order, (caret.y + 1, caret.x + 1))
        app._end_update()


def _moves(widget: Widget) -> bool:
    """Whether Textual has yet to find out where a widget stands."""
    return widget._layout_required or widget._scroll_required or widget._recompose_required


def _due(widget: Painted, size: Size) -> Iterator[tuple[int, Strip]]:
    """The lines a widget wants painted anew, whole; it wants nothing any more."""
    filters = widget.get_line_filters()
    lines = {y for region in widget._exchange_repaint_regions() for y in region.line_range}
    for y in sorted(lines & {*range(size.height)}):
        strip = widget.render_line(y)
        for each in filters:
            strip = strip.apply_filter(each, widget.background_colors[1])
        yield y, strip


@lru_cache(1024)
def _pen(style: Style | None, system: ColorSystem | None) -> Pen:
    """What the terminal draws a style with."""
    told = style.render(" ", color_system=system) if style is not None else ""
    return after(PLAIN, told.partition("m")[0][2:]) if told.startswith("\x1b") else PLAIN
