"""A key's frame, painted as soon as the key has done what it does: see decision 0036.

Textual waits until everybody is idle, then puts all lines of the screen together, though a key changes few.
Here only those are drawn that asked for it, and Textual finds nothing left to do. Where something is laid out
anew it says what is to be painted; whatever is more than lines that widgets draw themselves, it paints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, cast

from rich.color import ColorSystem
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from pilot_tui.widgets.bare import Covered, Painted
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
    shown = screen._compositor.visible_widgets
    if not _free(screen) or any(map(_moves, shown)):
        return
    _draw(
        screen,
        (
            (region, widget, _wanted(widget, region.size))
            for widget, (region, clip) in shown.items()
            if isinstance(widget, Painted) and widget._repaint_regions and clip.contains_region(region)
        ),
    )


def paint_over(screen: Screen[None], regions: Collection[Region]) -> bool:
    """Paint the lines of a screen in these regions; False, without doing so, where there is more to see."""
    shown = screen._compositor.visible_widgets if _free(screen) else {}
    painted = {
        widget: region
        for widget, (region, clip) in shown.items()
        if isinstance(widget, Painted) and clip.contains_region(region)
    }
    below = [one for one in shown if one is screen or isinstance(one, Covered)]
    gaps = screen.size.area - sum(region.area for region in painted.values())
    if gaps or len(painted) + len(below) < len(shown):
        return False
    _draw(screen, ((region, one, _within(region, regions)) for one, region in painted.items()))
    return True


def _free(screen: Screen[None]) -> bool:
    """Whether what is painted now is seen: nothing lies over it, and its driver takes lines."""
    app = screen.app
    return app.screen is screen and not app._batch_count and hasattr(app._driver, "draw")


def _draw(screen: Screen[None], due: Iterable[tuple[Region, Painted, Iterable[int]]]) -> None:
    """Draw these lines of widgets, each where its widget stands."""
    app = screen.app
    system = app.console._color_system
    pieces = [
        ((region.y + y + 1, region.x + 1), [(text, _pen(style, system)) for text, style, _ in strip])
        for region, widget, lines in due
        for y, strip in _strips(widget, lines)
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


def _wanted(widget: Painted, size: Size) -> Iterable[int]:
    """The lines a widget wants painted anew; it wants nothing any more."""
    lines = {y for region in widget._exchange_repaint_regions() for y in region.line_range}
    return sorted(lines & {*range(size.height)})


def _within(place: Region, regions: Iterable[Region]) -> Iterable[int]:
    """The lines of a widget that some of the regions of its screen touch."""
    touched = (place.intersection(region).translate((-place.x, -place.y)) for region in regions)
    return sorted({y for region in touched for y in region.line_range})


def _strips(widget: Painted, lines: Iterable[int]) -> Iterator[tuple[int, Strip]]:
    """Lines of a widget, whole."""
    filters = widget.get_line_filters()
    for y in lines:
        strip = widget.render_line(y)
        for each in filters:
            strip = strip.apply_filter(each, widget.background_colors[1])
        yield y, strip


@lru_cache(1024)
def _pen(style: Style | None, system: ColorSystem | None) -> Pen:
    """What the terminal draws a style with."""
    told = style.render(" ", color_system=system) if style is not None else ""
    return after(PLAIN, told.partition("m")[0][2:]) if told.startswith("\x1b") else PLAIN
