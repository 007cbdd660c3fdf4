"""Taking changes in that were made elsewhere: into the log, and from there into rows, heads and conflicts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import seen_by
from pilot_tui.store import conflicts, edited_rows, guards, heads, journal, replay
from pilot_tui.store.edited_rows import Rows
from pilot_tui.tables import TABLES

Ticking = Callable[[int, int], None]
_COLUMNS = (*journal.HASHED, "hash")
_APPEND = f"INSERT INTO change ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_AT_ONCE = 2_000
"""Changes that are written between two ticks."""
_ROWS = 200
"""Rows that are settled between two ticks."""


@dataclass
class Taken:
    """What came of it."""

    changes: int = 0
    rows: set[tuple[str, str]] = field(default_factory=set)
    """`(table, id)` of every row touched."""
    unknown: int = 0
    """Changes of tables or fields our schema does not have: they are kept in the log."""
    waiting: int = 0
    """Changes to rows whose birth is not here yet: they wait in the log."""


def take(db: sqlite3.Connection, changes: Iterable[Change], tick: Ticking = lambda done, of: None) -> Taken:
    """Take changes in; to be called inside a transaction.

    Args:
        db: The connection.
        changes: None of which is here yet; of each site those that follow its last one here, whole chains.
        tick: Told how far it is; what it raises ends the work.
    """
    fresh = sorted(changes, key=rules.order)
    append(db, fresh, tick)
    taken, done = Taken(len(fresh)), 0
    for table, rows in _by_table(fresh).items():
        if table not in TABLES:
            taken.unknown += sum(map(len, rows.values()))
            continue
        for some in _slices(rows):
            tick(len(fresh) + done, 2 * len(fresh))
            _settle(db, table, some, taken)
            done += sum(map(len, some.values()))
    _look_behind(db, taken)
    _keep_clock(db, fresh)
    return taken


def append(db: sqlite3.Connection, changes: Sequence[Change], tick: Ticking = lambda done, of: None) -> None:
    """Put changes at the end of the log, as they are."""
    for at in range(0, len(changes), _AT_ONCE):
        db.executemany(_APPEND, [change[: len(_COLUMNS)] for change in changes[at : at + _AT_ONCE]])
        tick(at, 2 * len(changes))


def rebuild(db: sqlite3.Connection, table: str, id: str) -> bool:
    """Make of a row, its heads and its conflicts what the log says; whether the row is there."""
    past = journal.of_row(db, table, id)
    db.execute(f'DELETE FROM "{table}" WHERE id = ?', (id,))
    heads.forget(db, table, id)
    row = replay.replayed(past)
    if row is not None:
        _insert(db, table, id, replay.storable(table, row))
    born = heads.births(db, table, id)
    for col in {one.col for one in past} - {""}:
        if TABLES[table].field(col) is not None and (found := rules.cell_heads(past, col)) != born:
            heads.keep(db, Cell(table, id, col), found)
    conflicts.look_at_row(db, table, id)
    _note_ahead(db, table, id, past)
    return row is not None


def _by_table(fresh: Sequence[Change]) -> dict[str, Rows]:
    tables: dict[str, dict[str, list[Change]]] = {}
    for change in fresh:
        tables.setdefault(change.tbl, {}).setdefault(change.row, []).append(change)
    return {**tables}


def _slices(rows: Rows) -> Iterator[Rows]:
    ids = [*rows]
    for at in range(0, len(ids), _ROWS):
        yield {id: rows[id] for id in ids[at : at + _ROWS]}


def _settle(db: sqlite3.Connection, table: str, rows: Rows, taken: Taken) -> None:
    """Rows of a table, the short way where they were there and only cells of them change."""
    known = {"", *TABLES[table].by_name}
    taken.rows |= {(table, id) for id in rows}
    taken.unknown += sum(1 for of in rows.values() for one in of if one.col not in known)
    edited = {id: of for id, of in rows.items() if all(one.col for one in of)}
    quiet = edited_rows.quiet(db, table, [*edited])
    edited_rows.take_edits(db, table, {id: of for id, of in edited.items() if id in quiet})
    for id in rows:
        if id not in quiet:
            _settle_from_log(db, table, id, rows[id], taken)


def _settle_from_log(
    db: sqlite3.Connection, table: str, id: str, fresh: Sequence[Change], taken: Taken
) -> None:
    """One row: born where nobody had heard of it, else made of the whole log."""
    if len(fresh) == 1 and rules.is_birth(fresh[0]) and _unheard_of(db, fresh[0]):
        _insert(db, table, id, replay.storable(table, json.loads(fresh[0].val)))
        if guards.of_row(db, table, id) is not None:
            conflicts.look_at_row(db, table, id)
    elif not rebuild(db, table, id) and not journal.existence(db, table, id):
        taken.waiting += len(fresh)


def _unheard_of(db: sqlite3.Connection, birth: Change) -> bool:
    """Whether a birth is all there is of its row."""
    if birth.deps != "[]":
        return False
    found = db.execute(
        "SELECT 1 FROM change WHERE tbl = ? AND row = ? LIMIT 1 OFFSET 1", (birth.tbl, birth.row)
    )
    return found.fetchone() is None


def _note_ahead(db: sqlite3.Connection, table: str, id: str, past: Sequence[Change]) -> None:
    here = {one.uid for one in past}
    named = {uid for one in past for uid in seen_by(one)} - here
    if any(journal.lacks(db, uid) for uid in named):
        db.execute("INSERT OR IGNORE INTO ahead VALUES (?, ?)", (table, id))
    else:
        db.execute("DELETE FROM ahead WHERE tbl = ? AND row = ?", (table, id))


def _insert(db: sqlite3.Connection, table: str, id: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in ("id", *row))
    db.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * (len(row) + 1))})', (id, *row.values())
    )


def _look_behind(db: sqlite3.Connection, taken: Taken) -> None:
    by_table: dict[str, list[str]] = {}
    for table, id in sorted(taken.rows):
        by_table.setdefault(table, []).append(id)
    for table, ids in by_table.items():
        conflicts.look_behind(db, table, ids)


def _keep_clock(db: sqlite3.Connection, fresh: Sequence[Change]) -> None:
    """Whatever is made here from now on is later than what came."""
    if fresh:
        journal.keep_clock(db, max(fresh[-1].hlc + 1, journal.clock(db)))
