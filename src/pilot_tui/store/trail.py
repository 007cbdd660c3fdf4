"""The changes made since the file was, by place and by county: what the history is read along."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pilot_tui.store.windows import Run, Window
from pilot_tui.tables import TABLES, Field, Table

_MADE = "site <> 'base'"


def run(db: sqlite3.Connection) -> Run:
    """Those changes, by arrival."""
    return Run(f"change{_along(db)}", _MADE, (), ("n",))


def guessed(db: sqlite3.Connection) -> Window:
    """Their window without counting them: exact unless a merge brought rows of another file's making.

    Whatever the guess, the newest are where they should be: they are counted from the end.
    """
    window = Window(run(db))
    low, high = (_end(db, window.run, order) for order in ("", "DESC"))
    window.count, window.guessed = (high - low + 1 if high else 0), True
    return window


def followed(db: sqlite3.Connection, window: Window, n: int) -> Window:
    """The window with the changes that arrived after `n`: all that came before stands where it stood."""
    fresh = Window(window.run)
    made = f"SELECT count(*) FROM {window.run.table} WHERE {_MADE} AND n > ?"
    fresh.count = window.count + int(db.execute(made, (n,)).fetchone()[0])
    fresh.guessed, fresh.anchors = window.guessed, window.anchors
    return fresh


def count(db: sqlite3.Connection) -> int:
    """How many there are."""
    return int(db.execute(f"SELECT count(*) FROM change{_along(db)} WHERE {_MADE}").fetchone()[0])


def of_county(db: sqlite3.Connection, county: str) -> list[int]:
    """The arrival numbers of the changes of a county, newest first: its rows, its milestones, notes.

    Goes from the county's rows to their changes, so that it takes as long as there is of the county, whatever
    else the log holds.
    """
    found = {n for where, facts in _of_county(db, county) for n in _numbers(db, where, facts)}
    return sorted(found, reverse=True)


def _of_county(db: sqlite3.Connection, county: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where those changes are found, each along an index."""
    yield from _under("county", county)
    for table in TABLES.values():
        key = [field for name in table.key if (field := table.field(name)) is not None]
        if key and key[0].of == "county":
            yield from _under(table.name, county)
        if len(key) > 1 and key[1].of == "county":
            for (owner,) in db.execute(_owners(table, key[0])).fetchall():
                yield from _under(table.name, f"{owner}.{county}")
    for (programme,) in db.execute("SELECT id FROM programme").fetchall():
        rows = "row IN (SELECT id FROM milestone WHERE programme = ? AND county = ?)"
        yield f"tbl = 'milestone' AND {rows}", (programme, county)
    yield "tbl = 'note' AND instr(val, '.' || ? || '.') > 0", (county,)


def _owners(table: Table, field: Field) -> str:
    """What may stand before a county in the ids of a table: few programmes and rounds, few groups."""
    if field.of == "county":
        return f'SELECT DISTINCT "{field.name}" FROM "{table.name}"'
    return f'SELECT id FROM "{field.of}"'


def _end(db: sqlite3.Connection, run: Run, order: str) -> int:
    found = db.execute(f"SELECT n FROM {run.table} WHERE {run.where} ORDER BY n {order} LIMIT 1").fetchone()
    return int(found[0]) if found else 0


def _under(table: str, id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The row of that id, and those whose id it begins."""
    yield "tbl = ? AND row = ?", (table, id)
    yield "tbl = ? AND row > ? AND row < ?", (table, f"{id}.", f"{id}/")


def _numbers(db: sqlite3.Connection, where: str, facts: tuple[str, ...]) -> Iterator[int]:
    for (n,) in db.execute(f"SELECT n FROM change WHERE {where} AND {_MADE}", facts):
        yield n


def _along(db: sqlite3.Connection) -> str:
    """The index of these changes, where the file has it: SQLite would rather look through the whole log."""
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'change_made'").fetchone()
    return " INDEXED BY change_made" if found else ""
