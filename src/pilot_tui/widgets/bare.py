"""Widgets without what Textual does to every line of a widget: borders, text of its own, mixed colours."""

from __future__ import annotations

from collections.abc import Sequence

from textual.filter import ANSIToTruecolor, DimFilter, LineFilter
from textual.geometry import Size
from textual.widget import Widget


class Fixed(Widget):
    """Nothing in it scrolls by Textual: that it has got its room asks for no second layout."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class Covered(Fixed):
    """A place for other widgets, which cover it whole: there is nothing to draw under them."""

    BLANK = True


class Painted(Fixed):
    """Paints its lines itself, in colours of its own."""

    ALLOW_SELECT = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but those for the terminal's sixteen colours and for faint ink: neither is painted with."""
        return [each for each in super().get_line_filters() if not isinstance(each, _NEVER)]


_NEVER = (ANSIToTruecolor, DimFilter)
