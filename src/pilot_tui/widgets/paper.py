"""A long text on the screen: scrolled by line, by page and to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from pilot_tui.widgets.bare import Painted
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.sheet import Run, Runs

_WHEEL = 3
"""Lines."""
_MARGIN = 2


class Paper(Painted, can_focus=True):
    """Lines of which as many are painted as are in view."""

    class Scrolled(Message):
        """Other lines have come into view."""

    def __init__(self, inks: Mapping[str, str], *, id: str | None = None) -> None:
        """An empty sheet.

        Args:
            inks: Signs that are painted in an ink of their own.
            id: As of every widget.
        """
        super().__init__(id=id)
        self._inks = inks
        self._signs = re.compile("|".join(map(re.escape, inks))) if inks else None
        self._lines: Sequence[str] = ()
        self._wanted = ""
        self.top = 0
        """The first line in view."""

    def show(self, lines: Sequence[str], top: int = 0) -> None:
        """Other lines, from `top` on."""
        self._lines = lines
        self.top = -1
        self.to(top)

    def mark(self, wanted: str) -> None:
        """Show where a text stands; empty for none."""
        self._wanted = wanted.casefold()
        self.refresh()

    @property
    def room(self) -> int:
        """How many lines are in view."""
        return max(1, self.size.height)

    @property
    def last_top(self) -> int:
        """The farthest it is scrolled."""
        return max(0, len(self._lines) - self.room)

    def to(self, line: int) -> None:
        """Scroll so that this line is the first in view, as far as there are lines."""
        top = max(0, min(line, self.last_top))
        if top != self.top:
            self.top = top
            self.refresh(Region(0, 0, self.size.width, self.size.height))
            self.post_message(self.Scrolled())

    def by(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.to(self.top + lines)

    def page(self, pages: int) -> None:
        """Scroll by so many pages, a line of the last one kept in view."""
        self.by(pages * max(1, self.room - 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.by(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.by(-_WHEEL)

    def render_line(self, y: int) -> Strip:
        """Line `y` of those in view."""
        at = self.top + y
        line = self._lines[at] if at < len(self._lines) else ""
        runs = (Run(" " * _MARGIN), *(self._found(line) if self._wanted else self._coloured(line)))
        return strip_of(runs, self.size.width, ink_of(self.app), "base")

    def _coloured(self, line: str) -> Runs:
        runs: list[Run] = []
        end = 0
        for found in self._signs.finditer(line) if self._signs else ():
            runs += [Run(line[end : found.start()]), Run(found[0], self._inks[found[0]])]
            end = found.end()
        return (*runs, Run(line[end:]))

    def _found(self, line: str) -> Runs:
        """Where the text stands that is looked for; a line in which it does not is painted as ever."""
        plain, size = line.casefold(), len(self._wanted)
        if len(plain) != len(line) or self._wanted not in plain:
            return self._coloured(line)
        runs: list[Run] = []
        end = 0
        while (at := plain.find(self._wanted, end)) >= 0:
            runs += [Run(line[end:at]), Run(line[at : at + size], "bold primary")]
            end = at + size
        return (*runs, Run(line[end:]))
