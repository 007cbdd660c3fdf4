"""Who is in the programme, and how each stands."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.panes.counties import listing
from pilot_tui.report.explaining import Explanation
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.words import say


class CountiesPane(Pane):
    """The counties of the programme; moving over them moves every pane."""

    NAME, ORDER, HOME = "counties", 0, listing.HOME
    FOLLOWS = ("programme", "round", "county", "year", "viewer", "language", "revision", "kept")

    def draw(self) -> None:
        """Show the list, and the card of the county it stands on when there is room."""
        self.grid.empty = Empty(say("counties.empty"), say("counties.empty_more"))
        listed = replace(self.view, county=""), self.grid.space
        if listed != self._listed or not isinstance(self.source, Lazy):  # a card shows one county
            self._listed = listed
            self.put(listing.source(self.book, self.view, *self.grid.space))
        self.grid.move_to(self.view.county)

    _listed: object = None
    """What the list was made for."""

    def room(self) -> object:
        """The card comes and goes with the room there is."""
        return self.grid.space

    @on(Grid.Moved)
    def _choose(self, event: Grid.Moved) -> None:
        event.stop()
        here = self.grid.cursor[0]  # not where it was when that was said: the view may have moved on since
        if here and here != self.view.county:
            self.post_message(self.Moved(here))

    def explain(self) -> Explanation | None:
        """Where the county's numbers come from."""
        return listing.explain_county(self.book, replace(self.view, county=self._here))

    def subject(self) -> Cell | None:
        """Its total."""
        view, county = self.view, self._here
        return Cell("card", f"{view.programme}.{county}.{view.year}", "total") if county else None

    @property
    def _here(self) -> str:
        """The county under the cursor; the view may follow a moment later."""
        return self.grid.cursor[0] or self.view.county


PANE = CountiesPane
