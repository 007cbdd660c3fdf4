"""Making a file: from nothing, or from rows that site `base` gives birth to at a fixed time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pilot_tui.errors import FileRefused
from pilot_tui.model import Birth, Change
from pilot_tui.store import journal, opening, schema
from pilot_tui.store.write import columns
from pilot_tui.tables import TABLES

BASE_TIME_MS = 1_704_067_200_000
"""2024-01-01T00:00:00Z: when the fixtures are said to be born."""


def build(path: Path, births: Iterable[Birth]) -> None:
    """Write a new file with these rows; it appears whole or not at all. Raises `FileRefused`."""
    refuse_existing(path)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(fresh, list(births))
        _place(fresh, path)
    except OSError as error:
        raise FileRefused(path=path, reason="cannot_make", said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise opening.told(error, path) from error
    finally:
        for left in (fresh, fresh.with_name(fresh.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def refuse_existing(path: Path) -> None:
    """Raise `FileRefused` when something is there, or nothing can be."""
    try:
        there = path.exists()
    except OSError as error:
        raise FileRefused(path=path, reason="cannot_make", said=error.strerror or str(error)) from error
    if there:
        raise FileRefused(path=path, reason="exists")


def _place(fresh: Path, path: Path) -> None:
    """Give the finished file its name, never over another file."""
    try:
        os.link(fresh, path)
    except FileExistsError as error:
        raise FileRefused(path=path, reason="exists") from error
    except (OSError, AttributeError):  # the file systems of sticks know no links
        refuse_existing(path)
        fresh.rename(path)


def _write(path: Path, births: list[Birth]) -> None:
    from sqlite_utils import Database

    path.touch(mode=0o600)
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        conn.execute("PRAGMA journal_mode = DELETE")
        opening.settle(conn)
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db = Database(conn)
        schema.migrate(db)
        with db.atomic():
            _insert(db, births)
    finally:
        conn.close()


def _insert(db: object, births: list[Birth]) -> None:
    from sqlite_utils import Database

    assert isinstance(db, Database)
    by_table: dict[str, list[dict[str, object]]] = {}
    for birth in births:
        by_table.setdefault(birth.table, []).append({"id": birth.id, **birth.row})
    for name, rows in by_table.items():
        db.table(name).insert_all(sorted(rows, key=lambda row: str(row["id"])))
    if births:
        db.table("change").insert_all(map(columns, _log(births)))
        db.execute("INSERT INTO meta (k, v) VALUES ('hlc', ?)", (str((BASE_TIME_MS << 16) + len(births)),))


def _log(births: list[Birth]) -> Iterable[Change]:
    previous = journal.GENESIS
    for seq, birth in enumerate(births, 1):
        change = Change(
            site="base",
            seq=seq,
            step=1,
            undoes="",
            hlc=(BASE_TIME_MS << 16) + seq,
            actor="base",
            tbl=birth.table,
            row=birth.id,
            col="",
            val=journal.to_json(birth.row),
            deps="[]",
            schema=_needed(birth),
            reason="",
            hash=b"",
        )
        previous = journal.digest(previous, change)
        yield change._replace(hash=previous)


def _needed(birth: Birth) -> int:
    """The least schema version that can hold the row: rows of an older one keep their hashes."""
    given = [field.since for field in TABLES[birth.table].fields if birth.row.get(field.name) is not None]
    return max(given, default=1)
