"""Whom a sheet to be filled in can be for, as lines to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.pane import View
from pilot_tui.safe import one_line
from pilot_tui.screens.handing_lines import COUNTY_NAMES, NAMES
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import pick
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


def counties(book: Workbook, view: View) -> list[Named]:
    """The county in view, then the others of the programme."""
    rows = book.pilots_with(view.programme, COUNTY_NAMES) if view.programme else []
    found = [_named(text(row, "county"), row, COUNTY_NAMES) for row in rows]
    return sorted(found, key=lambda one: one.value != view.county)


def experts(book: Workbook, view: View) -> Iterator[Named]:
    """The experts of the round in view."""
    round = book.round(view.programme, view.round) if view.programme else None
    for row in round.experts if round else ():
        code = text(row, "code")
        yield _named(code, row, NAMES)._replace(label=f"{one_line(code)}  {one_line(pick(row, 'name'))}")


def _named(id: str, row: Row, names: tuple[str, ...]) -> Named:
    return Named(id, one_line(pick(row, "name")) or id, (id, *(text(row, name) for name in names)))
