"""The indexes a file from before they were thought of does not have: made beside all other work.

No part of the schema version: without them every answer is the same, only slower. Each is made in a
transaction of its own, so that being killed leaves the file with some of them, never with half of one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from pilot_tui.errors import PilotError
from pilot_tui.store import schema

_STEPS = 100_000
"""Instructions of SQLite's machine between two questions whether to go on: some milliseconds."""


def missing(db: sqlite3.Connection) -> list[str]:
    """The statements that make the indexes a file lacks."""
    found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    return [made for made in schema.INDEXES if _name(made) not in found]


def make(db: sqlite3.Connection, step: Callable[[int, int], None]) -> None:
    """Make what is missing.

    Args:
        db: A connection of the caller's own thread, in no transaction.
        step: Told how many are made, of how many, again and again; a refusal it raises ends the work.

    Raises:
        sqlite3.Error: Another program has the file, or it cannot be written.
    """
    wanted = missing(db)
    for at, statement in enumerate(wanted):
        _made(db, statement, lambda at=at: step(at, len(wanted)))  # type: ignore[misc]  # bound now
    step(len(wanted), len(wanted))


def _made(db: sqlite3.Connection, statement: str, step: Callable[[], None]) -> None:
    raised: list[PilotError] = []

    def stop() -> bool:
        try:
            step()
        except PilotError as error:  # SQLite swallows it; it is raised again below
            raised.append(error)
        return bool(raised)

    db.set_progress_handler(stop, _STEPS)
    try:
        db.execute(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS", 1))
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        db.set_progress_handler(None, 0)


def _name(statement: str) -> str:
    return statement.split()[2]
