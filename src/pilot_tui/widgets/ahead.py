"""The page that probably comes next, drawn while nothing is typed: see decision 0034."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

_STILL_SECONDS = 0.04
"""After a page, until it is taken to be looked at: longer than between two keys of one held down."""
_BREATH_SECONDS = 0.002
_AT_ONCE = 8
"""Lines drawn before it is looked whether a key has come."""


class Ahead:
    """Lines to be drawn soon, a few at a time; a new plan takes the place of the one before."""

    def __init__(
        self, draw: Callable[[int], object], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """Nothing is planned.

        Args:
            draw: Draws a line, wherever it is kept then.
            later: Does something after so many seconds.
        """
        self._draw, self._later = draw, later
        self._due: Iterator[int] = iter(())
        self._plan = 0

    def plan(self, lines: Iterable[int]) -> None:
        """Draw these lines when it has been still for a moment."""
        self.stop()
        self._due = iter(lines)
        self._later(_STILL_SECONDS, partial(self._go_on, self._plan))

    def stop(self) -> None:
        """Somebody does something else."""
        self._plan += 1

    def _go_on(self, plan: int) -> None:
        if plan != self._plan:
            return
        some = list(islice(self._due, _AT_ONCE))
        for line in some:
            self._draw(line)
        if some:
            self._later(_BREATH_SECONDS, partial(self._go_on, plan))
