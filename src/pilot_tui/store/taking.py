"""Taking changes in that were made elsewhere: into the log, and from there into rows, heads and conflicts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import seen_by, standing
from pilot_tui.store import conflicts, guards, heads, journal, replay
from pilot_tui.tables import TABLES, holds

Ticking = Callable[[int, int], None]
_COLUMNS = (*journal.HASHED, "hash")
_APPEND = f"INSERT INTO change ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_AT_ONCE = 2_000
"""Changes that are written between two ticks."""


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
    taken = Taken(len(fresh))
    for done, ((table, id), of) in enumerate(_by_row(fresh).items()):
        if not done % 200:
            tick(len(fresh) + taken.unknown + done, 2 * len(fresh))
        if table in TABLES:
            _settle(db, table, id, of, taken)
        else:
            taken.unknown += len(of)
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


def _by_row(fresh: Sequence[Change]) -> dict[tuple[str, str], list[Change]]:
    rows: dict[tuple[str, str], list[Change]] = {}
    for change in fresh:
        rows.setdefault((change.tbl, change.row), []).append(change)
    return rows


def _settle(db: sqlite3.Connection, table: str, id: str, fresh: list[Change], taken: Taken) -> None:
    """One row, the short way where it was there and only cells of it change, else from the whole log."""
    declared = TABLES[table]
    taken.rows.add((table, id))
    taken.unknown += sum(1 for one in fresh if one.col and declared.field(one.col) is None)
    if all(one.col for one in fresh) and _quiet(db, table, id):
        _edit(db, table, id, fresh)
    elif len(fresh) == 1 and rules.is_birth(fresh[0]) and _unheard_of(db, fresh[0]):
        _insert(db, table, id, replay.storable(table, json.loads(fresh[0].val)))
        if guards.of_row(db, table, id) is not None:
            conflicts.look_at_row(db, table, id)
    elif not rebuild(db, table, id) and not journal.existence(db, table, id):
        taken.waiting += len(fresh)


def _quiet(db: sqlite3.Connection, table: str, id: str) -> bool:
    """Whether a row is there and nothing that comes was seen before it came."""
    if db.execute("SELECT 1 FROM ahead WHERE tbl = ? AND row = ?", (table, id)).fetchone():
        return False
    return db.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (id,)).fetchone() is not None


def _unheard_of(db: sqlite3.Connection, birth: Change) -> bool:
    """Whether a birth is all there is of its row."""
    if birth.deps != "[]":
        return False
    found = db.execute(
        "SELECT 1 FROM change WHERE tbl = ? AND row = ? LIMIT 1 OFFSET 1", (birth.tbl, birth.row)
    )
    return found.fetchone() is None


def _edit(db: sqlite3.Connection, table: str, id: str, fresh: list[Change]) -> None:
    """Cells of a row that is there get other heads; the row follows."""
    by_cell: dict[str, list[Change]] = {}
    for change in fresh:
        by_cell.setdefault(change.col, []).append(change)
    guard, row = guards.of_row(db, table, id), dict[str, object]()
    listed, born = conflicts.any_of_row(db, table, id), list[Change]()
    held, standing_now = heads.kept_of_row(db, table, id), dict[Cell, list[Change]]()
    for col, made in by_cell.items():
        declared = TABLES[table].field(col)
        if declared is None:
            continue
        cell = Cell(table, id, col)
        if col not in held and not born:
            born = heads.births(db, table, id)
        before = held.get(col) or born
        now = standing_now[cell] = standing(before, made)
        conflicts.look_at_cell(db, cell, now, guard, listed=listed)
        value = rules.cell_value(now[-1], col)
        row[col] = value if holds(declared, value) else None
        _note_ahead_of_cell(db, cell, before, made)
    heads.keep_all(db, standing_now, [cell for cell in standing_now if cell.field in held])
    if row:
        sets = ", ".join(f'"{name}" = ?' for name in row)
        db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*row.values(), id))


def _note_ahead_of_cell(
    db: sqlite3.Connection, cell: Cell, before: Sequence[Change], made: Sequence[Change]
) -> None:
    """Remember the row when a change of it names one that is not here."""
    here = {one.uid for one in (*before, *made)}
    if any(uid not in here and journal.lacks(db, uid) for one in made for uid in seen_by(one)):
        db.execute("INSERT OR IGNORE INTO ahead VALUES (?, ?)", cell[:2])


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
