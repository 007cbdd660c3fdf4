"""The findings of a county's values: each by itself, beside its target, beside the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain

from pilot_tui.rules.findings import Finding, figures
from pilot_tui.store import Connection, read
from pilot_tui.tables import TABLES
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.rows import Row, address, number, reading, text

Years = Mapping[int, Row]
"""Year → the stored value of an indicator."""


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Indicator by indicator, year by year; then what all of them say together."""
    stored = read.under(db, "value", f"{base.programme}.{county}")
    series: dict[str, dict[int, Row]] = {}
    for row in stored:
        series.setdefault(text(row, "indicator"), {})[int(text(row, "year"))] = row
    for code, indicator in base.indicators.items():
        years = dict(sorted(series.get(code, {}).items()))
        for year, row in years.items():
            for one in _of_value(base, indicator, row, year, _before(base, years, year)):
                yield Found(one, county, year)
        yield from _falling(indicator, years, county)
    yield from invented(county, [("value", row) for row in stored])


def invented(county: str, rows: list[tuple[str, Row]]) -> Iterator[Found]:
    """One finding for all illustrative rows of a list of a county, at the first."""
    found = [pair for pair in rows if text(pair[1], "provenance") == "illustrative"]
    if found:
        table, first = found[0]
        yield official(county, table, first, len(found))


def official(county: str, table: str, first: Row, count: int) -> Found:
    """That so many rows are illustrative, told at the first."""
    name = "actual" if TABLES[table].field("actual") else "provenance"
    return Found(Finding("official", address(table, text(first, "id"), name), {"count": count}), county)


def _of_value(base: Base, indicator: Row, row: Row, year: int, before: Decimal | None) -> Iterator[Finding]:
    id, read_as = text(row, "id"), reading(indicator, row)
    actual, target = (address("value", id, name) for name in ("actual", "target"))
    low, high = (number(indicator, f"plausible_{name}") for name in ("low", "high"))
    return chain(
        figures.gap(actual, read_as, base.due(year), base.today),
        figures.reported(actual, read_as, number(row, "reported_completion")),
        figures.beyond(actual, read_as.actual, low, high),
        figures.unit_slip(actual, read_as.actual, before),
        figures.below_last(target, read_as, before),
        _partial(base, indicator, row, year, actual),
    )


def _partial(base: Base, indicator: Row, row: Row, year: int, where: str) -> Iterator[Finding]:
    over = f"{year}-12-31" < base.today
    if over and text(row, "actual"):
        yield from figures.partial(where, text(indicator, "period_kind"), year, text(row, "as_of"))


def _before(base: Base, years: Years, year: int) -> Decimal | None:
    """The actual of the year before; in the programme's first year its baseline, which is of that year."""
    if year == base.frame.first_year:
        return number(years[year], "baseline")
    return number(years.get(year - 1, {}), "actual")


def _falling(indicator: Row, years: Years, county: str) -> Iterator[Found]:
    if text(indicator, "period_kind") != "cumulative":
        return
    places = {address("value", text(row, "id"), "actual"): year for year, row in years.items()}
    for one in figures.falling([*places], [number(row, "actual") for row in years.values()]):
        yield Found(one, county, places[one.address])
