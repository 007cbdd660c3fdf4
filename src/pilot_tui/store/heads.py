"""The heads of cells, as the file keeps them.

The table `head` holds the heads of a cell unless they are the untouched births of its row: those are found in
the log. So a change costs as much as there are heads, however long the log is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import journal


def of_cell(db: sqlite3.Connection, cell: Cell) -> list[Change]:
    """The heads of a cell, by clock and site."""
    return kept(db, cell) or births(db, cell.table, cell.id)


def kept(db: sqlite3.Connection, cell: Cell) -> list[Change]:
    """The heads the table holds; none where they are the births of the row."""
    return sorted(journal.heads(db, *cell), key=heads.order)


def births(db: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """The births of a row that no other birth has seen."""
    return heads.cell_heads(journal.existence(db, table, row), "")


def keep(db: sqlite3.Connection, cell: Cell, standing: Sequence[Change], *, instead: bool = True) -> None:
    """Put the heads of a cell in place of those it had; `instead` when the table may hold any."""
    if instead:
        db.execute("DELETE FROM head WHERE tbl = ? AND row = ? AND col = ?", cell)
    db.executemany(
        "INSERT INTO head VALUES (?, ?, ?, ?, ?)", [(*cell, one.site, one.seq) for one in standing]
    )


def forget(db: sqlite3.Connection, table: str, row: str) -> None:
    """All cells of a row have the row's births as heads again."""
    db.execute("DELETE FROM head WHERE tbl = ? AND row = ?", (table, row))


def columns(db: sqlite3.Connection, table: str, row: str) -> list[str]:
    """The cells of a row the table holds heads of."""
    found = db.execute("SELECT DISTINCT col FROM head WHERE tbl = ? AND row = ?", (table, row))
    return [name for (name,) in found]
