"""The findings of a county's milestones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from pilot_tui.rules.findings import Finding, setup, tasks
from pilot_tui.rules.schedule import progress
from pilot_tui.store import Connection, read
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.figures import invented
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.rows import Row, address, number, task, text


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Milestone by milestone; names that stand twice in a year."""
    found = read.every(db, "milestone", programme=base.programme, county=county)
    for row in filter(_worth_computing, found):
        for one in _of_milestone(db, base, row):
            yield Found(one, county, _year(row))
    yield from _twice(found, county)
    yield from invented(county, [("milestone", row) for row in found])


def _worth_computing(row: Row) -> bool:
    """Whether anything can be wrong: most milestones have a target and an actual, and are just that."""
    asks = text(row, "kind") in ("dated", "checklist") or text(row, "period_kind") == "per_period"
    return asks or bool(text(row, "reported_completion")) or not text(row, "actual")


def _of_milestone(db: Connection, base: Base, row: Row) -> Iterator[Finding]:
    id = text(row, "id")
    checklist = text(row, "kind") == "checklist"
    given = task(row, read.under(db, "item", id) if checklist else [])
    where = address("milestone", id, "actual")
    found = tasks.task(where, given, progress(given, base.frame.rule), base.today)
    if text(row, "period_kind") != "per_period":
        return found
    told = [one for one in read.under(db, "progress", id) if text(one, "day") < base.today]
    return chain(found, tasks.parts(where, [number(one, "actual") for one in told]))


def _twice(rows: list[Row], county: str) -> Iterator[Found]:
    """Two milestones of a year that carry the same name in the same area."""
    groups: dict[tuple[int | None, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        named = (address("milestone", text(row, "id"), "name_zh"), text(row, "name_zh"))
        groups[_year(row), text(row, "area_zh")].append(named)
    for (year, _), named_rows in groups.items():
        for one in setup.duplicates(named_rows):
            yield Found(one, county, year)


def _year(row: Row) -> int | None:
    year = text(row, "year")
    return int(year) if year else None
