"""The table of conflicts, which follows from the log: kept right by whoever writes changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from pilot_tui.model import Cell, Change
from pilot_tui.rules.heads import in_conflict
from pilot_tui.rules.merging import Guard, passed_by, torn
from pilot_tui.store import duplicates, guards, heads, journal, read
from pilot_tui.tables import TABLES

Listed = tuple[str, str, str, str]
"""Table, row, field (empty for the row itself) and kind."""


def every(db: sqlite3.Connection) -> list[Listed]:
    """All of them, in order."""
    return db.execute("SELECT tbl, row, col, kind FROM conflict ORDER BY tbl, row, col, kind").fetchall()


def of_cell(db: sqlite3.Connection, cell: Cell) -> list[str]:
    """The kinds of conflict a cell is in."""
    found = db.execute("SELECT kind FROM conflict WHERE tbl = ? AND row = ? AND col = ? ORDER BY kind", cell)
    return [kind for (kind,) in found]


def any_of_rows(db: sqlite3.Connection, table: str, ids: Sequence[str]) -> set[str]:
    """Those of some rows of which anything is listed."""
    asked = ", ".join("?" * len(ids))
    found = db.execute(f"SELECT DISTINCT row FROM conflict WHERE tbl = ? AND row IN ({asked})", (table, *ids))
    return {id for (id,) in found}


def suspects(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """The rows that are there and may have conflicts: of several heads or births, or guarded."""
    found = set(db.execute("SELECT tbl, row FROM head GROUP BY tbl, row, col HAVING count(*) > 1"))
    found |= set(
        db.execute("SELECT tbl, row FROM change WHERE col = '' GROUP BY tbl, row HAVING count(*) > 1")
    )
    found |= {row for guard in guards.every(db) for row in guards.covered(db, *guard)}
    return {(table, id) for table, id in found if table in TABLES and read.one(db, table, id) is not None}


def look_at_cell(
    db: sqlite3.Connection, cell: Cell, standing: Sequence[Change], guard: Guard | None, *, listed: bool
) -> None:
    """Bring a cell up to date with its heads; `listed` when it may be in the table already."""
    if len(standing) == 1 and guard is None and not listed:
        return
    if listed:
        db.execute("DELETE FROM conflict WHERE tbl = ? AND row = ? AND col = ? AND kind <> 'duplicate'", cell)
    _list(db, ((*cell, kind) for kind in kinds(cell.field, standing, guard)))


def look_at_row(db: sqlite3.Connection, table: str, id: str) -> None:
    """Bring every cell of a row up to date, and the row itself."""
    db.execute("DELETE FROM conflict WHERE tbl = ? AND row = ? AND kind <> 'duplicate'", (table, id))
    if read.one(db, table, id) is not None:
        _list(db, of_row(db, table, id))


def of_row(db: sqlite3.Connection, table: str, id: str) -> Iterator[Listed]:
    """What is to be listed of a row that is there, duplicates left out."""
    guard, born = guards.of_row(db, table, id), heads.births(db, table, id)
    edited = heads.columns(db, table, id)
    for col in edited:
        standing = heads.kept(db, Cell(table, id, col))
        yield from ((table, id, col, kind) for kind in kinds(col, standing, guard))
    if len(born) > 1 or (guard is not None and passed_by(guard, born)):
        for col in sorted({name for one in born for name in guards.brought(one)} - {*edited}):
            yield from ((table, id, col, kind) for kind in kinds(col, born, guard))
    lives = journal.existence(db, table, id)
    if len(lives) > 1 and torn(journal.of_row(db, table, id)):
        yield table, id, "", "retired"


def kinds(col: str, standing: Sequence[Change], guard: Guard | None) -> Iterator[str]:
    """The kinds of conflict the heads of a cell are in."""
    if len(standing) > 1 and in_conflict(standing, col):
        yield "value"
    if guard is not None and passed_by(guard, [one for one in standing if col in guards.written(one)]):
        yield guard.kind


def look_behind(db: sqlite3.Connection, table: str, ids: Iterable[str]) -> None:
    """After rows of a table changed: what they guard, and rows of the same name."""
    ids = list(ids)
    if guards.is_guard(table):
        for id in ids:
            for row in guards.covered(db, table, id):
                look_at_row(db, *row)
    if table == "milestone" and guards.any_approval(db):
        for row in (row for id in ids for row in guards.inside(db, id)):
            look_at_row(db, *row)
    if duplicates.has_names(table):
        duplicates.look(db, table, ids)


def _list(db: sqlite3.Connection, found: Iterable[Listed]) -> None:
    if given := list(found):  # preparing to insert nothing costs as much as inserting
        db.executemany("INSERT OR IGNORE INTO conflict VALUES (?, ?, ?, ?)", given)
