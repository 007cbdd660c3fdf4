"""Who is in the programme, and how each stands."""

from __future__ import annotations

from textual import on

from pilot_tui.pane import Pane
from pilot_tui.panes.counties import listing
from pilot_tui.panes.counties.card import card_lines
from pilot_tui.report.explaining import Explanation
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Listed
from pilot_tui.words import say

ROOM_FOR_CARD = 14
"""Lines the list must leave before the county's card is shown below it."""


class CountiesPane(Pane):
    """The counties of the programme; moving over them moves every pane."""

    NAME, ORDER, HOME = "counties", 0, "name"
    FOLLOWS = ("programme", "round", "county", "year", "language", "revision")

    def draw(self) -> None:
        """Show the list, and the card of the county it stands on when there is room."""
        view = self.view
        standings = self.book.standings(view.programme, view.year, view.round)
        self.grid.empty = Empty(say("counties.empty"), say("counties.empty_more"))
        columns = listing.columns()
        lines = listing.lines(self.book, view, columns, standings)
        if self.grid.size.height - len(lines) >= ROOM_FOR_CARD:
            lines += card_lines(self.book, view, len(standings), self.grid.size.width)
        self.grid.show(Listed(columns, lines))
        self.grid.move_to(view.county)

    def room(self) -> object:
        """The card comes and goes with the room there is."""
        return self.grid.size

    @on(Grid.Moved)
    def _choose(self, event: Grid.Moved) -> None:
        event.stop()
        if event.key and event.key != self.view.county:
            self.post_message(self.Moved(event.key))

    def explain(self) -> Explanation | None:
        """Where the county's numbers come from."""
        return listing.explain_county(self.book, self.view)


PANE = CountiesPane
