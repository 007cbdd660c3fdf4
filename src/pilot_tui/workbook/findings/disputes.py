"""Conflicts as findings: cells of which two people's values stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.rules.findings import Finding
from pilot_tui.store import Connection, read
from pilot_tui.tables import TABLES
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.rows import address, text

_OF_COUNTIES = frozenset(("value", "mark", "milestone", "item", "progress", "result", "assignment"))


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Those of the county's values, marks and milestones."""
    for row, field in read.disputes(db, "value", f"{base.programme}.{county}"):
        yield _found("value", row, field, county, int(row.rpartition(".")[2]))
    for panel in base.panels:
        for table in ("mark", "result", "assignment"):
            for row, field in read.disputes(db, table, f"{panel.id}.{county}"):
                yield _found(table, row, field, county)
    for table in ("milestone", "item", "progress"):
        for row, field in read.disputes(db, table):
            home = read.one(db, "milestone", row if table == "milestone" else row.rpartition(".")[0]) or {}
            if (home.get("programme"), home.get("county")) == (base.programme, county):
                yield _found(table, row, field, county, int(text(home, "year") or 0) or None)


def of_programme(db: Connection, base: Base) -> Iterator[Found]:
    """Those of the rows the programme is set up with."""
    rounds = {panel.id for panel in base.panels}
    for table in TABLES.keys() - _OF_COUNTIES - {"acceptance", "note"}:
        for id, field in read.disputes(db, table):
            row = read.one(db, table, id) or {}
            if (
                table == "county"
                or row.get("round") in rounds
                or _of(base, table, id, text(row, "programme"))
            ):
                yield _found(table, id, field, text(row, "county"))


def _of(base: Base, table: str, id: str, programme: str) -> bool:
    return (id if table == "programme" else programme) == base.programme


def _found(table: str, row: str, field: str, county: str, year: int | None = None) -> Found:
    return Found(Finding("conflict", address(table, row, field or "id")), county, year)
