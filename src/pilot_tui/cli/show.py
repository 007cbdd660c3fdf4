"""The verbs that read."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli import shapes
from pilot_tui.cli.common import (
    county_of,
    county_option,
    json_option,
    option,
    print_out,
    programme_option,
    put,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.errors import Term, Unknown
from pilot_tui.model import Cell
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

_LEDGERS = ("firms", "industries", "rectification", "facts")
_WHAT = ("programmes", "counties", "scorecard", "review", "milestones", "owners", "findings", *_LEDGERS)


@verb(
    "show",
    click.argument("what", type=click.Choice(_WHAT)),
    programme_option,
    county_option,
    year_option,
    option("--round", "round_id", key="cli.round", default=""),
    option("--owner", default=""),
    json_option,
)
def show_(
    file: Path | None,
    what: str,
    programme: str,
    county: str,
    year: int | None,
    round_id: str,
    owner: str,
    as_json: bool,
) -> None:
    """Show programmes, counties, a scorecard, a review round, milestones, owners, findings, or a ledger."""
    with workbook(file) as book:
        data = _asked(book, what, programme, county, year, round_id, owner)
    _out(what, data, as_json)


def _asked(
    book: Workbook, what: str, programme: str, county: str, year: int | None, round_id: str, owner: str
) -> object:
    if what == "programmes":
        return shapes.programmes(book.programmes())
    home = str(book.programme(programme)["id"])
    if what == "findings":
        return _findings(book, home, county, year)
    if what in _LEDGERS:
        return _ledger(book, what, home, county, year)
    when = year_of(book, home, year)
    where = county_of(book, home, county) if county else ""
    rule = book.rule(home)
    if what == "counties":
        league = book.league(home, when, round_id)
        found = [league.standing(where)] if where else book.standings(home, when, round_id)
        return shapes.counties(found, rule, book.round(home, round_id))
    if what == "scorecard":
        where = where or _first_county(book, home)
        return shapes.scorecard(
            book.card(home, where, when), rule, book.ranks(home, when).get(where), book.rule_version(home).id
        )
    if what in ("milestones", "owners"):
        return _milestones(book, what, home, when, where, owner)
    round = book.round(home, round_id)
    if round is None:
        raise Unknown(kind=Term("table.round"), name=home, known="")
    from pilot_tui.cli import panel_shapes  # statistics: no other verb needs them

    whole = None if round.hidden else book.influence(round)
    shape = {**shapes.review(round, book.viewer), **panel_shapes.panel(round, whole)}
    return _named(book, home, where, shape)


def _milestones(book: Workbook, what: str, programme: str, year: int, county: str, owner: str) -> object:
    """Milestones, or who is responsible for them; of one owner where one is asked for."""
    from pilot_tui.cli import milestone_shapes
    from pilot_tui.workbook.owners import by_owner, owned_by

    found, rule = book.tasks(programme, year, county or None), book.rule(programme)
    if owner:
        found = owned_by(found, owner)
    if what == "owners":
        return milestone_shapes.by_owner(by_owner(found, rule))
    return milestone_shapes.milestones(found, rule)


def _findings(book: Workbook, programme: str, county: str, year: int | None) -> object:
    """Of all years unless one is asked for."""
    from pilot_tui.cli.finding_shapes import findings

    when = None if year is None else year_of(book, programme, year)
    where = county_of(book, programme, county) if county else ""
    return findings(book, book.findings(programme, where, when))


def _ledger(book: Workbook, what: str, programme: str, county: str, year: int | None) -> object:
    """Firms of a year; rectification items of all years unless one is asked for; the rest is of no year."""
    from pilot_tui.cli import ledger_shapes

    if what == "facts":
        return ledger_shapes.facts(book.facts(programme), county)  # of any place, pilot or not
    where = county_of(book, programme, county) if county else ""
    if what == "industries":
        return ledger_shapes.industries(book.ones(programme), where)
    when = None if year is None else year_of(book, programme, year)
    if what == "rectification":
        return ledger_shapes.rectification(book.rectification(programme, when, where or None), book.today)
    return ledger_shapes.firms(book.firms(programme, year_of(book, programme, year)), where)


def _first_county(book: Workbook, programme: str) -> str:
    for pilot, _ in book.pilots(programme):
        return str(pilot["county"])
    raise Unknown(kind=Term("table.county"), name="", known="")


def _named(book: Workbook, programme: str, where: str, shape: shapes.Shape) -> shapes.Shape:
    """The review with county names, of one county when one is asked for."""
    names = {str(county["id"]): county["name_zh"] for _, county in book.pilots(programme)}
    for part in ("counties", "marks"):
        rows = shape[part]
        assert isinstance(rows, list)
        shape[part] = [row for row in rows if not where or row["county"] == where]
    for row in shape["counties"]:  # type: ignore[attr-defined]  # a list, as just made
        row["name_zh"] = names[row["county"]]
    return shape


@verb("explain", click.argument("address"), json_option)
def explain_(file: Path | None, address: str, as_json: bool) -> None:
    """How a number came about, down to the figures it was made of."""
    from pilot_tui.report.explaining import explain
    from pilot_tui.report.explaining.computed import subject
    from pilot_tui.report.explaining.tree import nested

    with workbook(file) as book:
        cell = Cell.parse(address)
        said, told = explain(book, cell), subject(book, cell)
    if as_json:
        put({"address": address, **said.shape(), "tree": nested(told)})
        return
    click.echo(said.text())
    for one in told:
        click.echo("  " * (one.depth + 1) + one.text())


@verb("log", option("--limit", type=click.IntRange(min=0)), json_option)
def log_(file: Path | None, limit: int | None, as_json: bool) -> None:
    """Who changed what, newest first."""
    with workbook(file) as book:
        last = book.revision + 1
        changes = book.changes(last, -1 if limit is None else limit)
        data = shapes.log(book, changes)
    if data or as_json:
        _out("log", data, as_json)
    else:
        click.echo(say("cli.no_changes"))


def _out(what: str, data: object, as_json: bool) -> None:
    if as_json:
        put(data)
        return
    from pilot_tui.cli.plain import table

    print_out(table(what, data))
