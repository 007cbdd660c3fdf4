"""A long list of milestones with the reports of some of them below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from pilot_tui.panes.milestones.long import Long
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Line


class Opened:
    """A window on a file, with the reports of some tasks below them."""

    def __init__(self, around: Long, below: Mapping[str, Sequence[Line]]) -> None:
        self.columns, self.footer = around.columns, around.footer
        self.matched, self.groups = around.matched, around.groups
        self._around, self._below = around, below
        found = [(at, lines) for id, lines in below.items() if (at := around.find(id)) is not None]
        found.sort(key=lambda pair: pair[0])
        self._lines = [lines for _, lines in found]
        more = [0, *accumulate(len(lines) for lines in self._lines)]
        self._more = more
        """How many lines stand before each of them, and in the end all."""
        self._starts = [at + 1 + more[nth] for nth, (at, _) in enumerate(found)]
        """Where the lines of each stand."""

    def shaped(self, shape: Shape) -> Opened:
        """The same as `shape` wants it."""
        return Opened(self._around.shaped(shape), self._below)

    def __len__(self) -> int:
        return len(self._around) + self._more[-1]

    def line(self, index: int) -> Line:
        """The line at `index`."""
        nth, inside = self._at(index)
        if inside is not None:
            return self._lines[nth][inside]
        return self._around.line(index - self._more[nth + 1])

    def find(self, key: str) -> int | None:
        """Where a milestone, a report or a heading stands."""
        for nth, lines in enumerate(self._lines):
            for inside, one in enumerate(lines):
                if one.key == key and one.stands:
                    return self._starts[nth] + inside
        at = self._around.find(key)
        return None if at is None else at + self._before(at)

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's task stands."""
        nth, inside = self._at(index)
        own = self._starts[nth] - 1 - self._more[nth] if inside is not None else index - self._more[nth + 1]
        at = self._around.heading_of(own)
        return None if at is None else at + self._before(at)

    def _before(self, at: int) -> int:
        """How many lines of reports stand above a line of the list itself."""
        return self._more[
            sum(start - more <= at for start, more in zip(self._starts, self._more, strict=False))
        ]

    def _at(self, index: int) -> tuple[int, int | None]:
        """The last reports that begin above a line, −1 for none; and which of them it is."""
        nth = bisect_right(self._starts, index) - 1
        inside = index - self._starts[nth] if nth >= 0 else -1
        return nth, inside if nth >= 0 and inside < len(self._lines[nth]) else None
