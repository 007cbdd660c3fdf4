"""Writing: one transaction that appends changes and moves the rows along."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pilot_tui.errors import NeedsReason
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import Guard, seen_by
from pilot_tui.store import (
    conflicts,
    duplicates,
    edited_rows,
    guards,
    heads,
    journal,
    opening,
    replay,
    site,
    taking,
)
from pilot_tui.tables import SCHEMA

if TYPE_CHECKING:
    from sqlite_utils import Database

_LOGICAL_BITS = 16
Permit = Callable[[Cell, Mapping[str, object] | None], None]
"""Hears of every change before it is made and raises what refuses it: a cell with what it is to hold, a row
that is to be born (the cell's field is empty), or one that is to go (there is nothing it is to hold)."""
_COLUMNS = (*journal.HASHED, "hash")
_APPEND = f"""INSERT INTO change ({", ".join(f'"{name}"' for name in _COLUMNS)})
    VALUES ({", ".join(f":{name}" for name in _COLUMNS)})"""
"""Plain SQL: what each edit does must not look up the table's columns first."""


class Transaction:
    """An open transaction that changes are made in; all of them are written, or none."""

    def __init__(
        self,
        db: Database,
        actor: str,
        reason: str,
        clock: Callable[[], float],
        whence: str = "",
        permit: Permit | None = None,
    ) -> None:
        """`reason` is what a person says, and unlocks; `whence` is only told behind it."""
        self._db = db
        self._permit = permit
        self._conn: sqlite3.Connection = db.conn
        self._actor, self.reason = actor, reason
        self._told = " · ".join(filter(None, (reason, whence)))
        self.site = site.own(self._conn)
        self._seq, self._tip = journal.tip(self._conn, self.site)
        self._step = self._seq + 1
        self._hlc = max(int(clock() * 1000) << _LOGICAL_BITS, journal.clock(self._conn) + 1)
        self.made: list[Change] = []

    def edit(self, cell: Cell, value: object, undoes: str = "", beside: Sequence[Change] = ()) -> Change:
        """One cell gets a new value, whatever heads it had.

        `beside` are changes of other rows the author has seen and that the change is to say so of.
        """
        if self._permit is not None:
            self._permit(cell, {cell.field: value})
        db, guard = self._conn, guards.of_row(self._conn, cell.table, cell.id)
        seen = [*heads.of_cell(db, cell), *beside, *self._let_by(guard, undoes)]
        if guards.guards(cell.table, cell.field):
            seen += guards.seen(db, cell.table, cell.id)
        change = self._append(cell, journal.to_json(value), seen, undoes)
        db.execute(f'UPDATE "{cell.table}" SET "{cell.field}" = ? WHERE id = ?', (value, cell.id))
        heads.keep(db, cell, [change])
        conflicts.look_at_cell(db, cell, [change], guard, listed=True)
        if not self.stands_alone(cell.table, cell.field):
            conflicts.look_behind(db, cell.table, [cell.id])
        return change

    def edit_rows(
        self,
        table: str,
        rows: Mapping[str, Mapping[str, object]],
        undoes: Mapping[Cell, str] = {},  # read only
    ) -> None:
        """Cells of many rows that are there get new values, by id and field; all of them `stands_alone`.

        `undoes` are the changes that are taken back by it.
        """
        before, now, first = (
            edited_rows.stood(self._conn, table, rows),
            dict[Cell, list[Change]](),
            len(self.made),
        )
        for id, values in rows.items():
            for name, value in values.items():
                cell = Cell(table, id, name)
                if self._permit is not None:
                    self._permit(cell, {name: value})
                undone = undoes.get(cell, "")
                seen = [*before.heads(cell), *self._let_by(before.guards[id], undone)]
                now[cell] = [self._make(cell, journal.to_json(value), seen, undone)]
        taking.append(self._conn, self.made[first:])
        edited_rows.follow(self._conn, table, now, before)

    def birth(
        self, table: str, id: str, row: dict[str, object], undoes: str = "", *, open: Collection[str] = ()
    ) -> Change:
        """A row is born, or born again after it was retired; conflicts of `open` cells stay as they are."""
        if self._permit is not None:
            self._permit(Cell(table, id, ""), row)
        seen = self._all_heads(table, id, open) + self._let_by(
            guards.of_row(self._conn, table, id, row), undoes
        )
        if guards.is_guard(table):
            seen += guards.seen(self._conn, table, id)
        full = {name: value for name, value in row.items() if value is not None}
        change = self._append(Cell(table, id, ""), journal.to_json(full), seen, undoes)
        if len(seen) > 0:
            taking.rebuild(self._conn, table, id)
        else:
            self._db.table(table).insert({"id": id, **full})
            conflicts.look_at_row(self._conn, table, id)
        conflicts.look_behind(self._conn, table, [id])
        return change

    def retire(self, table: str, id: str, undoes: str = "") -> Change:
        """A row is taken out; the change lists every head it saw, so an unseen edit keeps the row."""
        if self._permit is not None:
            self._permit(Cell(table, id, ""), None)
        seen = self._all_heads(table, id) + self._let_by(guards.of_row(self._conn, table, id), undoes)
        change = self._append(Cell(table, id, ""), "null", seen, undoes)
        self._db.table(table).delete(id)
        conflicts.look_at_row(self._conn, table, id)
        conflicts.look_behind(self._conn, table, [id])
        return change

    @staticmethod
    def stands_alone(table: str, field: str) -> bool:
        """Whether a change of a field bears on no other row: it neither guards any nor names its own."""
        return not guards.guards(table, field) and not duplicates.matters(table, field)

    def finish(self) -> None:
        """Keep the clock; to be called once, before the commit."""
        journal.keep_clock(self._conn, self._hlc)

    def _append(self, cell: Cell, val: str, seen: Sequence[Change], undoes: str) -> Change:
        change = self._make(cell, val, seen, undoes)
        self._conn.execute(_APPEND, columns(change))
        return change

    def _make(self, cell: Cell, val: str, seen: Sequence[Change], undoes: str) -> Change:
        """The next change of this site; it is not in the log yet."""
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
            reason=self._told,
            hash=b"",
        )
        change = change._replace(hash=journal.digest(self._tip, change))
        self._tip, self._hlc = change.hash, self._hlc + 1
        self.made.append(change)
        return change

    def _let_by(self, guard: Guard | None, undoes: str) -> list[Change]:
        """What of its guard a change is to say it has seen; raises `NeedsReason` where a reason is asked for.

        What was written knowing of an approval may be taken back without one. A mark that is left to somebody
        else says nothing: whoever it is left to is to look at it.
        """
        if guard is None or guard.person == self._actor:
            return []
        set_by = journal.by_uid(self._conn, guard.uid)
        assert set_by is not None
        undone = journal.by_uid(self._conn, undoes) if undoes else None
        if not self.reason and not (undone and (guard.person or guard.uid in seen_by(undone))):
            raise NeedsReason(kind=guard.kind, who=guard.person or set_by.actor)
        return [] if guard.person else [set_by]

    def _all_heads(self, table: str, id: str, but: Collection[str] = ()) -> list[Change]:
        """What a birth or a retirement sees: the row's own heads and those of all its cells."""
        past = journal.of_row(self._conn, table, id)
        columns = {one.col for one in past} - {*but}
        found = replay.existence(past)
        if not but:
            return found + [head for col in columns for head in rules.cell_heads(past, col)]
        return found + [head for col in columns - {""} for head in rules.cell_heads(past, col)]


def columns(change: Change) -> dict[str, object]:
    """A change as it is stored."""
    return {name: getattr(change, name) for name in _COLUMNS}


@contextmanager
def transaction(
    db: Database,
    path: Path,
    actor: str,
    reason: str = "",
    clock: Callable[[], float] = time.time,
    whence: str = "",
    permit: Permit | None = None,
) -> Iterator[Transaction]:
    """Changes made inside are written together, or not at all; raises `Busy` or `FileRefused`."""
    conn: sqlite3.Connection = db.conn
    (patience,) = conn.execute("PRAGMA busy_timeout").fetchone()
    try:
        conn.execute(f"PRAGMA busy_timeout = {opening.WAIT_SECONDS * 1000:.0f}")  # who writes tries again
        conn.execute("BEGIN IMMEDIATE")
        with db.atomic():
            writing = Transaction(db, actor, reason, clock, whence, permit)
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
