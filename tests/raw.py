"""A file as any other SQLite program sees it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from pilot_tui.tables import TABLES


def ask(path: Path, sql: str, *facts: object) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, facts).fetchall()


def one(path: Path, sql: str, *facts: object) -> Any:
    """The single value of a query."""
    [[value]] = ask(path, sql, *facts)
    return value


def tamper(path: Path, *statements: str) -> None:
    """Write the file behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table as stored."""
    return {name: ask(path, f'SELECT * FROM "{name}" ORDER BY id') for name in TABLES}


def hashes(path: Path) -> list[tuple[Any, ...]]:
    """Every change's place and hash."""
    return ask(path, "SELECT site, seq, hex(hash) FROM change ORDER BY site, seq")
