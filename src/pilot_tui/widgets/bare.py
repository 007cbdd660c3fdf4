"""Widgets without what Textual does to every line of a widget: borders, text of its own, mixed colours."""

from __future__ import annotations

from collections.abc import Sequence

from textual.filter import ANSIToTruecolor, DimFilter, LineFilter
from textual.widget import Widget


class Covered(Widget):
    """A place for other widgets, which cover it whole: there is nothing to draw under them."""

    BLANK = True


class Painted(Widget):
    """Paints its lines itself, in colours of its own."""

    ALLOW_SELECT = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but those for the terminal's sixteen colours and for faint ink: neither is painted with."""
        return [each for each in super().get_line_filters() if not isinstance(each, _NEVER)]


_NEVER = (ANSIToTruecolor, DimFilter)
