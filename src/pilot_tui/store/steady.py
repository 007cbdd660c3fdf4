"""Reading single rows once, while much is looked at and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_Row = dict[str, object]
_kept: dict[int, dict[tuple[str, str], _Row | None]] = {}
"""Connection → the rows that were read of it, by table and id; None where there is none."""


@contextmanager
def steady(db: sqlite3.Connection) -> Iterator[None]:
    """A row is read once while this lasts. Nothing may be written through the connection meanwhile."""
    if id(db) in _kept:
        yield
        return
    _kept[id(db)] = {}
    try:
        yield
    finally:
        del _kept[id(db)]


def kept(db: sqlite3.Connection) -> dict[tuple[str, str], _Row | None] | None:
    """What is kept for now; None where rows are read each time."""
    return _kept.get(id(db)) if _kept else None
