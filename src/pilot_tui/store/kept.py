"""Figures that are kept: what the rules say of each county, so that nobody computes it twice.

Derived, and so outside the numbered schema, the log, `check` and every export: the tables are made when the
first figure is kept and may be dropped at any time. A group (`what` of `of`: a programme's year, a round) is
kept at an arrival number: each of its rows is what the rules say of the log up to there. Rows may be missing,
never old.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from pilot_tui.store import journal, opening

TABLES = ("kept", "kept_at")
_MADE = (
    """CREATE TABLE IF NOT EXISTS kept (what TEXT NOT NULL, of TEXT NOT NULL, county TEXT NOT NULL,
        said TEXT NOT NULL, PRIMARY KEY (what, of, county)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS kept_at (what TEXT NOT NULL, of TEXT NOT NULL, n INTEGER NOT NULL,
        edition INTEGER NOT NULL, PRIMARY KEY (what, of)) STRICT, WITHOUT ROWID""",
)
MOST_BEHIND = 20_000
"""Changes since a group was kept beyond which it is computed anew rather than caught up with."""


class Group(NamedTuple):
    """One kind of figure of one programme's year, or of one round."""

    what: str
    of: str


class Kept(NamedTuple):
    """What is kept of a group."""

    n: int
    """The arrival number it is right at."""
    rows: dict[str, str]
    """County → what is said of it."""


def load(db: sqlite3.Connection, group: Group, edition: int) -> Kept | None:
    """What the file keeps of a group; None when it keeps nothing, or what other rules said."""
    if not _there(db):
        return None
    at = db.execute("SELECT n, edition FROM kept_at WHERE what = ? AND of = ?", group).fetchone()
    if at is None or at[1] != edition or at[0] > journal.revision(db):
        return None
    rows = db.execute("SELECT county, said FROM kept WHERE what = ? AND of = ?", group).fetchall()
    return Kept(at[0], dict(rows))


def kept_at(db: sqlite3.Connection, group: Group, edition: int) -> int | None:
    """The arrival number a group is kept at, None when nothing is."""
    if not _there(db):
        return None
    at = db.execute(
        "SELECT n FROM kept_at WHERE what = ? AND of = ? AND edition = ?", (*group, edition)
    ).fetchone()
    return int(at[0]) if at else None


def save(
    db: sqlite3.Connection,
    path: Path,
    group: Group,
    edition: int,
    *,
    at: int,
    rows: Mapping[str, str],
    gone: Collection[str] | None,
    since: int | None,
) -> bool:
    """Keep `rows`, right at the arrival number `at`; True when it was done.

    Nothing is written, and False answered, when the log has grown meanwhile, the group is not kept at `since`
    any more, or another program has the file: what was computed is not wasted, only kept another time.

    Args:
        db: A connection of the caller's own thread, in no transaction.
        path: Its file.
        group: What the rows belong to.
        edition: Of the rules.
        at: The arrival number the rows were computed at.
        rows: County → what is said of it.
        gone: Counties whose rows are not right any more; None for all of them.
        since: The arrival number the group was kept at when `gone` was found out.

    Raises:
        FileRefused: When the file cannot be written.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        _make(db)
        done = journal.revision(db) == at and (gone is None or kept_at(db, group, edition) == since)
        if done:
            _write(db, group, edition, at, rows, gone)
        db.execute("COMMIT" if done else "ROLLBACK")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return False
        raise opening.told(error, path) from error
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return done


def _write(
    db: sqlite3.Connection,
    group: Group,
    edition: int,
    at: int,
    rows: Mapping[str, str],
    gone: Collection[str] | None,
) -> None:
    if gone is None:
        db.execute("DELETE FROM kept WHERE what = ? AND of = ?", group)
    else:
        db.executemany(
            "DELETE FROM kept WHERE what = ? AND of = ? AND county = ?", [(*group, one) for one in gone]
        )
    db.executemany(
        "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
        [(*group, county, said) for county, said in sorted(rows.items())],
    )
    db.execute("INSERT OR REPLACE INTO kept_at VALUES (?, ?, ?, ?)", (*group, at, edition))


def _make(db: sqlite3.Connection) -> None:
    if not _there(db):
        for table in _MADE:
            db.execute(table)


def _there(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept_at'").fetchone() is not None
