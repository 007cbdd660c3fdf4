"""The verbs of spreadsheets: written to be filled in, read back."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli.common import (
    county_of,
    option,
    programme_option,
    talk,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.cli.progress import progress
from pilot_tui.errors import Term, Unknown
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.sheets.kinds import KINDS, Scope

_FILE = click.Path(path_type=Path)


@verb(
    "template",
    click.argument("kind", type=click.Choice(list(KINDS))),
    programme_option,
    option("--county", "counties", key="cli.county", multiple=True),
    year_option,
    option("--round", "round_id", key="cli.round", default=""),
    option("--expert", "experts", key="cli.expert", multiple=True),
    option("-o", "--output", key="cli.template_output", type=_FILE, required=True),
)
def template_(
    file: Path | None,
    kind: str,
    programme: str,
    counties: tuple[str, ...],
    year: int | None,
    round_id: str,
    experts: tuple[str, ...],
    output: Path,
) -> None:
    """Write a spreadsheet to be filled in."""
    from pilot_tui.exchange.whole_file import whole_file
    from pilot_tui.report.office.template import write_form
    from pilot_tui.workbook.sheets.form import form, refuse_empty

    with workbook(file) as book, progress() as tick:
        asked = form(book, scope_of(book, kind, programme, counties, year, round_id, experts))
        refuse_empty(asked)
        with whole_file(output) as target:
            write_form(book, asked, target, tick)
    cells = sum(column.field is not None for column in asked.columns) * len(asked.lines)
    talk(say("sheets.written", path=output, rows=f"{len(asked.lines):,}", cells=f"{cells:,}"))
    if asked.hidden:
        talk(say("cli.hidden", viewer=book.viewer, count=asked.hidden))


def scope_of(
    book: Workbook,
    kind: str,
    programme: str,
    counties: tuple[str, ...],
    year: int | None,
    round: str,
    experts: tuple[str, ...],
) -> Scope:
    """What is asked for, by the names people use; raises `Unknown`."""
    from pilot_tui.workbook.called import experts as called

    chosen = str(book.programme(programme)["id"])
    places = tuple(dict.fromkeys(county_of(book, chosen, name) for name in counties))
    if kind != "review":
        return Scope(kind, chosen, year_of(book, chosen, year), counties=places)
    panel = book.round(chosen, round)
    if panel is None:
        raise Unknown(kind=Term("table.round"), name=chosen, known="")
    found = panel.id
    people = tuple(dict.fromkeys(called(book, found).of(name) for name in experts))
    return Scope(kind, chosen, round=found, counties=places, experts=people)
