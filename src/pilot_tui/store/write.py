"""Writing: one transaction that appends changes and moves the rows along."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import journal, opening, replay, site
from pilot_tui.tables import SCHEMA, TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

_LOGICAL_BITS = 16
_COLUMNS = (*journal.HASHED, "hash")
_APPEND = f"""INSERT INTO change ({", ".join(f'"{name}"' for name in _COLUMNS)})
    VALUES ({", ".join(f":{name}" for name in _COLUMNS)})"""
"""Plain SQL: what each edit does must not look up the table's columns first."""


class Transaction:
    """An open transaction that changes are made in; all of them are written, or none."""

    def __init__(self, db: Database, actor: str, reason: str, clock: Callable[[], float]) -> None:
        self._db = db
        self._conn: sqlite3.Connection = db.conn
        self._actor, self._reason = actor, reason
        self.site = site.own(self._conn)
        self._seq, self._tip = journal.tip(self._conn, self.site)
        self._step = self._seq + 1
        self._hlc = max(int(clock() * 1000) << _LOGICAL_BITS, self._last_hlc() + 1)
        self.made: list[Change] = []

    def edit(self, cell: Cell, value: object, undoes: str = "") -> Change:
        """One cell gets a new value, whatever heads it had."""
        past = journal.of_cell(self._conn, *cell)
        change = self._append(cell, journal.to_json(value), heads.cell_heads(past, cell.field), undoes)
        self._conn.execute(f'UPDATE "{cell.table}" SET "{cell.field}" = ? WHERE id = ?', (value, cell.id))
        self._keep_head(cell, change)
        return change

    def birth(self, table: str, id: str, row: dict[str, object], undoes: str = "") -> Change:
        """A row is born, or born again after it was retired."""
        seen = self._all_heads(table, id)
        full = {name: value for name, value in row.items() if value is not None}
        change = self._append(Cell(table, id, ""), journal.to_json(full), seen, undoes)
        self._db.table(table).insert({"id": id, **full})
        self._conn.execute("DELETE FROM head WHERE tbl = ? AND row = ?", (table, id))
        return change

    def retire(self, table: str, id: str, undoes: str = "") -> Change:
        """A row is taken out; the change lists every head it saw, so an unseen edit keeps the row."""
        change = self._append(Cell(table, id, ""), "null", self._all_heads(table, id), undoes)
        self._db.table(table).delete(id)
        return change

    def finish(self) -> None:
        """Keep the clock; to be called once, before the commit."""
        self._conn.execute("INSERT OR REPLACE INTO meta (k, v) VALUES ('hlc', ?)", (str(self._hlc),))

    def _append(self, cell: Cell, val: str, seen: Sequence[Change], undoes: str) -> Change:
        self._seq += 1
        change = Change(
            site=self.site,
            seq=self._seq,
            step=self._step,
            undoes=undoes,
            hlc=self._hlc,
            actor=self._actor,
            tbl=cell.table,
            row=cell.id,
            col=cell.field,
            val=val,
            deps=journal.uids(seen),
            schema=SCHEMA,
            reason=self._reason,
            hash=b"",
        )
        change = change._replace(hash=journal.digest(self._tip, change))
        self._tip, self._hlc = change.hash, self._hlc + 1
        self._conn.execute(_APPEND, columns(change))
        self.made.append(change)
        return change

    def _keep_head(self, cell: Cell, change: Change) -> None:
        self._conn.execute("DELETE FROM head WHERE tbl = ? AND row = ? AND col = ?", cell)
        self._conn.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?)", (*cell, change.site, change.seq))

    def _all_heads(self, table: str, id: str) -> list[Change]:
        """What a birth or a retirement sees: the row's own heads and those of all its cells."""
        past = journal.of_row(self._conn, table, id)
        columns = {one.col for one in past}
        return replay.existence(past) + [head for col in columns for head in heads.cell_heads(past, col)]

    def _last_hlc(self) -> int:
        found = self._conn.execute("SELECT v FROM meta WHERE k = 'hlc'").fetchone()
        return int(found[0]) if found else 0


def columns(change: Change) -> dict[str, object]:
    """A change as it is stored."""
    return {name: getattr(change, name) for name in _COLUMNS}


@contextmanager
def transaction(
    db: Database, path: Path, actor: str, reason: str = "", clock: Callable[[], float] = time.time
) -> Iterator[Transaction]:
    """Changes made inside are written together, or not at all; raises `Busy` or `FileRefused`."""
    conn: sqlite3.Connection = db.conn
    (patience,) = conn.execute("PRAGMA busy_timeout").fetchone()
    try:
        conn.execute(f"PRAGMA busy_timeout = {opening.WAIT_SECONDS * 1000:.0f}")  # who writes tries again
        conn.execute("BEGIN IMMEDIATE")
        with db.atomic():
            writing = Transaction(db, actor, reason, clock)
            yield writing
            writing.finish()
        conn.execute("COMMIT")
    except sqlite3.Error as error:
        raise opening.told(error, path) from error
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        conn.execute(f"PRAGMA busy_timeout = {patience}")
    if writing.made:
        site.remember(writing.site, writing.made[-1].seq, writing.made[-1].hash)


def known(cell: Cell) -> bool:
    """Whether the table and the field are ours: nothing else ever reaches an SQL statement."""
    table = TABLES.get(cell.table)
    return table is not None and table.field(cell.field) is not None
