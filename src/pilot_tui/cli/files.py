"""The verbs about whole files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot_tui.cli.common import json_option, option, put, talk, verb, workbook
from pilot_tui.places import fixtures
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from pilot_tui.workbook.findings import Found


@verb(
    "init",
    click.argument("path", type=click.Path(path_type=Path), required=False),
    option("--demo", is_flag=True),
    option("--from", "source", key="cli.from", type=click.Path(path_type=Path)),
)
def init_(file: Path | None, path: Path | None, demo: bool, source: Path | None) -> None:
    """Make a file: empty, from the demo set, or from a folder of CSV files."""
    from pilot_tui.exchange.csv_folder import read_folder
    from pilot_tui.store.building import build, refuse_existing

    target = path or file
    if target is None:
        raise click.UsageError(say("cli.init_where"))
    refuse_existing(target)
    folder = source or (fixtures() if demo else None)
    build(target, read_folder(folder) if folder else [])
    talk(say("cli.made", path=target))


@verb("export", click.argument("folder", type=click.Path(path_type=Path)))
def export_(file: Path | None, folder: Path) -> None:
    """Write every table as CSV."""
    from pilot_tui.exchange.csv_folder import write_folder

    with workbook(file) as book:
        written = write_folder(book.content(), folder)
        if hidden := book.hidden_counties():
            talk(say("cli.hidden", viewer=book.viewer, count=hidden))
    talk(say("cli.exported", count=len(written), path=folder))


@verb("check", option("--no-findings", "bare", key="cli.no_findings", is_flag=True), json_option)
def check_(file: Path | None, bare: bool, as_json: bool) -> int:
    """Prove the file and look for findings; 1 when it is wrong, or a finding is serious."""
    with workbook(file) as book:
        problems = list(book.problems())
        found = [] if bare or problems else _found(book)
        rows = _told(book, problems, found, as_json)
        if as_json:
            put(rows)
        talk(
            say("check.found", count=len(problems)) if problems else say("check.fine", changes=book.revision)
        )
    return 1 if problems or any(one.serious for one in found) else 0


def _found(book: Workbook) -> list[Found]:
    """The findings of every programme."""
    return [one for row in book.programmes() for one in book.findings(str(row["id"]))]


def _told(
    book: Workbook, problems: list[tuple[str, dict[str, object]]], found: list[Found], as_json: bool
) -> list[dict[str, object]]:
    """Sentences on stdout, all but what is only good to know; or the rows of all, to be put."""
    if not as_json:
        for key, facts in problems:
            click.echo(say(key, **facts))
    if not as_json and not found:
        return []
    from pilot_tui.cli import finding_shapes as shapes

    if as_json:
        return [*(shapes.problem(*one) for one in problems), *shapes.findings(book, found)]
    for one in found:
        if one.open and one.finding.severity != "note":
            click.echo(shapes.line(book, one))
    talk("   ".join(shapes.counts(found)))
    return []
