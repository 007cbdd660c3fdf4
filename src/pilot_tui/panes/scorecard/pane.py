"""A county's indicators, or one indicator after the other across all counties."""

from __future__ import annotations

from functools import cached_property

from pilot_tui.pane import Pane
from pilot_tui.pane.lasting import Lasting
from pilot_tui.pane.sheets import Sheeted
from pilot_tui.panes.scorecard import one
from pilot_tui.panes.scorecard.columns import HOME, ROOM_FOR_NAMES, columns
from pilot_tui.panes.scorecard.firms import FirmsSheet
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Run
from pilot_tui.words import say


class ScorecardPane(Sheeted):
    """Targets, actuals, completion, lights and scores of one county, or of all; or of firms."""

    NAME, ORDER, HOME = "scorecard", 1, HOME
    FOLLOWS = (*Pane.FOLLOWS, "kept")
    OWN, SHEETS = "indicators", (FirmsSheet,)

    def first_sheet(self) -> str:
        """Firms, where the programme scores firms."""
        return FirmsSheet.NAME if self.several() else self.OWN

    @cached_property
    def _lasting(self) -> Lasting:
        """The lines of the county in view."""
        return Lasting()

    def several(self) -> bool:
        """Whether the programme scores firms."""
        return self.book.has_firms(self.view.programme)

    def draw_own(self) -> None:
        """Show the view; the cursor stays on its indicator."""
        if self.without_counties():
            return
        county, code = self._here()
        view = self.view
        self.grid.empty = Empty(
            say("scorecard.empty"),
            say("scorecard.empty_more"),
            (Run("P", "primary"), Run(say("key.programme"), "muted")),
        )
        card = self.book.card(view.programme, view.county, view.year)
        wide = bool(self.room())
        given = columns(card.baseline_year, wide)
        if view.everyone:
            from pilot_tui.panes.scorecard import across

            self.put(across.source(self.book, view, across.of_one_unit(given), self.shape.added))
        else:
            self.put(one.source(self.book, card, given, wide, self.shape.added, self._lasting))
        chosen = county if view.everyone and county else view.county
        if code:
            self.grid.move_to(f"{chosen}.{code}")
        elif view.everyone:
            self.grid.move_to(f"{view.county}.{card.lines[0].indicator['code']}" if card.lines else "")

    def room(self) -> object:
        """Whether the indicators stand with their full names."""
        return self.grid.space.width >= ROOM_FOR_NAMES

    def _here(self) -> tuple[str, str]:
        county, _, code = self.grid.cursor[0].partition(".")
        moved = self._shown_county != self.view.county
        self._shown_county = self.view.county
        return ("" if moved else county), code

    _shown_county = ""


PANE = ScorecardPane
