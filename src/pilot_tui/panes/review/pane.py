"""Expert review: every county's totals, the marks behind them, who is to mark whom, how far they agree."""

from __future__ import annotations

from pilot_tui.pane import Pane
from pilot_tui.pane.sheets import Sheeted
from pilot_tui.pane.wanted import Steps, Wanted
from pilot_tui.panes.review import totals
from pilot_tui.panes.review.agreeing import AgreementSheet
from pilot_tui.panes.review.assigning import AssignmentSheet
from pilot_tui.panes.review.rounds import RoundsSheet
from pilot_tui.panes.review.source import source
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Listed, Run
from pilot_tui.words import say
from pilot_tui.workbook.influence import Influence
from pilot_tui.workbook.reviews import Round


class ReviewPane(Sheeted):
    """Totals by county and expert; below, the marks of the county in view, or of all."""

    NAME, ORDER, HOME = "review", 2, "E1"
    FOOTER = ("round.pick",)
    FOLLOWS = (
        *("programme", "round", "viewer", "county", "everyone"),
        *("year", "language", "revision", "kept", "found"),
    )
    OWN, SHEETS = "marks", (AssignmentSheet, AgreementSheet, RoundsSheet)

    _asked: tuple[str, int] | None = None
    """The round, and the arrival number of the log, a thread was asked about."""

    @property
    def round(self) -> Round | None:
        """The round in view; None where there is none, or nobody on it."""
        found = self.book.round(self.view.programme, self.view.round)
        return found if found is not None and found.experts else None

    @property
    def footer(self) -> tuple[str, ...]:
        """How to edit, to turn to another sheet, another round, another expert's eyes."""
        return ("edit.begin", "kind.previous", "round.pick", "viewer.pick", "book.undo")

    def several(self) -> bool:
        """Whether there is a round."""
        return self.round is not None

    def draw_own(self) -> None:
        """Show the round in view."""
        if self.without_counties():
            return
        view = self.view
        self.grid.empty = Empty(
            say("review.empty"),
            say("review.empty_more"),
            (Run("P", "primary"), Run(say("key.programme"), "muted")),
        )
        round = self.round
        if round is None:
            self.put(Listed((), ()))
            return
        limit = self.book.rule(view.programme).outlying
        columns = totals.columns(round, self.grid.size.width, limit)
        self.put(source(self.book, view, round, columns, self.influence(round)))

    def influence(self, round: Round) -> Influence | None:
        """The round as a whole; None while a thread works it out, and where any of it is hidden."""
        if round.hidden:
            return None
        found = self.book.influence_known(round)
        asked = (f"{round.id} {self.view.viewer}", self.view.revision)
        if found is None and self._asked != asked:
            self._asked = asked
            programme, id = self.view.programme, round.id

            def job(work: Steps) -> Influence | None:
                theirs = work.book.round(programme, id)
                return work.book.influence(theirs, work.step) if theirs is not None else None

            def came(answer: Influence | None) -> None:
                if answer is not None and self._asked == asked:
                    self.book.keep_influence(id, answer)
                    self._drawn = None
                    self.look()

            self.post_message(Wanted((self.NAME, "influence"), "review.working", job, came, self._given_up))
        return found

    def _given_up(self) -> None:
        """The next look asks again."""
        self._asked = None

    def room(self) -> object:
        """The names take what the experts leave."""
        return self.grid.size.width

    def open(self, key: str, column: str) -> None:
        """Enter on a total goes to the marks behind it."""
        county = key.removeprefix("total.")
        if self.sheet is None and key.startswith("total.") and county != self.view.county:
            self.post_message(Pane.Moved(county))


PANE = ReviewPane
