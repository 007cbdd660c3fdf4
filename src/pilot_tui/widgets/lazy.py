"""A table whose lines are made as they are asked for: long lists of which a screen shows little."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from pilot_tui.widgets.answering import Spelled
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.shaping import shaped
from pilot_tui.widgets.sheet import Column, Line, Listed, Source

_KEPT = 512
"""Lines held at a time."""
_FETCHED = 16
"""Rows that are read together, before the first of them is made."""


class Lazy:
    """Rows by key, made one by one; a few lines after them.

    Only a filter or a sort asks for them all, once: then they are held like those of any other list.
    """

    footer: Line | None = None

    def __init__(
        self,
        columns: Sequence[Column],
        keys: Sequence[str],
        make: Callable[[str], Line],
        after: Sequence[Line] = (),
        spelled: Spelled = lambda _: (),
        fetch: Callable[[Sequence[str]], None] = lambda _: None,
        find: Callable[[str], int | None] | None = None,
    ) -> None:
        """A list.

        Args:
            columns: What a line shows.
            keys: Of the rows, in order.
            make: Makes the line of a key.
            after: The lines after them.
            spelled: How a text may be typed, for a filter.
            fetch: Told the keys of a few lines, of which at least one is about to be made.
            find: Where the row of a key stands; a list of all of them is made where nothing tells.
        """
        self.columns = columns
        self._keys, self._make, self._after, self._spelled, self._fetch = keys, make, after, spelled, fetch
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._find = find
        self._whole: Listed | None = None
        self._lately = -1
        """The first of the rows that were read last."""

    def shaped(self, shape: Shape) -> Source:
        """The rows that answer, in the order asked for."""
        if not shape.wanted and shape.sort is None:
            return self
        if self._whole is None:
            self._whole = Listed(self.columns, [*self._every(), *self._after])
        return shaped(self._whole, shape, self._spelled)

    def __len__(self) -> int:
        return len(self._keys) + len(self._after)

    def line(self, index: int) -> Line:
        """The line at `index`."""
        if index >= len(self._keys):
            return self._after[index - len(self._keys)]
        if index not in self._lines:
            self._read(index - index % _FETCHED)
            self._lines[index] = self._make(self._keys[index])
            if len(self._lines) > _KEPT:
                self._lines.popitem(last=False)
        return self._lines[index]

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""
        if self._find is None:
            self._find = {key: at for at, key in enumerate(self._keys)}.get
        return self._find(key)

    def _read(self, first: int) -> None:
        if first != self._lately:  # those who were read stay known while a screen is gone through
            self._lately = first
            self._fetch(self._keys[first : first + _FETCHED])

    def _every(self) -> Iterator[Line]:
        for first in range(0, len(self._keys), _FETCHED):
            few = self._keys[first : first + _FETCHED]
            self._fetch(few)
            yield from map(self._make, few)

    def heading_of(self, index: int) -> int | None:
        """None: there are no headings."""
        return None
