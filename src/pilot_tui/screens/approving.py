"""The verb of approval on the desk: the county in view goes one step on, or one back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from pilot_tui.screens.importing import Importing
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import pick, say
from pilot_tui.workbook.approval import STATES

_ON, _BACK = "on", "back"


class Approving(Importing):
    """Entered, submitted, confirmed, reviewed, approved: nothing is written before a step is chosen."""

    VERBS: ClassVar[list[Binding]] = [*Importing.VERBS, verb("book.approve", "w", "approve")]

    def action_approve(self) -> None:
        """Choose the step; the way back asks why."""
        from pilot_tui.workbook.approving import state_of

        view = self.view
        county = self.book.row("county", view.county)
        if county is None:
            self.app.bell()
            return
        with self.telling():
            self.book.store.refuse_protected()
            at = STATES.index(state_of(self.book, view.programme, view.county, view.year))
            title = say("desk.approval_of", county=pick(county, "name"), year=view.year, state=_said(at))
            given = [Named(_ON, say("desk.approve_on", state=_said(at + 1)))] if at + 1 < len(STATES) else []
            if at:
                given.append(Named(_BACK, say("desk.approve_back", state=_said(at - 1))))
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

        place = self.view.programme, self.view.county, self.view.year
        with self.telling():
            advance(self.book, *place, back=bool(reason), reason=reason)
            self.look()
            self.tell_done(say(f"choice.{state_of(self.book, *place)}"))


def _said(at: int) -> str:
    return say(f"choice.{STATES[at]}")
