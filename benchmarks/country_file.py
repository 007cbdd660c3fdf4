"""Writing a synthetic country: births in order, indexes last, then the edits. Nothing is held but a slice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import country_edits
from country import Size
from country_rows import Born, tables

from pilot_tui.store import conflicts, journal, schema
from pilot_tui.store.building import BASE_TIME_MS
from pilot_tui.tables import SCHEMA, TABLES

_SLICE = 5_000
_LOG = (*journal.HASHED, "hash")
_AT_ONCE = 60
"""Rows a statement inserts: with few enough values for every SQLite."""

Logged = tuple[object, ...]
"""A line of the log, in the order of `_LOG`."""


class Chain:
    """The hashes of one site."""

    def __init__(self) -> None:
        self.last = journal.GENESIS

    def add(self, told: Sequence[object]) -> Logged:
        """The line with its hash; the same as `journal.digest`, in one piece."""
        pieces = [self.last]
        for one in told:
            stored = str(one).encode()
            pieces += (len(stored).to_bytes(8), stored)
        self.last = hashlib.sha256(b"".join(pieces)).digest()
        return (*told, self.last)


def write(path: Path, size: Size) -> None:
    """Write the country to a fresh file."""
    path.touch(mode=0o600)
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA page_size = 4096")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        _settle(db)
        indexes = _bare(db)
        db.execute("BEGIN")
        starts = _births(db, size)
        db.execute("COMMIT")
        for index in indexes:
            db.execute(index)
        db.execute("BEGIN")
        _edits(db, size, starts)
        db.execute("COMMIT")
    finally:
        db.close()


def _settle(db: sqlite3.Connection) -> None:
    """For building only: a file that is lost half-way is built again."""
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -65536",
        "locking_mode = EXCLUSIVE",
    ):
        db.execute(f"PRAGMA {setting}")


def _bare(db: sqlite3.Connection) -> list[str]:
    """The schema without its indexes; how to make them."""
    from sqlite_utils import Database

    schema.migrate(Database(db))
    found = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        db.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _births(db: sqlite3.Connection, size: Size) -> dict[str, int]:
    """Insert every row and its birth; returns table → the `seq` before its first."""
    chain, seq, starts = Chain(), 0, {}
    for table, rows in tables(size).items():
        starts[table] = seq
        names = TABLES[table].columns()
        given = iter(rows(size))
        while slice := list(islice(given, _SLICE)):
            _insert(db, table, names, ((id, *map(row.get, names[1:])) for id, row in slice))
            _insert(db, "change", _LOG, _logged(chain, table, slice, seq))
            seq += len(slice)
    db.execute("INSERT INTO meta (k, v) VALUES ('hlc', ?)", (str((BASE_TIME_MS << 16) + seq),))
    return starts


def _logged(chain: Chain, table: str, born: Iterable[Born], seq: int) -> Iterator[Logged]:
    for at, (id, row) in enumerate(born, seq + 1):
        val = journal.to_json({name: value for name, value in row.items() if value is not None})
        hlc = (BASE_TIME_MS << 16) + at
        yield chain.add(("base", at, 1, "", hlc, "base", table, id, "", val, "[]", SCHEMA, ""))


def _edits(db: sqlite3.Connection, size: Size, starts: dict[str, int]) -> None:
    chains: dict[str, Chain] = {}
    made = country_edits.edits(db, size, starts)
    while slice := list(islice(made, _SLICE)):
        _insert(db, "change", _LOG, [chains.setdefault(str(one[0]), Chain()).add(one) for one in slice])
    country_edits.settle(db)
    for row in sorted(conflicts.suspects(db)):
        conflicts.look_at_row(db, *row)


def _insert(
    db: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Several rows a statement: twice as fast as one."""
    head = f'INSERT INTO "{table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)}) VALUES '
    one = f"({', '.join('?' * len(names))})"
    given = iter(rows)
    while slice := list(islice(given, _AT_ONCE)):
        db.execute(head + ", ".join([one] * len(slice)), [value for row in slice for value in row])
