"""The verbs of spreadsheets: written to be filled in, read back."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli.common import (
    json_option,
    option,
    print_out,
    programme_option,
    put,
    reason_option,
    stoppable,
    talk,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.cli.progress import progress
from pilot_tui.collecting import uncollected
from pilot_tui.errors import InvalidValue
from pilot_tui.rules.roles import ROLES
from pilot_tui.words import say
from pilot_tui.workbook.sheets.kinds import KINDS

_FILE = click.Path(path_type=Path)
_counties = option("--county", "counties", key="cli.county", multiple=True)
_experts = option("--expert", "experts", key="cli.expert", multiple=True)
_round = option("--round", "round_id", key="cli.round", default="")


@verb(
    "template",
    click.argument("kind", type=click.Choice(list(KINDS))),
    programme_option,
    _counties,
    year_option,
    _round,
    _experts,
    option("--role", key="cli.template_role", type=click.Choice(ROLES)),
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
    role: str | None,
    output: Path,
) -> None:
    """Write a spreadsheet to be filled in."""
    from pilot_tui.exchange.whole_file import whole_file
    from pilot_tui.report.office.template import write_form
    from pilot_tui.workbook.sheets.making import cells, made, refuse_itself
    from pilot_tui.workbook.sheets.scoping import scope_of

    with workbook(file) as book, progress() as tick:
        when = None if kind == "review" else year_of(book, str(book.programme(programme)["id"]), year)
        refuse_itself(book, output)
        scope = scope_of(book, kind, programme, counties, when, round_id, experts)
        asked = made(book, scope, role or "")
        with whole_file(output) as target:
            write_form(book, asked, target, tick)
    talk(say("sheets.written", path=output, rows=f"{len(asked.lines):,}", cells=f"{cells(asked):,}"))
    if asked.hidden:
        talk(say("cli.hidden", viewer=book.viewer, count=asked.hidden))


@verb(
    "import",
    click.argument("source", type=_FILE),
    option("--sheet", key="cli.sheet", default=""),
    option("--of", "kind", key="cli.sheet_of", type=click.Choice(list(KINDS)), default=None),
    option("--map", "columns", key="cli.map", multiple=True),
    programme_option,
    _counties,
    option("--year", key="cli.sheet_year", type=int),
    _round,
    _experts,
    option("--encoding", key="cli.encoding", default=""),
    option("--hidden", key="cli.hidden_cells", is_flag=True),
    option("--formulas", key="cli.formula_cells", is_flag=True),
    option("--dry-run", "dry", key="cli.dry_run", is_flag=True),
    json_option,
    reason_option,
    writes=True,
)
def import_(
    file: Path | None,
    source: Path,
    sheet: str,
    kind: str | None,
    columns: tuple[str, ...],
    programme: str,
    counties: tuple[str, ...],
    year: int | None,
    round_id: str,
    experts: tuple[str, ...],
    encoding: str,
    hidden: bool,
    formulas: bool,
    dry: bool,
    as_json: bool,
    reason: str,
    author: str,
) -> int:
    """Read a spreadsheet: all of it, or nothing. 2 when a cell is refused; of a dry run 1."""
    from pilot_tui.cli import sheet_shapes as shapes
    from pilot_tui.exchange.sheets.opening import read_file
    from pilot_tui.workbook.sheets.proposing import NOTHING, carry_out, propose
    from pilot_tui.workbook.sheets.reading import Asked, understood

    given = read_file(source, encoding)
    asked = Asked(
        sheet, kind or "", _mapped(columns), programme, counties, year, round_id, experts, hidden, formulas
    )
    with workbook(file, author) as book, stoppable(book), progress() as tick, uncollected():
        found = understood(book, given, asked)
        proposal, done = propose(book, found, asked, reason, tick), NOTHING
        if not dry and not proposal.refused:
            proposal, done = carry_out(book, proposal, asked, reason, tick)
        if as_json:
            put(shapes.imported(proposal, done))
        else:
            for some in shapes.lines(book, proposal):
                print_out(some)
    for sentence in shapes.told(proposal, done, dry=dry):
        talk(sentence)
    return (1 if dry else 2) if proposal.refused else 0


def _mapped(given: tuple[str, ...]) -> dict[str, str]:
    """`COLUMN=FIELD` pairs."""
    pairs: dict[str, str] = {}
    for one in given:
        name, sign, said = one.rpartition("=")
        if not sign or not name.strip() or not said.strip():
            raise InvalidValue(reason="no_pair", text=one)
        pairs[name.strip()] = said.strip()
    return pairs
