"""Windows on long lists: which rows stand at a place, read along an index, never counted from the first.

`OFFSET` walks over every row before the page. Here it walks inside the index only, and from the nearest
*anchor*, the key of every 4,096th row; where no anchors are known, from the nearer end.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

Key = tuple[int | str, ...]
"""The values a row is ordered by; no two rows have the same."""

STRIDE = 4096
"""Rows from one anchor to the next."""
PAGE = 256
"""Keys read at a time."""
_PAGES = 8
"""Pages kept."""


class Run(NamedTuple):
    """Rows that follow each other in an index."""

    table: str
    """With the index, where SQLite must be told."""
    where: str
    """What they share, in SQL."""
    facts: tuple[object, ...]
    """The values of its question marks."""
    order: tuple[str, ...]
    """The columns they are ordered by, together unique; none of them blank."""


class Window:
    """The keys of a run by place, read as they are asked for; small, for a list has one a task."""

    __slots__ = ("_pages", "anchors", "count", "guessed", "run")

    def __init__(self, run: Run) -> None:
        self.run = run
        self.count = 0
        """How many rows there are, as far as `measure` has come."""
        self.guessed = False
        """Whether `count` may be too large: then places are counted from the end only."""
        self.anchors: list[Key] = []
        """The keys of rows 4,096, 8,192 …, as far as they are known."""
        self._pages: dict[int, list[Key | None]] = {}
        """Those last asked for, the last of them last."""

    def copy(self) -> Window:
        """The same rows, with pages of its own: for another thread."""
        fresh = Window(self.run)
        fresh.count, fresh.guessed, fresh.anchors = self.count, self.guessed, list(self.anchors)
        return fresh

    def key(self, db: sqlite3.Connection, at: int) -> Key | None:
        """The key of the row at `at`; None when rows went since they were counted."""
        page, nth = divmod(at, PAGE)
        found = self._pages.pop(page, None) or self.keys(db, page * PAGE, PAGE)
        self._pages[page] = found
        if len(self._pages) > _PAGES:
            del self._pages[next(iter(self._pages))]
        return found[nth] if nth < len(found) else None

    def keys(self, db: sqlite3.Connection, at: int, count: int) -> list[Key | None]:
        """The keys of up to `count` rows from `at` on; None for those that turn out not to be there."""
        strides = min(at // STRIDE, len(self.anchors))
        count = min(count, self.count - at)
        ahead, behind = at - strides * STRIDE, self.count - at - count
        if self.guessed or behind < ahead:
            found = _select(db, self.run, None, count, behind, backwards=True)[::-1]
            return [*[None] * (count - len(found)), *found]  # what stands at the end is sure to stand there
        return list(_select(db, self.run, self._start(strides), count, ahead))

    def place(self, db: sqlite3.Connection, key: Key) -> int:
        """How many rows stand before `key`."""
        strides = bisect_right(self.anchors, key)
        return strides * STRIDE + _between(db, self.run, self._start(strides), key)

    def _start(self, strides: int) -> Key | None:
        return self.anchors[strides - 1] if strides else None


def measure(db: sqlite3.Connection, run: Run) -> Iterator[Window]:
    """The window of a run as it is counted, handed out after every stride: no writer waits for long."""
    window = Window(run)
    window.count = _count(db, run, None)
    while window.count > len(window.anchors) * STRIDE + STRIDE:
        start = window.anchors[-1] if window.anchors else None
        window.anchors += _select(db, run, start, 1, STRIDE)
        yield window
        window.count = len(window.anchors) * STRIDE + _count(db, run, window.anchors[-1])
    yield window


def measured(db: sqlite3.Connection, run: Run) -> Window:
    """The window of a run, counted at once."""
    *_, window = measure(db, run)
    return window


def _count(db: sqlite3.Connection, run: Run, start: Key | None) -> int:
    """How many rows there are from `start` on, up to one more than a stride."""
    where, facts = _from(run, start)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {run.table} WHERE {where} LIMIT {STRIDE + 1})"
    return int(db.execute(sql, facts).fetchone()[0])


def _select(
    db: sqlite3.Connection, run: Run, start: Key | None, count: int, skipped: int, *, backwards: bool = False
) -> list[Key]:
    """Up to `count` keys after `skipped` others, from `start` on or from the end."""
    where, facts = _from(run, start)
    order = ", ".join(f"{column} DESC" if backwards else column for column in run.order)
    sql = f"SELECT {', '.join(run.order)} FROM {run.table} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return db.execute(sql, (*facts, count, skipped)).fetchall()


def _between(db: sqlite3.Connection, run: Run, start: Key | None, end: Key) -> int:
    """How many rows there are from `start` on and before `end`."""
    where, facts = _from(run, start)
    sql = f"SELECT count(*) FROM {run.table} WHERE {where} AND {_tuple(run)} < ({_marks(end)})"
    return int(db.execute(sql, (*facts, *end)).fetchone()[0])


def _from(run: Run, start: Key | None) -> tuple[str, tuple[object, ...]]:
    if start is None:
        return run.where, run.facts
    return f"{run.where} AND {_tuple(run)} >= ({_marks(start)})", (*run.facts, *start)


def _tuple(run: Run) -> str:
    return f"({', '.join(run.order)})"


def _marks(key: Key) -> str:
    return ", ".join("?" * len(key))
