"""Proving a file: whole, as its schema says, its chain unbroken, its rows what the log says they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pilot_tui.errors import PilotError
from pilot_tui.model import Change
from pilot_tui.store import conflicts, journal, opening, read, schema
from pilot_tui.store.replay import replayed, storable
from pilot_tui.tables import TABLES

Problem = tuple[str, dict[str, object]]
"""A key of the words and its facts."""


def problems(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Everything wrong with the file, worst first; a damaged file is not read on."""
    try:
        opening.refuse_unless_whole(db, path)
    except PilotError as error:
        yield "check.damaged", {"said": error}
        return
    wrong = list(_schema(db))
    yield from wrong
    yield from _chain(db)
    if not any(key == "check.schema" for key, _ in wrong):
        yield from _replay(db)
        yield from _conflicts(db)
        yield from _references(db)


def _schema(db: sqlite3.Connection) -> Iterator[Problem]:
    for table in TABLES.values():
        found = {row[1] for row in db.execute(f'PRAGMA table_info("{table.name}")')}
        for name in sorted(set(table.columns()) ^ found):
            yield "check.schema", {"table": table.name, "column": name}
    triggers = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in sorted({*schema.GUARDS} ^ triggers):
        yield "check.trigger", {"name": name}


def _chain(db: sqlite3.Connection) -> Iterator[Problem]:
    for site, changes in groupby(journal.everything(db), key=lambda change: change.site):
        previous, expected = journal.GENESIS, 1
        for change in changes:
            if change.seq != expected:
                yield "check.gap", {"site": site, "seq": expected}
                break
            if journal.digest(previous, change) != change.hash:
                yield "check.hash", {"site": site, "seq": change.seq}
                break
            previous, expected = change.hash, expected + 1


def _replay(db: sqlite3.Connection) -> Iterator[Problem]:
    for table in TABLES:
        said = dict(_said(db, table))
        stored = {str(row["id"]): row for row in read.every(db, table)}
        for id in sorted(said.keys() | stored.keys()):
            row = stored.get(id)
            held = None if row is None else {k: v for k, v in row.items() if v is not None and k != "id"}
            if held != said.get(id):
                yield "check.replay", {"table": table, "id": id}


def _said(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, dict[str, object]]]:
    log: list[Change] = journal.of_table(db, table)
    for id, changes in groupby(log, key=lambda change: change.row):
        try:
            row = replayed(list(changes))
        except ValueError:  # no JSON any more: the chain has named the change, here the row is named
            row = {}
        if row is not None:
            yield id, storable(table, row)


def _conflicts(db: sqlite3.Connection) -> Iterator[Problem]:
    """What is listed as a conflict and is none, and what is one and is not listed."""
    listed = {one for one in conflicts.every(db) if one[3] != "duplicate"}
    expected = {found for row in conflicts.suspects(db) for found in conflicts.of_row(db, *row)}
    for table, id, col, kind in sorted(listed ^ expected):
        yield "check.conflict", {"address": f"{table}/{id}/{col or 'id'}", "kind": kind}


def _references(db: sqlite3.Connection) -> Iterator[Problem]:
    known = {table: set(read.ids(db, table)) for table in TABLES}
    for table in TABLES.values():
        for row in read.every(db, table.name):
            for field in table.fields:
                if not field.of or row[field.name] is None:
                    continue
                id = f"{row[field.scope]}.{row[field.name]}" if field.scope else row[field.name]
                if id not in known[field.of]:
                    yield (
                        "check.reference",
                        {"table": table.name, "id": row["id"], "of": field.of, "wanted": id},
                    )
