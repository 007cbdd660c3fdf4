"""A few fixed lines of runs: title, tabs, explain, footer. Never asks for layout."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from pilot_tui.widgets.bare import Painted
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.roles import Ground
from pilot_tui.widgets.sheet import Run

_Line = tuple[tuple[Run, ...], tuple[Run, ...]]


class Lines(Painted):
    """As many lines as it was given, each with a left and a right part; only what changed is repainted."""

    DEFAULT_CSS = """
    Lines { height: 1; }
    """

    def __init__(self, *, ground: Ground = "base", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._ground = ground
        self._lines: tuple[_Line, ...] = ()

    def set(self, lines: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]] = ()) -> None:
        """Show these lines, and `right` of each up to the right edge; the left part gives way."""
        ends = [tuple(runs) for runs in right] + [()] * len(lines)
        fresh = tuple((tuple(runs), end) for runs, end in zip(lines, ends, strict=False))
        before, self._lines = self._lines, fresh
        changed = [
            Region(0, y, self.size.width, 1)
            for y in range(max(len(before), len(fresh)))
            if before[y : y + 1] != fresh[y : y + 1]
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Line `y`."""
        left, right = self._lines[y] if y < len(self._lines) else ((), ())
        return strip_of(left, self.size.width, ink_of(self.app), self._ground, right)
