"""The heads of cells, as the file keeps them.

The table `head` holds the heads of a cell unless they are the untouched births of its row: those are found in
the log. So a change costs as much as there are heads, however long the log is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import journal


def of_cell(db: sqlite3.Connection, cell: Cell) -> list[Change]:
    """The heads of a cell, by clock and site."""
    return kept(db, cell) or births(db, cell.table, cell.id)


def kept(db: sqlite3.Connection, cell: Cell) -> list[Change]:
    """The heads the table holds; none where they are the births of the row."""
    return sorted(journal.heads(db, *cell), key=heads.order)


def kept_of_rows(
    db: sqlite3.Connection, table: str, rows: Sequence[str]
) -> dict[str, dict[str, list[Change]]]:
    """The same of every cell of some rows of which the table holds any, by row and field."""
    found: dict[str, dict[str, list[Change]]] = {}
    for row, col, head in journal.heads_of_rows(db, table, rows):
        found.setdefault(row, {}).setdefault(col, []).append(head)
    for cells in found.values():
        for given in cells.values():
            given.sort(key=heads.order)
    return found


def births(db: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """The births of a row that no other birth has seen."""
    return heads.cell_heads(journal.existence(db, table, row), "")


def births_of_rows(db: sqlite3.Connection, table: str, rows: Sequence[str]) -> dict[str, list[Change]]:
    """The same of some rows."""
    lives: dict[str, list[Change]] = {row: [] for row in rows}
    for one in journal.existence_of_rows(db, table, rows):
        lives[one.row].append(one)
    return {row: heads.cell_heads(of, "") for row, of in lives.items()}


def keep(db: sqlite3.Connection, cell: Cell, standing: Sequence[Change]) -> None:
    """Put the heads of a cell in place of those the table may hold."""
    keep_all(db, {cell: standing}, [cell])


def keep_all(
    db: sqlite3.Connection, standing: Mapping[Cell, Sequence[Change]], instead: Sequence[Cell]
) -> None:
    """Put in the heads of cells; of those of `instead` the table may hold others, which go."""
    if instead:
        db.executemany("DELETE FROM head WHERE tbl = ? AND row = ? AND col = ?", instead)
    found = [(*cell, one.site, one.seq) for cell, of in standing.items() for one in of]
    db.executemany("INSERT INTO head VALUES (?, ?, ?, ?, ?)", found)


def forget(db: sqlite3.Connection, table: str, row: str) -> None:
    """All cells of a row have the row's births as heads again."""
    db.execute("DELETE FROM head WHERE tbl = ? AND row = ?", (table, row))


def columns(db: sqlite3.Connection, table: str, row: str) -> list[str]:
    """The cells of a row the table holds heads of."""
    found = db.execute("SELECT DISTINCT col FROM head WHERE tbl = ? AND row = ?", (table, row))
    return [name for (name,) in found]
