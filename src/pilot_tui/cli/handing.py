"""The verbs of handing out: a file for somebody's laptop, and what they say when they have filled it in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot_tui.cli.common import (
    county_of,
    county_option,
    json_option,
    option,
    programme_option,
    put,
    talk,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.errors import Term, Unknown
from pilot_tui.rules.roles import ROLES, Handout
from pilot_tui.safe import one_line
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from pilot_tui.workbook.completing import Completion
    from pilot_tui.workbook.duties import Duty

_FILE = click.Path(path_type=Path)


@verb(
    "handout",
    county_option,
    option("--expert", key="cli.expert_code", default=""),
    option("--role", key="cli.role", type=click.Choice(ROLES)),
    option("-o", "--output", key="cli.handout_output", type=_FILE, required=True),
    option("--for", "person", key="cli.handed_for", default=""),
    programme_option,
    year_option,
    option("--round", "rounds", key="cli.rounds", multiple=True),
    option("--replace", is_flag=True),
    json_option,
    writes=True,
)
def handout_(
    file: Path | None,
    county: str,
    expert: str,
    role: str | None,
    output: Path,
    person: str,
    programme: str,
    year: int | None,
    rounds: tuple[str, ...],
    replace: bool,
    as_json: bool,
    author: str,
) -> None:
    """Make a file for somebody's laptop, in which they write what their role writes."""
    from pilot_tui.workbook.handing import Wanted, hand_out, settled, what_for

    with workbook(file, author) as book:
        home = _programme_of(book, programme, county) if county else _narrowed(book, programme, year)
        place = county_of(book, home, county) if county else ""
        when = year_of(book, home, year) if county or year is not None else 0
        given = settled(book, Wanted(role or "", person, home, place, when, expert, rounds))
        hand_out(book, given, output, replace=replace)
        if as_json:
            put(_shape(output, given))
        talk(say("handing.made", path=one_line(output), what=what_for(book, given)))


def _known(book: Workbook, programme: str) -> str:
    return str(book.programme(programme)["id"])


def _narrowed(book: Workbook, programme: str, year: int | None) -> str:
    """The programme asked for, the first where a year is; else all of them."""
    return _known(book, programme) if programme or year is not None else ""


def _programme_of(book: Workbook, programme: str, county: str) -> str:
    """The programme asked for, else the first the county takes part in."""
    if programme or not book.programmes():
        return _known(book, programme)
    first: Unknown | None = None
    for row in book.programmes():
        try:
            county_of(book, str(row["id"]), county)
        except Unknown as error:
            first = first or error
        else:
            return str(row["id"])
    assert first is not None, "there are programmes"
    raise first


def _shape(path: Path, given: Handout) -> dict[str, object]:
    told = {name: value or None for name, value in given._asdict().items()}
    return {"file": str(path), **told, "rounds": list(given.rounds), "addresses": {}, "states": {}}


@verb(
    "complete",
    option("--yes", is_flag=True),
    option("-o", "--output", key="cli.bundle_output", type=_FILE),
    programme_option,
    county_option,
    year_option,
    option("--round", default=""),
    json_option,
    writes=True,
)
def complete_(
    file: Path | None,
    yes: bool,
    output: Path | None,
    programme: str,
    county: str,
    year: int | None,
    round: str,
    as_json: bool,
    author: str,
) -> int:
    """Say that everything is filled in, and write the bundle to send back; 1 where that is not said."""
    from pilot_tui.exchange.bundle import write_bundle
    from pilot_tui.workbook import exchanging
    from pilot_tui.workbook.completing import complete, completion

    with workbook(file, author) as book:
        planned = completion(book, _duty(book, programme, county, year, round))
        agreed = yes or (not as_json and _asked(book, planned))
        made = complete(book, planned.duty) if agreed else []
        path = None
        if agreed and (output or book.handout is not None):
            bundle = exchanging.gather(book)
            path = output or book.store.path.with_name(exchanging.file_name(bundle))
            write_bundle(path, bundle)
        if as_json:
            put(_told(planned, path, agreed=agreed))
    if not agreed:
        talk(say("completing.not_completed"))
        return 1
    talk(say("completing.completed" if made else "completing.completed_before"))
    if path is not None:
        talk(say("completing.send_back", path=one_line(path)))
    return 0


def _duty(book: Workbook, programme: str, county: str, year: int | None, round: str) -> Duty:
    from pilot_tui.workbook.duties import duty_of

    handout = book.handout
    if handout is not None and (handout.county or handout.expert):
        return duty_of(book, handout.programme, handout.county, year or handout.year)
    home = str(book.programme(programme)["id"])
    if not county and not book.viewer:
        known = [str(pilot["county"]) for pilot, _ in book.pilots(home)]
        raise Unknown(kind=Term("table.county"), name=county, known=", ".join(known))
    found = book.round(home, round)
    place = county_of(book, home, county) if county else ""
    when = year_of(book, home, year)
    return duty_of(book, home, place, when, "" if county or found is None else found.id)


def _asked(book: Workbook, planned: Completion) -> bool:
    """What is still blank, on stdout; then whoever sits there says yes."""
    from pilot_tui.report.naming import name_of

    for one in planned.blank:
        said = say(f"choice.{one.blank or one.meant}")
        click.echo(f"{one.cell}  {' '.join(filter(None, name_of(book, one.cell)))}  → {said}")
    for sentence in questions(planned):
        talk(sentence)
    return sys.stdin.isatty() and click.confirm(say("completing.sure"), err=True)


def questions(planned: Completion) -> list[str]:
    """What whoever completes should know before they say yes."""
    key = "blank_count" if planned.blank else "none_blank"
    said = [say(f"completing.{key}", blank=len(planned.blank), of=planned.of)]
    if planned.abstained:
        said.append(say("completing.abstains", count=planned.abstained))
    if planned.serious:
        said.append(say("completing.serious", count=planned.serious))
    return said


def _told(planned: Completion, path: Path | None, *, agreed: bool) -> dict[str, object]:
    return {
        "of": planned.of,
        "blank": [str(one.cell) for one in planned.blank],
        "completed": agreed or planned.completed,
        "bundle": str(path) if path else None,
        "addresses": {},
        "states": {},
    }
