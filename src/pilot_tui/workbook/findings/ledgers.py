"""The findings of a county's firms, rectification items and industries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui.rules.findings import Finding, firms, rectifying
from pilot_tui.store import Connection, read
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.figures import invented
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.firms import Measure, measured
from pilot_tui.workbook.rectifying import item_of
from pilot_tui.workbook.rows import Row, address, number, text


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Firm by firm and year by year; item by item; industry by industry."""
    yield from _of_firms(db, base, county)
    for row in read.every(db, "rectification", programme=base.programme, county=county):
        for one in rectifying.rectification(f"rectification/{row['id']}", item_of(row), base.today):
            yield Found(one, county, int(text(row, "year") or 0) or None)
    yield from _inapplicable(db, base, county)


def _of_firms(db: Connection, base: Base, county: str) -> Iterator[Found]:
    given = read.every(db, "firm", programme=base.programme, county=county)
    stored: list[tuple[str, Row]] = []
    for firm in given:
        rows = read.under(db, "measure", text(firm, "id"))
        stored += (("measure", row) for row in rows)
        for year in sorted({int(text(row, "year")) for row in rows}):
            of_year = {
                (text(row, "firm"), text(row, "indicator")): row for row in rows if row["year"] == year
            }
            measures = measured(base.frame, year, text(firm, "code"), of_year)
            for one in _of_firm(base, measures, year):
                yield Found(one, county, year)
    yield from _alone(db, base, county, given)
    yield from invented(county, [*(("firm", row) for row in given), *stored])


def _alone(db: Connection, base: Base, county: str, given: Sequence[Row]) -> Iterator[Found]:
    """A county whose only firm is to be graded by the share of its place."""
    if len(given) != 1:
        return
    bands = read.every(db, "band", programme=base.programme)
    graded = any(text(row, "of") == "rank_share" for row in bands)
    for one in firms.alone(address("firm", text(given[0], "id"), "name_zh"), 1, graded=graded):
        yield Found(one, county)


def _of_firm(base: Base, measures: Sequence[Measure], year: int) -> Iterator[Finding]:
    missing = [one for one in measures if one.figure is None]
    for one in measures:
        where, line = address("measure", one.id, "value"), number(one.indicator, "line")
        direction = one.score.reading.direction
        yield from firms.measure(where, number(one.row, "value"), one.parts, line, direction)
    if missing:
        present = len(measures) - len(missing)
        where = address("measure", missing[0].id, "value")
        yield from firms.unmeasured(where, present, len(measures), base.due(year), base.today)


def _inapplicable(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Checklists of which no item applies: there is nothing to count."""
    for row in read.every(db, "industry", programme=base.programme, county=county):
        items = read.under(db, "item", text(row, "milestone")) if text(row, "milestone") else []
        if items and all(text(item, "state") == "not_applicable" for item in items):
            where = address("item", text(items[0], "id"), "state")
            yield Found(Finding("inapplicable", where, {"count": len(items)}), county)
