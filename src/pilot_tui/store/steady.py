"""Reading single rows and changes once, while much is looked at and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pilot_tui.model import Change

_Row = dict[str, object]


class Kept(NamedTuple):
    """What was read of a connection."""

    rows: dict[tuple[str, str], _Row | None]
    """By table and id; None where there is none."""
    changes: dict[str, Change | None]
    """By uid; None where it is not here."""


_kept: dict[int, Kept] = {}
"""By connection."""


@contextmanager
def steady(db: sqlite3.Connection) -> Iterator[None]:
    """What is read is read once while this lasts. Nothing may be written through the connection meanwhile."""
    if id(db) in _kept:
        yield
        return
    _kept[id(db)] = Kept({}, {})
    try:
        yield
    finally:
        del _kept[id(db)]


def kept(db: sqlite3.Connection) -> Kept | None:
    """What is kept for now; None where all is read each time."""
    return _kept.get(id(db)) if _kept else None
