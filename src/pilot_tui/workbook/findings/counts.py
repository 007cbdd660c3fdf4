"""Counts that were stated, beside what is listed: industries, items of a checklist, or a count by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui.rules.findings import tasks
from pilot_tui.store import Connection, read
from pilot_tui.words import lexicon
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.ones import Stated
from pilot_tui.workbook.rows import Row, address, number, text, year_of


def of_programme(db: Connection, base: Base) -> Iterator[Found]:
    """Every stated count for which something is listed."""
    facts = read.every(db, "fact", programme=base.programme)
    for row in facts:
        if text(row, "kind") == "stated_count" and (listed := _listed(db, row, facts)) is not None:
            where = address("fact", text(row, "id"), "value")
            for one in tasks.count(where, number(row, "value"), listed):
                yield Found(one, text(row, "county"), _year(row))


def stated_industries(db: Connection, programme: str) -> list[Stated]:
    """The stated counts of industries of a programme, each with how many are listed."""
    facts = read.every(db, "fact", programme=programme)
    stated = [(row, _industries(db, row)) for row in facts if text(row, "kind") == "stated_count"]
    return [Stated(row, listed) for row, listed in stated if listed]


def _listed(db: Connection, row: Row, facts: Sequence[Row]) -> int | None:
    """How many of them are listed; None when nothing is."""
    programme, county, name = (text(row, one) for one in ("programme", "county", "name_zh"))
    if industries := _industries(db, row):
        return industries
    for milestone in read.every(db, "milestone", programme=programme, county=county):
        if text(milestone, "name_zh") == name and (items := read.under(db, "item", text(milestone, "id"))):
            return len(items)
    counted = [one for one in facts if text(one, "kind") == "count" and _same(one, row)]
    found = number(counted[0], "value") if counted else None
    return None if found is None else int(found)


def _industries(db: Connection, row: Row) -> int:
    """How many industries are listed for a count of industries; 0 for a count of anything else."""
    if lexicon("listed")["industry"] not in text(row, "name_zh"):
        return 0
    industries = read.every(db, "industry", programme=text(row, "programme"))
    return sum(_lies_in(db, text(one, "county"), text(row, "county")) for one in industries)


def _lies_in(db: Connection, county: str, place: str) -> bool:
    """Whether a county is the place, or of the prefecture or province of that name."""
    if county == place:
        return True
    row, around = read.one(db, "county", county) or {}, read.one(db, "county", place) or {}
    name = text(around, "name_zh")
    return bool(name) and name in (text(row, "prefecture_zh"), text(row, "province_zh"))


def _same(one: Row, other: Row) -> bool:
    return all(text(one, name) == text(other, name) for name in ("county", "name_zh"))


def _year(row: Row) -> int | None:
    return year_of(text(row, "period"))
