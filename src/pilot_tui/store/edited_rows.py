"""Edits of rows that are there, made here or taken in, many at once: heads, conflicts and rows follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import Guard, seen_by, standing, succeeds
from pilot_tui.store import conflicts, guards, heads, journal
from pilot_tui.tables import TABLES, holds

Rows = Mapping[str, Sequence[Change]]
"""Id → the changes that came of it, by clock and site."""


def quiet(db: sqlite3.Connection, table: str, ids: Sequence[str]) -> set[str]:
    """Those of the rows that are there, and of which nothing that comes was seen before it came."""
    asked = ", ".join("?" * len(ids))
    there = db.execute(f'SELECT id FROM "{table}" WHERE id IN ({asked})', ids)
    ahead = db.execute(f"SELECT row FROM ahead WHERE tbl = ? AND row IN ({asked})", (table, *ids))
    return {id for (id,) in there} - {id for (id,) in ahead}


class Stood(NamedTuple):
    """What stood in some rows before cells of them change."""

    held: Mapping[str, Mapping[str, Sequence[Change]]]
    """Id → field → its heads, where they are not the births of the row."""
    born: Mapping[str, Sequence[Change]]
    """Id → its births, of those rows of which they are asked for."""
    guards: Mapping[str, Guard | None]
    listed: Container[str]
    """Ids of which something may be listed as a conflict."""

    def heads(self, cell: Cell) -> Sequence[Change]:
        """The heads of a cell."""
        return self.held.get(cell.id, {}).get(cell.field) or self.born[cell.id]


def stood(db: sqlite3.Connection, table: str, cells: Mapping[str, Iterable[str]]) -> Stood:
    """What stands now; `cells` are the fields that are to change, by row."""
    ids = [*cells]
    held = heads.kept_of_rows(db, table, ids)
    untouched = [id for id in ids if not held.get(id, {}).keys() >= {*cells[id]}]
    born = heads.births_of_rows(db, table, untouched)
    return Stood(held, born, guards.of_rows(db, table, ids), conflicts.any_of_rows(db, table, ids))


def follow(db: sqlite3.Connection, table: str, now: Mapping[Cell, Sequence[Change]], before: Stood) -> None:
    """Keep the heads cells have now; conflicts and rows follow."""
    heads.keep_all(db, now, [cell for cell in now if cell.field in before.held.get(cell.id, {})])
    for cell, of in now.items():
        guard, listed = before.guards.get(cell.id), cell.id in before.listed
        conflicts.look_at_cell(db, cell, of, guard, listed=listed)
    _show(db, table, now)


def take_edits(db: sqlite3.Connection, table: str, rows: Rows) -> None:
    """Take edits of quiet rows in, all of which are in the log already."""
    known = TABLES[table].by_name
    before = stood(db, table, {id: [one.col for one in of] for id, of in rows.items()})
    now: dict[Cell, list[Change]] = {}
    for id, of in rows.items():
        for cell, made in _by_cell(table, id, of, known):
            stands = before.heads(cell)
            if len(made) == 1 and succeeds(made[0], stands):  # as nearly all do
                now[cell] = made
            else:
                now[cell] = standing(stands, made)
                _note_ahead(db, cell, stands, made)
    follow(db, table, now, before)


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


def _show(db: sqlite3.Connection, table: str, now: Mapping[Cell, Sequence[Change]]) -> None:
    """Put what is shown of each cell into its row: rows of which the same cells change with one statement."""
    fields = TABLES[table].by_name
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
