"""Edits that arrive at rows which are there: cells get other heads, the rows follow; many rows at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import seen_by, standing
from pilot_tui.store import conflicts, guards, heads, journal
from pilot_tui.tables import TABLES, Field, holds

Rows = Mapping[str, Sequence[Change]]
"""Id → the changes that came of it, by clock and site."""


def quiet(db: sqlite3.Connection, table: str, ids: Sequence[str]) -> set[str]:
    """Those of the rows that are there, and of which nothing that comes was seen before it came."""
    asked = ", ".join("?" * len(ids))
    there = db.execute(f'SELECT id FROM "{table}" WHERE id IN ({asked})', ids)
    ahead = db.execute(f"SELECT row FROM ahead WHERE tbl = ? AND row IN ({asked})", (table, *ids))
    return {id for (id,) in there} - {id for (id,) in ahead}


def take_edits(db: sqlite3.Connection, table: str, rows: Rows) -> None:
    """Take edits of quiet rows in, all of which are in the log already."""
    ids, fields = [*rows], TABLES[table].by_name()
    held, listed = heads.kept_of_rows(db, table, ids), conflicts.any_of_rows(db, table, ids)
    born = heads.births_of_rows(db, table, [id for id in ids if _touches_birth(rows[id], held.get(id, {}))])
    guarding = guards.of_rows(db, table, ids)
    now: dict[Cell, list[Change]] = {}
    instead: list[Cell] = []
    for id in ids:
        for cell, made in _by_cell(table, id, rows[id], fields):
            kept = held.get(id, {}).get(cell.field)
            before = kept or born[id]
            instead += [cell] if kept else []
            now[cell] = standing(before, made)
            _note_ahead(db, cell, before, made)
            conflicts.look_at_cell(db, cell, now[cell], guarding.get(id), listed=id in listed)
    heads.keep_all(db, now, instead)
    _follow(db, table, now, fields)


def _touches_birth(made: Iterable[Change], held: Mapping[str, object]) -> bool:
    """Whether a cell changes whose heads are still the births of its row."""
    return any(one.col not in held for one in made)


def _by_cell(
    table: str, id: str, made: Iterable[Change], known: Container[str]
) -> Iterator[tuple[Cell, list[Change]]]:
    """The changes of each cell our schema knows."""
    cells: dict[str, list[Change]] = {}
    for change in made:
        cells.setdefault(change.col, []).append(change)
    return ((Cell(table, id, col), of) for col, of in cells.items() if col in known)


def _note_ahead(db: sqlite3.Connection, cell: Cell, before: Sequence[Change], made: Sequence[Change]) -> None:
    """Remember the row when a change of it names one that is not here."""
    here = {one.uid for one in (*before, *made)}
    if any(uid not in here and journal.lacks(db, uid) for one in made for uid in seen_by(one)):
        db.execute("INSERT OR IGNORE INTO ahead VALUES (?, ?)", cell[:2])


def _follow(
    db: sqlite3.Connection, table: str, now: Mapping[Cell, Sequence[Change]], fields: Mapping[str, Field]
) -> None:
    """Put what is shown of each cell into its row: rows of which the same cells change with one statement."""
    shown: dict[str, dict[str, object]] = {}
    for cell, of in now.items():
        value = rules.cell_value(of[-1], cell.field)
        shown.setdefault(cell.id, {})[cell.field] = value if holds(fields[cell.field], value) else None
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for id, row in shown.items():
        alike.setdefault(tuple(row), []).append((*row.values(), id))
    for names, facts in alike.items():
        sets = ", ".join(f'"{name}" = ?' for name in names)
        db.executemany(f'UPDATE "{table}" SET {sets} WHERE id = ?', facts)
