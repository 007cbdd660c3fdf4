"""The verb that hands in: a summary of a programme, a county, a round, in every format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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
from pilot_tui.cli.progress import progress
from pilot_tui.errors import NotToTerminal, OneCounty
from pilot_tui.report.asked import BOTH, KINDS, ONE, Asked
from pilot_tui.report.formats import FORMATS, Layout, form_of
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.report.document import Document


@verb(
    "summary",
    option("--format", "form", key="cli.form", type=click.Choice(list(FORMATS)), default=None),
    option("-o", "--output", type=click.Path(path_type=Path)),
    option("--of", type=click.Choice(KINDS), default=KINDS[0]),
    programme_option,
    option("--county", "counties", key="cli.county", multiple=True),
    year_option,
    option("--round", "round_id", key="cli.round", default=""),
    option("--both", is_flag=True),
    option("--width", type=click.IntRange(40, 400), default=None),
    option("--formulas", is_flag=True),
    option("--official", is_flag=True),
)
def summary_(
    file: Path | None,
    form: str | None,
    output: Path | None,
    of: str,
    programme: str,
    counties: tuple[str, ...],
    year: int | None,
    round_id: str,
    both: bool,
    width: int | None,
    formulas: bool,
    official: bool,
) -> None:
    """A summary of a programme's year, in any format."""
    from pilot_tui.report.summary import WIDTH, document_of, refuse_illustrative

    form = form or (form_of(output.name) if output else "") or "text"
    if of in ONE and len(counties) != 1:
        raise OneCounty
    if output is None and not FORMATS[form].text and sys.stdout.isatty():
        raise NotToTerminal(form=form)
    with workbook(file) as book, progress() as tick:
        chosen = str(book.programme(programme)["id"])
        names = tuple(dict.fromkeys(county_of(book, chosen, name) for name in counties))
        asked = Asked(chosen, year_of(book, chosen, year), names, of, round_id, BOTH if both else "")
        document = document_of(book, asked, tick, held=False)
        if official:
            refuse_illustrative(document)
        _hand_over(document, form, output, Layout(width or WIDTH, formulas, tick))


def _hand_over(document: Document, form: str, output: Path | None, layout: Layout) -> None:
    """Into the file, whole or not at all; else to stdout."""
    from pilot_tui.report.formats import write, written

    if output is not None:
        from pilot_tui.exchange.whole_file import whole_file

        with whole_file(output) as target:
            write(document, form, target, layout)
        talk(say("cli.written", path=output))
    elif FORMATS[form].text:
        print_out(written(document, form, layout).decode("utf-8"))
    else:
        sys.stdout.buffer.write(written(document, form, layout))
