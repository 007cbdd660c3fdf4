"""What a grid shows of a viewport, line by line: header, body, total."""

from __future__ import annotations

from collections.abc import Callable

from pilot_tui.widgets.grid_paint import Look, header_strip, line_strip
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.roles import Ground, Made, Roles
from pilot_tui.widgets.sheet import Line, Source
from pilot_tui.widgets.viewport import Viewport, name_column

NARROW = 100
"""Below this width of the terminal a total is a band, with no hairline above it."""
Keep = Callable[[tuple[object, ...], object, Callable[[], Made]], Made]
"""Hands out the line of a key, drawn now, or kept from before if what it says is still the same."""


def look_at(view: Viewport, ink: Roles[Made], locks: Callable[[str], bool] | None = None) -> Look[Made]:
    """What the lines in view are drawn with."""
    return Look(ink, view.width, tuple(view.columns), name_column(view.placed), locks)


def footer_height(source: Source, terminal: int) -> int:
    """Lines of the total on a terminal that many cells wide."""
    if source.footer is None:
        return 0
    return 1 if terminal < NARROW else 2


def face_strip(view: Viewport, look: Look[Made], y: int, foot: int, block: bool, keep: Keep[Made]) -> Made:
    """Line `y` of a grid whose source has lines.

    Args:
        view: What is shown.
        look: What it is drawn with.
        y: Counted from the header's first line.
        foot: Lines of the total.
        block: Whether the cursor is a solid block.
        keep: Where drawn lines are kept.
    """
    header = view.header
    if y < header:
        titles = [c.title if y == 0 else c.subtitle for c in view.source.columns]
        return keep(("header", y, view.column), titles, lambda: header_strip(look, titles, view.column))
    y -= header
    shown = min(view.height, len(view.source))
    if y >= shown:
        return _foot(view, look, y - shown, foot, keep)
    at = view.index_at(y)
    return _blank(look) if at is None else body_strip(view, look, at, block, keep)


def body_strip(view: Viewport, look: Look[Made], at: int, block: bool, keep: Keep[Made]) -> Made:
    """The line at `at` of the source, in view or not; as `face_strip`."""
    column: str | None = None
    if at == view.row or (view.row >= 0 and at == view.source.heading_of(view.row)):
        column = view.column
    chosen, line = view.chosen(at), view.source.line(at)
    return keep(
        (at, column, block, chosen), line, lambda: line_strip(look, line, column, block, chosen=chosen)
    )


def _foot(view: Viewport, look: Look[Made], y: int, height: int, keep: Keep[Made]) -> Made:
    footer = view.source.footer
    if footer is None or y >= height:
        return _blank(look)
    if height == 2 and y == 0:
        return keep(("rule",), None, lambda: line_strip(look, Line("", kind="rule"), None, False))
    ground: Ground = "band" if height == 1 else "base"
    return keep(("footer",), footer, lambda: line_strip(look, footer, None, False, ground))


def _blank(look: Look[Made]) -> Made:
    return strip_of((), look.width, look.ink)
