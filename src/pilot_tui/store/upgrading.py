"""A file of an older schema: brought up to ours where it may be written, else shown as if it were."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from pilot_tui.store import opening, schema
from pilot_tui.tables import SCHEMA, TABLES, Table


def bring_up(conn: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    """Give the file the tables and fields it lacks; raises `FileRefused` or `Busy`.

    What may not be written gets them for this connection only: nothing of the file is touched.
    """
    try:
        if _version(conn) >= SCHEMA:
            return
        if writable:
            _migrate(conn, path)
        else:
            for table in TABLES.values():
                _cover(conn, table)
            for statement in schema.MERGED if not _has(conn, "conflict") else ():
                conn.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    except sqlite3.Error as error:
        raise opening.told(error, path) from error


def _migrate(conn: sqlite3.Connection, path: Path) -> None:
    """All steps or none, also where two programs open the file at once; a copy of the old one is kept."""
    from sqlite_utils import Database

    conn.execute("BEGIN IMMEDIATE")
    try:
        if _version(conn) < SCHEMA:
            _keep_old(path)
        schema.migrate(Database(conn, execute_plugins=False))
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def _version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _keep_old(path: Path) -> None:
    """A copy of a file without anything in it written yet, unless it is large or there is no room for it.

    The steps only add, and all of them or none: without a copy nothing is lost but the way back to an
    older program, which is no reason to keep somebody from their file.
    """
    from pilot_tui.store import backups

    if not backups.withheld(path):
        beside = opening.connect(path, writable=False)
        try:
            backups.make(beside, path, "migration", time.time())
        finally:
            beside.close()


def _cover(conn: sqlite3.Connection, table: Table) -> None:
    """A view of the connection's own in front of a table that lacks fields, or an empty table."""
    found = {row[1] for row in conn.execute(f'PRAGMA main.table_info("{table.name}")')}
    lacking = [name for name in table.columns() if name not in found]
    if not found:
        columns = ", ".join(f'"{name}"' for name in table.columns())
        conn.execute(f'CREATE TEMP TABLE "{table.name}" ({columns})')
    elif lacking:
        blanks = ", ".join(f'NULL AS "{name}"' for name in lacking)
        conn.execute(f'CREATE TEMP VIEW "{table.name}" AS SELECT *, {blanks} FROM main."{table.name}"')


def _has(conn: sqlite3.Connection, table: str) -> bool:
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
