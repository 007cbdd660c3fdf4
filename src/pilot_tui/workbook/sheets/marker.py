"""What a workbook carries of itself: what it is of, by which form, from which file, and what stood in it.

A sheet that nobody sees, of two columns: names and what they say, then `cells`, then addresses and texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pilot_tui.store import Connection, journal
from pilot_tui.workbook.sheets.form_parts import Form
from pilot_tui.workbook.sheets.kinds import KINDS, MARKED, VERSION, Scope
from pilot_tui.workbook.workbook import Workbook

CELLS = "cells"
"""What stands above the addresses."""
_BASE = "base"


class Marker(NamedTuple):
    """What a workbook says of itself."""

    scope: Scope
    sheet: str
    """The name of the sheet to be filled in."""
    origin: str
    """Of the file it was made from; empty where that began with nothing."""
    held: Mapping[str, str]
    """Address → what stood there when the sheet was made."""


def origin_of(db: Connection) -> str:
    """What tells files apart that began with other rows: two that can be merged have the same."""
    return journal.tip(db, _BASE)[1].hex()[:16] if journal.tip(db, _BASE)[0] else ""


def written(book: Workbook, made: Form, sheet: str) -> Iterator[tuple[str, str]]:
    """The two columns."""
    scope = made.scope
    yield MARKED, VERSION
    yield "kind", scope.kind
    yield "programme", scope.programme
    yield "year", "" if scope.year is None else str(scope.year)
    yield "round", scope.round
    yield "county", " ".join(scope.counties)
    yield "expert", " ".join(scope.experts)
    yield "sheet", sheet
    with book.store.reading() as db:
        yield "origin", origin_of(db)
    yield CELLS, ""
    yield from ((str(cell), said) for cell, said in made.told())


def version(rows: Sequence[tuple[str, str]]) -> str | None:
    """The version of the form; None where it is no sheet of ours."""
    return rows[0][1] if rows and rows[0][0] == MARKED else None


def read(rows: Iterable[tuple[str, str]]) -> Marker | None:
    """What the two columns say; None where they say nothing that can be."""
    given = iter(rows)
    facts: dict[str, str] = {}
    for name, said in given:
        if name == CELLS:
            break
        facts[name] = said
    kind, year = facts.get("kind", ""), facts.get("year", "")
    if kind not in KINDS or not ((year.isascii() and year.isdecimal() and len(year) == 4) or not year):
        return None
    scope = Scope(
        kind,
        facts.get("programme", ""),
        int(year) if year else None,
        facts.get("round", ""),
        tuple(facts.get("county", "").split()),
        tuple(facts.get("expert", "").split()),
    )
    return Marker(scope, facts.get("sheet", ""), facts.get("origin", ""), dict(given))
