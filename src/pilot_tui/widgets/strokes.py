"""In which order what looks different is drawn: a colour is named once, for all that has it.

To name a colour takes three times the bytes of going elsewhere on the screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from pilot_tui.widgets.sgr import PLAIN, Pen, bare, change, for_blanks

Place: TypeAlias = tuple[int, int]
"""Line and column of a cell of the screen, counted from 1."""
Stroke: TypeAlias = tuple[Place, Pen, str, int]
"""A text of one pen, where it is to stand, and how many cells it takes."""


class Tip:
    """Where the terminal writes next and what with, and what it has been sent."""

    def __init__(self, over: Callable[[Place, int, Pen], str]) -> None:
        """A tip nobody knows the place of.

        Args:
            over: What stands in so many cells from a place on, if it may be written again with a pen.
        """
        self.at: Place | None = None
        """None where terminals differ."""
        self.pen = PLAIN
        self.out: list[str] = []
        self._over = over

    def drawn(self, strokes: Iterable[Stroke]) -> Tip:
        """The tip after these strokes; this one stays as it is."""
        after = Tip(self._over)
        at, pen, out = self.at, self.pen, [*self.out]
        for to, wanted, text, cells in strokes:
            if at != to:
                out.append(self._way(at, to, pen))
            if pen is not wanted:
                wanted = for_blanks(pen, wanted) if text.isspace() else wanted
                out.append(change(pen, wanted))
                pen = wanted
            out.append(text)
            at = (to[0], to[1] + cells)
        after.at, after.pen, after.out = at, pen, out
        return after

    def rest(self, at: Place | None) -> Tip:
        """Stand there, if it is known, with a plain pen; returns itself."""
        if at is not None:
            self.go(at)
        self.take(PLAIN)
        return self

    @property
    def length(self) -> int:
        """Characters sent."""
        return sum(map(len, self.out))

    def take(self, pen: Pen) -> None:
        """Draw with a pen from now on."""
        self.out.append(change(self.pen, pen))
        self.pen = pen

    def go(self, to: Place) -> None:
        """To a place."""
        if self.at != to:
            self.out.append(self._way(self.at, to, self.pen))
            self.at = to

    def _way(self, at: Place | None, to: Place, pen: Pen) -> str:
        """The shortest way to another place."""
        y, x = to
        if at is not None and to == (at[0] + 1, 1):
            return "\r\n"
        if at is None or at[0] != y or at[1] > x:
            return f"\x1b[{y};{x}H"
        step = x - at[1]
        return self._over(at, step, pen) or (f"\x1b[{step}C" if step > 1 else "\x1b[C")


def by_pen(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The same strokes, those of one pen together, each pen after the one it is nearest to."""
    found: defaultdict[Pen, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        found[bare(stroke[1]) if stroke[2].isspace() else stroke[1]].append(stroke)
    return [stroke for pen in _in_turn(frozenset(found)) for stroke in found[pen]]


@lru_cache(512)
def _in_turn(pens: frozenset[Pen]) -> tuple[Pen, ...]:
    """Pens, from a plain one always to the nearest; of those as near the same one on every machine."""
    left, at, turns = sorted(pens, key=_spelled), PLAIN, list[Pen]()
    while left:
        at = min(left, key=lambda pen: len(change(at, pen)))
        left.remove(at)
        turns.append(at)
    return tuple(turns)


def _spelled(pen: Pen) -> tuple[str, str, list[str]]:
    return pen.ground, pen.ink, sorted(pen.attributes)
