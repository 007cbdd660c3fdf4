"""The guards of cells: the approval of a county's year, and the person an expert's marks are left to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from pilot_tui.model import Cell, Change
from pilot_tui.rules.heads import cell_value, shown_head
from pilot_tui.rules.merging import Guard, seen_by
from pilot_tui.store import heads, read
from pilot_tui.tables import TABLES

APPROVED = "approved"
_GUARDS = {"approval": "state", "expert": "person"}
"""Tables whose rows guard others, and the field that says so."""
_OF_MILESTONE = ("item", "progress")
_TOLD = ("provenance",)


def of_row(
    db: sqlite3.Connection, table: str, id: str, born: Mapping[str, object] | None = None
) -> Guard | None:
    """What guards the cells of a row, None when nothing does; `born` is what one not there yet will hold."""
    guarding = _guarding(db, table, id, born)
    return _set(db, guarding) if guarding else None


def of_rows(db: sqlite3.Connection, table: str, ids: Iterable[str]) -> dict[str, Guard | None]:
    """The same of some rows; what guards several of them is looked at once."""
    by = {id: _guarding(db, table, id) for id in ids}
    found = {guarding: _set(db, guarding) for guarding in {*by.values()} if guarding}
    return {id: found[guarding] if guarding else None for id, guarding in by.items()}


def _guarding(
    db: sqlite3.Connection, table: str, id: str, born: Mapping[str, object] | None = None
) -> Cell | None:
    """The cell that says whether a row is guarded."""
    parts = id.split(".")
    if table == "value" and len(parts) == 4:
        return Cell("approval", f"{parts[0]}.{parts[1]}.{parts[3]}", "state")
    if table == "mark" and len(parts) == 4:
        return Cell("expert", f"{parts[0]}.{parts[2]}", "person")
    if table in _OF_MILESTONE:
        table, id = "milestone", id.rpartition(".")[0]
    if table == "milestone":
        row = read.one(db, "milestone", id) or born or {}
        return Cell("approval", f"{row.get('programme')}.{row.get('county')}.{row.get('year')}", "state")
    return None


def _set(db: sqlite3.Connection, guarding: Cell) -> Guard | None:
    return approval(db, guarding.id) if guarding.table == "approval" else _person(db, guarding.id)


def approval(db: sqlite3.Connection, id: str) -> Guard | None:
    """The approval of a county's year, where it is approved."""
    shown = _shown(db, "approval", id)
    if shown is None or cell_value(shown, "state") != APPROVED:
        return None
    return Guard("approved", shown.uid, frozenset(seen_by(shown)))


def _person(db: sqlite3.Connection, id: str) -> Guard | None:
    shown = _shown(db, "expert", id)
    person = cell_value(shown, "person") if shown else None
    if shown is None or not person:
        return None
    return Guard("foreign", shown.uid, frozenset(seen_by(shown)), str(person))


def _shown(db: sqlite3.Connection, table: str, id: str) -> Change | None:
    if read.one(db, table, id) is None:
        return None
    return shown_head(heads.of_cell(db, Cell(table, id, _GUARDS[table])))


def is_guard(table: str) -> bool:
    """Whether the rows of a table guard others."""
    return table in _GUARDS


def guards(table: str, field: str) -> bool:
    """Whether it is this field that says so."""
    return _GUARDS.get(table) == field


def every(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The rows that guard others."""
    for row in read.every(db, "approval", state=APPROVED):
        yield "approval", str(row["id"])
    for row in read.every(db, "expert"):
        if row.get("person"):
            yield "expert", str(row["id"])


def covered(db: sqlite3.Connection, table: str, id: str) -> Iterator[tuple[str, str]]:
    """The rows `(table, id)` a row of a guarding table guards, or would."""
    first, _, rest = id.partition(".")
    if table == "expert":
        yield from (("mark", one) for one in _marks(db, first, rest))
        return
    county, _, year = rest.partition(".")
    for row in read.under(db, "value", f"{first}.{county}"):
        if str(row["year"]) == year:
            yield "value", str(row["id"])
    for row in read.every(db, "milestone", programme=first, county=county, year=year):
        yield "milestone", str(row["id"])
        yield from inside(db, str(row["id"]))


def inside(db: sqlite3.Connection, milestone: str) -> Iterator[tuple[str, str]]:
    """The rows that belong to a milestone, and are approved with it."""
    for table in _OF_MILESTONE:
        yield from ((table, str(row["id"])) for row in read.under(db, table, milestone))


def any_approval(db: sqlite3.Connection) -> bool:
    """Whether anything was ever submitted or approved."""
    return db.execute("SELECT 1 FROM approval LIMIT 1").fetchone() is not None


def _marks(db: sqlite3.Connection, round: str, expert: str) -> Iterator[str]:
    for row in read.under(db, "mark", round):
        if row.get("expert") == expert:
            yield str(row["id"])


def seen(db: sqlite3.Connection, table: str, id: str) -> list[Change]:
    """The heads of every cell a guard covers: what whoever sets it has before them."""
    found: dict[str, Change] = {}
    for inner, row in covered(db, table, id):
        for col in ("", *heads.columns(db, inner, row)):
            of = heads.of_cell(db, Cell(inner, row, col)) if col else heads.births(db, inner, row)
            found |= {one.uid: one for one in of}
    return list(found.values())


def written(change: Change) -> Iterator[str]:
    """The cells a change writes that a guard cares about: of a birth, what it brings."""
    if change.col:
        yield change.col
    elif change.val != "null":
        yield from brought(change)


def brought(birth: Change) -> Iterator[str]:
    """The fields a birth fills, those left out that only say which row it is."""
    table = TABLES[birth.tbl]
    known = {field.name for field in table.fields} - {*table.key, *_TOLD}
    yield from (name for name in json.loads(birth.val) if name in known)
