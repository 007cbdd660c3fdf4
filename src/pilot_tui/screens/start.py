"""Where the desk starts."""

from __future__ import annotations

from dataclasses import replace

from pilot_tui.pane.view import View
from pilot_tui.words import spoken
from pilot_tui.workbook import Workbook

AT_ONCE = 48
"""Scorecards computed before anything is drawn; where more are missing, a thread computes them."""


def first_view(book: Workbook) -> View:
    """The view of the first programme, or of what the file was handed out for; of nothing without any."""
    programmes = [str(row["id"]) for row in book.programmes()]
    if not programmes:
        return View(language=spoken())
    handout = book.handout
    if handout is None:
        return view_of(book, programmes[0])
    round = book.row("round", handout.rounds[0]) if handout.rounds else None
    home = str(round["programme"]) if round else handout.programme
    found = view_of(book, home if home in programmes else programmes[0], View(county=handout.county))
    year = handout.year if handout.year in book.years(found.programme) else found.year
    return replace(found, round=str(round["id"]) if round else found.round, year=year)


def view_of(book: Workbook, programme: str, before: View | None = None) -> View:
    """Where to start in a programme: its best county, latest year with actuals, last round.

    The county and the scope of the view `before` stay where they can.
    """
    before = before or View()
    year, rounds = book.year(programme), book.rounds(programme)
    league = book.league(programme, year)
    return View(
        programme=programme,
        round=str(rounds[-1]["id"]) if rounds else "",
        county=before.county if league.place(before.county) is not None else next(iter(league.order), ""),
        everyone=before.everyone,
        year=year,
        viewer=book.viewer,
        language=spoken(),
        revision=book.revision,
    )


def state_of(book: Workbook) -> str:
    """What the title says while nobody types: `saved` or `read_only`."""
    return "read_only" if book.store.protected else "saved"
