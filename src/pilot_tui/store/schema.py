"""The file's schema, numbered. Every table follows from `tables.TABLES`, version by version from `since`.

CHECKs look at one cell only and nothing but ids is NOT NULL: a merge must never abort on an order of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pilot_tui.tables import SCHEMA, TABLES, Field, Kind

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x50494C54
"""`PILT`: how a file of ours is told from any other SQLite file."""

GUARDS = {
    "change_is_fixed": """CREATE TRIGGER change_is_fixed BEFORE UPDATE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    "change_is_kept": """CREATE TRIGGER change_is_kept BEFORE DELETE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
}
"""The triggers that let the log only grow."""

_LOG = (
    """CREATE TABLE change (
        n INTEGER PRIMARY KEY, site TEXT NOT NULL, seq INTEGER NOT NULL, step INTEGER NOT NULL,
        undoes TEXT NOT NULL, hlc INTEGER NOT NULL, actor TEXT NOT NULL, tbl TEXT NOT NULL, row TEXT NOT NULL,
        col TEXT NOT NULL, val TEXT NOT NULL, deps TEXT NOT NULL, schema INTEGER NOT NULL,
        reason TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE (site, seq)) STRICT""",
    "CREATE INDEX change_of_cell ON change (tbl, row, col)",
    "CREATE INDEX change_undone ON change (undoes) WHERE undoes <> ''",
    """CREATE TABLE head (
        tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, site TEXT NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY (tbl, row, col, site, seq)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID",
    *GUARDS.values(),
)

MERGED = (
    """CREATE TABLE conflict (
        tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (tbl, row, col, kind)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE ahead (
        tbl TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (tbl, row)) STRICT, WITHOUT ROWID""",
)
"""What a person must look at, and rows some change of which has seen changes that are not here yet.

Both follow from the log: `check` proves the first.
"""

INDEXES = (
    "CREATE INDEX value_of_year ON value (programme, year, county)",
    "CREATE INDEX value_reported ON value (programme, year) WHERE actual IS NOT NULL",
    "CREATE INDEX milestone_of_county ON milestone (programme, county, year)",
    "CREATE INDEX milestone_of_task ON milestone (programme, year, area_zh, name_zh, position, id, county)",
    "CREATE INDEX milestone_reported ON milestone (programme, year) WHERE actual IS NOT NULL",
    "CREATE INDEX change_made ON change (n) WHERE site <> 'base'",
    "CREATE INDEX change_step ON change (site, actor, seq) WHERE seq = step",
)
"""They only make things quick: a file from before one of them was thought of gets it when the desk opens it.

Long lists are read along them (docs/decisions/0017-long-lists.md): plain columns only, since SQLite before
3.41 looks up every row behind an index on an expression.
"""


_BESIDE = {1: (*_LOG, *INDEXES), 3: MERGED}
"""What a version brought besides the declared tables."""


def migrate(db: Database) -> None:
    """Bring the file to `SCHEMA`, one numbered step after the other, each in a transaction."""
    from sqlite_utils import Migrations

    numbered = Migrations("pilot_tui")
    for version in range(1, SCHEMA + 1):
        numbered(name=f"{version:04d}")(_step(version))
    numbered.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def _step(version: int) -> _Step:
    return _Step(version)


class _Step:
    """One migration: the tables and columns that `since` dates to its version."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.__name__ = f"{version:04d}"

    def __call__(self, db: Database, /) -> None:
        for statement in statements(self.version):
            db.execute(statement)


def statements(version: int) -> list[str]:
    """The SQL that leads from `version` − 1 to `version`."""
    made: list[str] = []
    for table in TABLES.values():
        fresh = [field for field in table.fields if field.since == version]
        if version == min(field.since for field in table.fields):
            made.append(_create(table.name, fresh))
        else:
            made += [f'ALTER TABLE "{table.name}" ADD COLUMN {_column(field)}' for field in fresh]
    return made + list(_BESIDE.get(version, ()))


def _create(table: str, fields: Sequence[Field]) -> str:
    columns = ", ".join(_column(field) for field in fields)
    return f'CREATE TABLE "{table}" (id TEXT PRIMARY KEY NOT NULL, {columns}) STRICT, WITHOUT ROWID'


def _column(field: Field) -> str:
    name = f'"{field.name}"'
    if field.kind in (Kind.INTEGER, Kind.YEAR):
        return f"{name} INTEGER"
    if field.kind is Kind.DECIMAL:
        return f"{name} TEXT CHECK ({name} NOT GLOB '*[^0-9.-]*')"
    return f"{name} TEXT"
