"""Which counties a change may have given findings, or taken them from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pilot_tui.store import Connection, journal
from pilot_tui.workbook.findings.base import TABLES_OF

_BY_ID = frozenset(("value", "mark", "result", "assignment"))
"""Tables in whose ids the county is the second part."""
_OF_MILESTONE = frozenset(("item", "progress"))
EVERYWHERE = "*"
"""All counties, and the programme itself."""
SETUP = ""
"""Only the programme itself."""
_SILENT = frozenset(("note", "step", "ranking", "member"))


def counties(db: Connection, touched: Iterable[tuple[str, str]]) -> set[str]:
    """The counties to be looked at again, of whatever programme; `SETUP` and `EVERYWHERE` among them."""
    return {county for table, id in touched for county in _of(db, table, id)}


def _of(db: Connection, table: str, id: str) -> Iterator[str]:
    if table == "measure":
        yield from _of(db, "firm", ".".join(id.split(".")[:2]))
    elif table in _BY_ID:
        yield id.split(".")[1] if "." in id else SETUP
    elif table in ("milestone", "rectification", "firm", "industry"):
        yield from _homes(db, table, id, "county")
        yield SETUP
    elif table in _OF_MILESTONE:
        yield from _homes(db, "milestone", id.rpartition(".")[0], "county")
        yield SETUP
    elif table == "acceptance":
        for address in _homes(db, "acceptance", id, "address"):
            yield from of_address(db, address)
    elif table in TABLES_OF or table == "pilot":
        yield EVERYWHERE
    elif table not in _SILENT:
        yield SETUP


def of_address(db: Connection, address: str) -> Iterator[str]:
    """The counties a finding about a cell can belong to."""
    table, _, rest = address.partition("/")
    if table in TABLES_OF:
        yield SETUP
    else:
        yield from _of(db, "result" if table == "review" else table, rest.partition("/")[0])


def _homes(db: Connection, table: str, id: str, field: str) -> set[str]:
    """Whatever a field of a row holds or ever held: the row may be gone or have moved."""
    held: set[str] = set()
    for change in journal.of_row(db, table, id):
        value = json.loads(change.val)
        row = {change.col: value} if change.col else value or {}
        if row.get(field):
            held.add(str(row[field]))
    return held
