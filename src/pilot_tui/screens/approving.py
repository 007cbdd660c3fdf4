"""The verb of approval on the desk: the county in view goes one step on, or one back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from pilot_tui.screens.templating import Templating
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import pick, say

_ON, _BACK = "on", "back"


class Approving(Templating):
    """Entered, submitted, confirmed, reviewed, approved: nothing is written before a step is chosen."""

    VERBS: ClassVar[list[Binding]] = [*Templating.VERBS, verb("book.approve", "w", "approve")]

    def withhold(self, action: str) -> None:
        """Each role takes its own step, of the counties it has to do with."""
        if action == "approve":
            from pilot_tui.workbook.approving import steps

            steps(self.book, *self._place_in_view)
        super().withhold(action)

    @property
    def _place_in_view(self) -> tuple[str, str, int]:
        return self.view.programme, self.view.county, self.view.year

    def action_approve(self) -> None:
        """Choose the step; the way back asks why."""
        from pilot_tui.workbook.approving import state_of, steps

        place = self._place_in_view
        county = self.book.row("county", self.view.county)
        if county is None:
            self.app.bell()
            return
        with self.telling():
            self.book.store.refuse_protected()
            found = steps(self.book, *place)
            said = say(f"choice.{state_of(self.book, *place)}")
            title = say("desk.approval_of", county=pick(county, "name"), year=self.view.year, state=said)
            given = [
                Named(way, say(f"desk.approve_{way}", state=say(f"choice.{state}")))
                for way, state in zip((_ON, _BACK), found, strict=True)
                if state
            ]
            self._pick(title, given, self._step_chosen)

    def _step_chosen(self, way: str) -> None:
        if way == _ON:
            self._signed(self._approve)
            return
        from pilot_tui.screens.ask import Ask

        def why(reason: str | None) -> None:
            if reason and reason.strip():
                self._signed(lambda: self._approve(reason.strip()))

        self.app.push_screen(Ask(say("desk.ask_why_back")), why)

    def _approve(self, reason: str = "") -> None:
        """A step on, or back for a reason, in the name of whoever signs."""
        from pilot_tui.workbook.approving import advance, state_of

        place = self._place_in_view
        with self.telling():
            advance(self.book, *place, back=bool(reason), reason=reason)
            self.look()
            self.tell_done(say(f"choice.{state_of(self.book, *place)}"))
