"""Rows read otherwise than they are stored: what would be if they were changed, with nothing written.

On one connection a view of the same name stands before the table (a name without its database is looked for
among the temporary ones first); every question asked on that connection gets the answer it would get then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from pilot_tui.tables import TABLES

Rows = Mapping[str, Mapping[str, object] | None]
"""Id → the row as it would be; None where it would be gone."""


def imagine(db: sqlite3.Connection, table: str, rows: Rows) -> None:
    """From now on this connection, one of its own, reads these rows of a table so. Once for a table."""
    name = TABLES[table].name
    columns = [about[1] for about in db.execute(f'PRAGMA main.table_info("{name}")')]
    ids = f'"imagined_{name}_ids"'
    db.execute(f'CREATE TEMP TABLE "imagined_{name}" AS SELECT * FROM main."{name}" WHERE 0')
    db.execute(f"CREATE TEMP TABLE {ids} (id TEXT PRIMARY KEY)")
    db.executemany(f"INSERT INTO {ids} VALUES (?)", [(id,) for id in rows])
    marks = ", ".join("?" * len(columns))
    there = [[row.get(column) for column in columns] for row in rows.values() if row is not None]
    db.executemany(f'INSERT INTO "imagined_{name}" VALUES ({marks})', there)
    db.execute(
        f'CREATE TEMP VIEW "{name}" AS SELECT * FROM main."{name}" WHERE id NOT IN (SELECT id FROM {ids}) '
        f'UNION ALL SELECT * FROM temp."imagined_{name}"'
    )
