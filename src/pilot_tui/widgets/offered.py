"""A list to choose from, of any length: only the lines in view are made."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pilot_tui import cells
from pilot_tui.widgets.grid_paint import MARKER
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.roles import Ground
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import say

TALLEST = 18
"""Choices that are shown at once."""
_WHEEL = 3  # lines
_LONGEST_KEY = 12  # cells of a single short name, which is shown at the right


class Offered(Widget):
    """Choices below each other, one of them picked out; never takes the focus from what is typed in.

    The last line says which of how many are in view, where not all are.
    """

    ALLOW_SELECT = False

    class Taken(Message):
        """A click on a choice."""

    def __init__(self, given: Sequence[Named]) -> None:
        super().__init__()
        self._given = given
        self._found: list[int] = list(range(len(given)))
        self._at = self._top = 0
        self._under: int | None = None  # the line the mouse is over

    @property
    def lines(self) -> int:
        """All it needs."""
        return min(TALLEST, max(1, len(self._given))) + (len(self._given) > TALLEST)

    @property
    def chosen(self) -> Named | None:
        """The one picked out."""
        return self._given[self._found[self._at]] if self._found else None

    def show(self, found: list[int]) -> None:
        """Show these of the given, the first picked out."""
        self._found, self._at, self._top = found, 0, 0
        self.refresh()

    def step(self, by: int) -> None:
        """Pick out the next, or the one before, round and round."""
        if self._found:
            self._pick((self._at + by) % len(self._found))

    def page(self, by: int) -> None:
        """Pick out one as much further as is in view, at most the last."""
        if self._found:
            self._pick(max(0, min(len(self._found) - 1, self._at + by * self._rows)))

    @property
    def _rows(self) -> int:
        """Lines that hold choices."""
        return max(1, self.size.height - (len(self._found) > self.size.height))

    def _pick(self, at: int) -> None:
        before, top = self._at, self._top
        self._at = at
        self._top = max(at - self._rows + 1, min(self._top, at))
        if self._top == top:
            self.refresh(*(Region(0, row - top, self.size.width, 1) for row in {before, at}))
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Line `y`."""
        ink, width, rows = ink_of(self.app), self.size.width, self._rows
        if not self._found:
            said = (Run(f" {say('desk.no_choice')}", "muted"),) if y == 0 else ()
            return strip_of(said, width, ink, "band")
        if y >= rows:
            last = min(self._top + rows, len(self._found))
            place = f"{self._top + 1:,}–{last:,} / {len(self._found):,} "
            return strip_of((), width, ink, "band", (Run(place, "faint"),))
        at = self._top + y
        if at >= len(self._found):
            return strip_of((), width, ink, "band")
        one, on = self._given[self._found[at]], at == self._at
        ground: Ground = "cursor" if on else ("primary", 0.15) if y == self._under else "band"
        label = Run(one.label, "muted" if one.why else "bold foreground" if on else "foreground")
        why = (Run(f"  {one.why}", "muted" if on else "faint"),) if one.why else ()
        return strip_of((Run(MARKER if on else " ", "primary"), label, *why), width, ink, ground, _key(one))

    def on_resize(self) -> None:
        """The one picked out stays in view."""
        self._pick(self._at)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the one under the mouse."""
        at = self._top + event.y
        if event.y < self._rows and at < len(self._found):
            self._pick(at)
            self.post_message(self.Taken())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A tint under the mouse."""
        self._hover(event.y)

    def on_leave(self) -> None:
        """No more."""
        self._hover(None)

    def _hover(self, y: int | None) -> None:
        changed = {one for one in (self._under, y) if one is not None} if y != self._under else set()
        self._under = y
        if changed:
            self.refresh(*(Region(0, one, self.size.width, 1) for one in changed))

    def on_mouse_scroll_down(self) -> None:
        """Others come into view; what is picked out stays."""
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """The same, back."""
        self._scroll(-_WHEEL)

    def _scroll(self, by: int) -> None:
        self._top = max(0, min(len(self._found) - self._rows, self._top + by))
        self.refresh()


def _key(one: Named) -> Runs:
    """A single short name, such as a key, for the right edge."""
    alone = len(one.names) == 1 and cells.width(one.names[0]) <= _LONGEST_KEY
    return (Run(f"{cells.fit(one.names[0], _LONGEST_KEY)} ", "muted"),) if alone else ()
