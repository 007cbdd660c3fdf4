"""Tables one below the other in one grid."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Protocol

from pilot_tui.widgets.sheet import Column, Line

_HELD = 64
"""Blocks held at a time."""


class Part(Protocol):
    """Some lines."""

    def __len__(self) -> int:
        """How many."""

    def line(self, index: int) -> Line:
        """The line at `index`."""

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line stands."""


class Blocks:
    """As many lines for each of many things, made as they are asked for."""

    def __init__(
        self, names: Sequence[str], size: int, make: Callable[[str], Sequence[Line]], head: int = 0
    ) -> None:
        """Nothing is made yet.

        Args:
            names: What there is a block for; the keys of its rows begin with its name and a point.
            size: Lines of a block.
            make: The lines of a block.
            head: Which of them is the heading.
        """
        self._names, self._size, self._make, self._head = names, size, make, head
        self._places = {name: at for at, name in enumerate(names)}
        self._made: OrderedDict[str, Sequence[Line]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._names) * self._size

    def line(self, index: int) -> Line:
        """The line at `index`."""
        return self._block(index // self._size)[index % self._size]

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""
        at = self._places.get(key.partition(".")[0])
        if at is None:
            return None
        rows = (nth for nth, line in enumerate(self._block(at)) if line.key == key and line.stands)
        nth = next(rows, None)
        return None if nth is None else at * self._size + nth

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's block stands."""
        return index // self._size * self._size + self._head

    def _block(self, at: int) -> Sequence[Line]:
        name = self._names[at]
        if name not in self._made:
            self._made[name] = self._make(name)
            if len(self._made) > _HELD:
                self._made.popitem(last=False)
        return self._made[name]


class Stacked:
    """Parts, one below the other."""

    footer: Line | None = None

    def __init__(self, columns: Sequence[Column], parts: Sequence[Part]) -> None:
        self.columns = columns
        self._parts = parts
        self._starts = [0, *accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    def line(self, index: int) -> Line:
        """The line at `index`."""
        part, start = self._part(index)
        return part.line(index - start)

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""
        for part, start in zip(self._parts, self._starts, strict=False):
            if (at := part.find(key)) is not None:
                return start + at
        return None

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line stands, in its own part."""
        if not 0 <= index < len(self):
            return None
        part, start = self._part(index)
        at = part.heading_of(index - start)
        return None if at is None else start + at

    def _part(self, index: int) -> tuple[Part, int]:
        at = bisect_right(self._starts, index) - 1
        return self._parts[at], self._starts[at]
