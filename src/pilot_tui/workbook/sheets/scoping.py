"""What a sheet is of, by the names people use."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.errors import Term, Unknown
from pilot_tui.workbook import called
from pilot_tui.workbook.sheets.kinds import Scope
from pilot_tui.workbook.workbook import Workbook


def scope_of(
    book: Workbook,
    kind: str,
    programme: str = "",
    counties: Sequence[str] = (),
    year: int | None = None,
    round: str = "",
    experts: Sequence[str] = (),
) -> Scope:
    """What is asked for; the year only where one is named. Raises `Unknown`."""
    chosen = str(book.programme(programme)["id"])
    known = called.counties(book, chosen)
    places = tuple(dict.fromkeys(known.of(name) for name in counties))
    if kind != "review":
        _refuse_year(book, chosen, year)
        return Scope(kind, chosen, year, counties=places)
    panel = book.round(chosen, round)
    if panel is None:
        raise Unknown(kind=Term("table.round"), name=chosen, known="")
    those = called.experts(book, panel.id)
    people = tuple(dict.fromkeys(those.of(name) for name in experts))
    return Scope(kind, chosen, round=panel.id, counties=places, experts=people)


def _refuse_year(book: Workbook, programme: str, year: int | None) -> None:
    years = book.years(programme)
    if year is not None and year not in years:
        raise Unknown(kind=Term("table.year"), name=year, known=", ".join(map(str, years)))
