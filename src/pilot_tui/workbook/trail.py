"""The changes in a list, newest first: all of them by place in the log, or chosen ones by their numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol

from pilot_tui.store import Connection
from pilot_tui.store.windows import Window


class Trail(Protocol):
    """Arrival numbers by place, the newest at 0."""

    def __len__(self) -> int:
        """How many there are."""

    def at(self, db: Connection, index: int) -> int | None:
        """The number at a place; None where it turns out that there is none."""

    def find(self, db: Connection, n: int) -> int | None:
        """Where a number stands, or would stand."""

    def copy(self) -> Trail:
        """The same, to be read in another thread."""


class Whole:
    """All changes, read along their index."""

    def __init__(self, window: Window, n: int, *, exact: bool) -> None:
        self.window = window
        self.n = n
        """The last arrival number of the log when this was read."""
        self.exact = exact
        """Whether they have been counted; until then the number of the oldest is a guess."""

    def __len__(self) -> int:
        return self.window.count

    def at(self, db: Connection, index: int) -> int | None:
        """See `Trail`."""
        key = self.window.key(db, len(self) - 1 - index)
        return None if key is None else int(key[0])

    def find(self, db: Connection, n: int) -> int | None:
        """See `Trail`."""
        return len(self) - 1 - self.window.place(db, (n,))

    def copy(self) -> Whole:
        """See `Trail`."""
        return Whole(self.window.copy(), self.n, exact=self.exact)


class Chosen:
    """Some of them, eight bytes each."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = array("q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, _db: Connection, index: int) -> int | None:
        """See `Trail`."""
        return self._numbers[index]

    def find(self, _db: Connection, n: int) -> int | None:
        """See `Trail`."""
        return bisect_left(self._numbers, -n, key=lambda number: -number)

    def copy(self) -> Chosen:
        """See `Trail`."""
        return self
