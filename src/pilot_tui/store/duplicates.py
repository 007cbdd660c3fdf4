"""Rows that came to bear the same name: made or renamed by people who did not know of each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from pilot_tui.model import Cell
from pilot_tui.rules.merging import same_name
from pilot_tui.store import heads, read

_NAME = "name_zh"
_SCOPES = {
    "programme": (),
    "county": (),
    "round": ("programme",),
    "dimension": ("programme",),
    "indicator": ("programme", "dimension"),
    "expert": ("round",),
    "criterion": ("round",),
    "milestone": ("programme", "county", "year", "area_zh"),
    "industry": ("programme", "county"),
    "firm": ("programme",),
}
"""Table → the fields within which a name says which row is meant."""


def has_names(table: str) -> bool:
    """Whether rows of a table are told apart by their names."""
    return table in _SCOPES


def matters(table: str, field: str) -> bool:
    """Whether a change of this field can make two rows bear one name, or end that."""
    return table in _SCOPES and (field == _NAME or field in _SCOPES[table])


def look(db: sqlite3.Connection, table: str, ids: Iterable[str]) -> None:
    """Bring the rows of a table up to date with what changed in some of them."""
    known = [
        id for (id,) in db.execute("SELECT row FROM conflict WHERE tbl = ? AND kind = 'duplicate'", (table,))
    ]
    db.execute("DELETE FROM conflict WHERE tbl = ? AND kind = 'duplicate'", (table,))
    for id in {*known, *ids}:
        for other in twins(db, table, id):
            db.executemany(
                "INSERT OR IGNORE INTO conflict VALUES (?, ?, ?, 'duplicate')",
                [(table, one, _NAME) for one in (id, other)],
            )


def twins(db: sqlite3.Connection, table: str, id: str) -> Iterator[str]:
    """The other rows that bear a row's name, where nobody has looked at both."""
    row = read.one(db, table, id)
    if row is None or not row.get(_NAME):
        return
    for other in _namesakes(db, table, row):
        if same_name(*(heads.of_cell(db, Cell(table, one, _NAME)) for one in (id, other))):
            yield other


def _namesakes(db: sqlite3.Connection, table: str, row: read.Row) -> list[str]:
    scope = _SCOPES[table]
    # the plus keeps SQLite from walking along the names, which all counties of a country share
    tests = [f'"{name}" IS ?' for name in scope[:3]] + [f'+"{name}" IS ?' for name in (*scope[3:], _NAME)]
    facts = [row.get(name) for name in (*scope, _NAME)]
    sql = f'SELECT id FROM "{table}" WHERE {" AND ".join(tests)} AND id <> ? ORDER BY id'
    return [id for (id,) in db.execute(sql, (*facts, row["id"]))]
