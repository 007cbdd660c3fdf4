"""The verbs that write."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli.common import (
    county_of,
    county_option,
    option,
    programme_option,
    reason_option,
    stoppable,
    talk,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.collecting import uncollected
from pilot_tui.errors import InvalidValue
from pilot_tui.model import Cell, Change
from pilot_tui.safe import one_line
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

_AT_ONCE = 500
"""Changes that are told between two looks into the file."""


@verb(
    "set",
    click.argument("address"),
    click.argument("value"),
    option("--dry-run", is_flag=True),
    option("--year", type=int),
    reason_option,
    writes=True,
    negative=True,
)
def set_(
    file: Path | None, address: str, value: str, dry_run: bool, year: int | None, reason: str, author: str
) -> None:
    """Set one cell, exactly as typing it in the grid would; or tell what that would change."""
    with workbook(file, author) as book:
        if dry_run:
            _try(book, Cell.parse(address), value, year)
        else:
            _tell(book, book.edit(Cell.parse(address), value, reason))


def _try(book: Workbook, cell: Cell, value: str, year: int | None) -> None:
    """The change on stderr, what would come of it on stdout: a phrase, then a line for each figure."""
    from pilot_tui.report import effects
    from pilot_tui.workbook.blocks import Plan

    (planned,) = book.plan([(cell, value)])
    if planned.refused is not None:
        raise planned.refused
    plan = Plan(((cell, value),))
    asked = book.scopes(plan, year=year)[0].year
    effect, scope = book.effect(plan, year=year)
    talk(say("effect.would", address=cell, old=_said(planned.old), new=_said(planned.new)))
    if effect.shifts and scope.year != asked:
        talk(say("effect.other_year", year=asked, other=scope.year))
    for phrase in effects.summary(book, effect, scope) or [say("effect.none")]:
        click.echo(phrase)
    for kind, who, before, after in effects.lines(book, effect, scope):
        click.echo(f"  {kind}  {who}  {before} → {after}")


@verb(
    "add",
    click.argument("table"),
    click.argument("fields", nargs=-1),
    option("--id", default=""),
    reason_option,
    writes=True,
)
def add_(file: Path | None, table: str, fields: tuple[str, ...], id: str, reason: str, author: str) -> None:
    """Add one row from `field=value` pairs; its id goes to stdout."""
    with workbook(file, author) as book:
        click.echo(book.add(table, _pairs(fields), id=id, reason=reason))


@verb(
    "new",
    click.argument("kind"),
    click.argument("id"),
    click.argument("name", default=""),
    click.argument("fields", nargs=-1),
    option("--programme", default=""),
    option("--like", default=""),
    writes=True,
)
def new_(
    file: Path | None,
    kind: str,
    id: str,
    name: str,
    fields: tuple[str, ...],
    programme: str,
    like: str,
    author: str,
) -> None:
    """Start something of one's own: a programme, a year, a county, an indicator … empty or like another."""
    from pilot_tui.workbook.starting import start

    if "=" in name:
        name, fields = "", (name, *fields)
    with workbook(file, author) as book:
        for born in start(book, kind, id, name, programme=programme, like=like, fields=_pairs(fields)):
            click.echo(born)


@verb("retire", click.argument("table"), click.argument("id"), reason_option, writes=True)
def retire_(file: Path | None, table: str, id: str, reason: str, author: str) -> None:
    """Take a row out; the log keeps it."""
    with workbook(file, author) as book:
        _tell(book, book.retire(table, id, reason))


@verb("note", click.argument("address"), click.argument("text"), writes=True)
def note_(file: Path | None, address: str, text: str, author: str) -> None:
    """Put a note on a cell; the note's id goes to stdout."""
    with workbook(file, author) as book:
        click.echo(book.note(Cell.parse(address), text))


@verb("accept", click.argument("address"), click.argument("kind"), reason_option, writes=True)
def accept_(file: Path | None, address: str, kind: str, reason: str, author: str) -> None:
    """Explain a finding; the id of the explanation goes to stdout."""
    with workbook(file, author) as book:
        click.echo(book.accept(str(Cell.parse(address)), kind, reason))


@verb(
    "approve",
    programme_option,
    county_option,
    year_option,
    option("--back", is_flag=True),
    reason_option,
    writes=True,
)
def approve_(
    file: Path | None, programme: str, county: str, year: int | None, back: bool, reason: str, author: str
) -> None:
    """Take a county's year one step on, or back."""
    from pilot_tui.workbook.approving import advance, state_of

    with workbook(file, author) as book:
        chosen = str(book.programme(programme)["id"])
        place, when = county_of(book, chosen, county), year_of(book, chosen, year)
        advance(book, chosen, place, when, back=back, reason=reason)
        state = state_of(book, chosen, place, when)
    click.echo(state)
    talk(say("cli.approved_now", county=place, year=when, state=say(f"choice.{state}")))


@verb("undo", writes=True)
def undo_(file: Path | None, author: str) -> None:
    """Take back the author's last step."""
    with workbook(file, author) as book, stoppable(book), uncollected():
        _tell(book, book.undo())


@verb("redo", writes=True)
def redo_(file: Path | None, author: str) -> None:
    """Bring back what the last undo took."""
    with workbook(file, author) as book, stoppable(book), uncollected():
        _tell(book, book.redo())


def _tell(book: Workbook, changes: list[Change]) -> None:
    if not changes:
        talk(say("cli.unchanged"))
    for at in range(0, len(changes), _AT_ONCE):
        some = changes[at : at + _AT_ONCE]
        with book.ahead((Cell(one.tbl, one.row, one.col) for one in some), some):
            talk("\n".join(_told(book, one) for one in some))


def _told(book: Workbook, change: Change) -> str:
    cell = Cell(change.tbl, change.row, change.col)
    if not change.col:
        gone = change.val == "null"
        return say("cli.retired" if gone else "cli.born", table=change.tbl, id=change.row)
    row = book.row(*cell[:2]) or {}
    return say("cli.changed", address=cell, old=_said(book.old_value(change)), new=_said(row.get(change.col)))


def _said(value: object) -> str:
    return say("app.blank") if value is None else one_line(value)


def _pairs(fields: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for given in fields:
        name, sign, value = given.partition("=")
        if not sign:
            raise InvalidValue(reason="no_pair", text=given)
        pairs[name] = value
    return pairs
