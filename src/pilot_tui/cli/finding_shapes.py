"""The JSON of `show findings` and `check`, see docs/shell.md, and their lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pilot_tui.model import Cell
from pilot_tui.report.findings import MARKS, county_of, kind_of, sentence, where, year_of
from pilot_tui.tables import TABLES
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found

Shape = dict[str, object]


def findings(book: Workbook, given: Iterable[Found]) -> list[Shape]:
    """`show findings`, and what `check` finds in the figures."""
    return [_finding(book, one) for one in given]


def problem(key: str, facts: dict[str, object]) -> Shape:
    """What `check` finds wrong with the file itself."""
    said: Shape = {"kind": key.partition(".")[2], "severity": "serious", "sentence": say(key, **facts)}
    blank = dict.fromkeys(("programme", "county", "year", "where", "address", "accepted", "reason"))
    return {**blank, **said, "addresses": {}, "states": {}}


def line(book: Workbook, one: Found) -> str:
    """One finding in a line."""
    shape, _ = MARKS[one.finding.severity]
    place = (county_of(book, one), year_of(one), where(book, one))
    return "  ".join((f"{shape} {kind_of(one)}", *place, sentence(book, one), one.finding.address))


def counts(given: Iterable[Found]) -> Iterator[str]:
    """How many there are of each severity, in words; what is explained by itself."""
    said = [one.finding.severity if one.open else "accepted" for one in given]
    for name in (*MARKS, "accepted"):
        if name in said:
            yield f"{say(f'severity.{name}')} {said.count(name):,}"


def _finding(book: Workbook, one: Found) -> Shape:
    finding = one.finding
    cell = Cell.parse(finding.address)
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "programme": one.programme,
        "county": one.county or None,
        "year": one.year,
        "where": where(book, one),
        "sentence": sentence(book, one),
        "address": finding.address,
        "accepted": one.acceptance or None,
        "reason": one.reason or None,
        "addresses": {cell.field: finding.address} if cell.table in TABLES else {},
        "states": {},
    }
