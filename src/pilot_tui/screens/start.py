"""Where the desk starts."""

from __future__ import annotations

from pilot_tui.pane.view import View
from pilot_tui.words import spoken
from pilot_tui.workbook import Workbook

AT_ONCE = 48
"""Scorecards computed before anything is drawn; where more are missing, a thread computes them."""


def first_view(book: Workbook) -> View:
    """The view of the first programme; of nothing where there is none."""
    programmes = book.programmes()
    return view_of(book, str(programmes[0]["id"])) if programmes else View(language=spoken())


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
        county=before.county if before.county in league.places else next(iter(league.order), ""),
        everyone=before.everyone,
        year=year,
        viewer=book.viewer,
        language=spoken(),
        revision=book.revision,
    )


def state_of(book: Workbook) -> str:
    """What the title says while nobody types: `saved` or `read_only`."""
    return "read_only" if book.store.protected else "saved"
