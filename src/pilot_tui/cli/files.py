"""The verbs about whole files."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli.common import (
    county_of,
    option,
    print_out,
    programme_option,
    talk,
    verb,
    workbook,
    year_of,
    year_option,
)
from pilot_tui.places import fixtures
from pilot_tui.words import say


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
    talk(say("cli.exported", count=len(written), path=folder))


@verb("check")
def check_(file: Path | None) -> int:
    """Prove the file; 1 when anything is wrong with its content."""
    found = 0
    with workbook(file) as book:
        for key, facts in book.problems():
            click.echo(say(key, **facts))
            found += 1
        talk(say("check.found", count=found) if found else say("check.fine", changes=book.revision))
    return 1 if found else 0


@verb(
    "summary",
    option("--format", "form", key="cli.format", type=click.Choice(["text", "html"]), default="text"),
    option("-o", "--output", type=click.Path(path_type=Path)),
    programme_option,
    option("--county", default=""),
    year_option,
    option("--width", type=click.IntRange(40, 400)),
    option("--official", is_flag=True),
)
def summary_(
    file: Path | None,
    form: str,
    output: Path | None,
    programme: str,
    county: str,
    year: int | None,
    width: int | None,
    official: bool,
) -> None:
    """The three standard tables of a programme's year."""
    from pilot_tui.report.summary import write_summary

    with workbook(file) as book:
        chosen = str(book.programme(programme)["id"])
        one = county_of(book, chosen, county) if county else ""
        made = write_summary(
            book, chosen, year_of(book, chosen, year), form=form, county=one, width=width, official=official
        )
    if output is None:
        print_out(made)
        return
    from pilot_tui.exchange.whole_file import write_whole

    write_whole(output, made)
    talk(say("cli.written", path=output))
