"""Expert review: every county's totals, and the marks behind them."""

from __future__ import annotations

from pilot_tui.pane import Pane
from pilot_tui.panes.review import totals
from pilot_tui.panes.review.source import source
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Listed, Run
from pilot_tui.words import say


class ReviewPane(Pane):
    """Totals by county and expert; below, the marks of the county in view, or of all."""

    NAME, ORDER, HOME = "review", 2, "E1"
    FOOTER = ("round.pick",)
    FOLLOWS = (
        "programme",
        "round",
        "county",
        "everyone",
        "year",
        "viewer",
        "language",
        "revision",
        "kept",
        "found",
    )

    def draw(self) -> None:
        """Show the round in view."""
        if self.without_counties():
            return
        view = self.view
        self.grid.empty = Empty(
            say("review.empty"),
            say("review.empty_more"),
            (Run("P", "primary"), Run(say("key.programme"), "muted")),
        )
        round = self.book.round(view.programme, view.round)
        if round is None or not round.experts:
            self.put(Listed((), ()))
            return
        columns = totals.columns(round, self.grid.size.width)
        self.put(source(self.book, view, round, columns))

    def room(self) -> object:
        """The names take what the experts leave."""
        return self.grid.size.width

    def open(self, key: str, column: str) -> None:
        """Enter on a total goes to the marks behind it."""
        county = key.removeprefix("total.")
        if key.startswith("total.") and county != self.view.county:
            self.post_message(self.Moved(county))


PANE = ReviewPane
