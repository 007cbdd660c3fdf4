"""Findings on the desk: how many there are, where they stand, and what explains them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding
from textual.timer import Timer

from pilot_tui.errors import PilotError
from pilot_tui.pane import Pane
from pilot_tui.screens.finding import Finding
from pilot_tui.screens.work import Work
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings.found import told

if TYPE_CHECKING:
    from pilot_tui.panes.findings.pane import FindingsPane
    from pilot_tui.workbook.findings import Found
    from pilot_tui.workbook.findings.ledger import Ledger

_AFTER_SECONDS = 0.12
"""After the last change of the view, until it is looked for what is wrong there: no key waits for it."""


@runtime_checkable
class Questions(Protocol):
    """A pane that lists findings."""

    @property
    def found_here(self) -> Found | None:
        """The finding under the cursor."""


class Questioning(Finding):
    """What is wrong is looked for behind what a person does; nothing waits for it."""

    VERBS: ClassVar[list[Binding]] = [
        verb("finding.accept", "A", "accept", show=True),
        *Finding.VERBS,
    ]

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._asking: Timer | None = None
        self._seeking = False
        self._known: Hashable = ()
        self._count: int | None = None
        self._searching: Work[Ledger] | None = None
        self._refused: tuple[object, ...] = ()

    @property
    def found_count(self) -> Runs:
        """How many findings nobody has explained yet."""
        return (Run(f" {self._count:,}", "warning"),) if self._count else ()

    @property
    def asking(self) -> bool:
        """Whether it is still to be looked for what is wrong."""
        return self._asking is not None

    def follow(self) -> None:
        """As everywhere; then, once there is time, what is wrong there."""
        super().follow()
        if self._seeking:
            self._ask()
        else:
            self.ask_soon()

    def ask_soon(self) -> None:
        """Look for findings a moment after the last change."""
        if self._asking is not None:
            self._asking.stop()
        self._asking = self.set_timer(_AFTER_SECONDS, self._ask)

    def _ask(self) -> None:
        self._asking = None
        with self.telling():
            self._count, known = self._look_around()
            if known != self._known:
                self._known = known
                self.view = replace(self.view, found=self.view.found + 1)
        self.frame_head()
        self.frame_footer()
        self.frame_move()

    def _look_around(self) -> tuple[int | None, Hashable]:
        """How many findings there are in view, None while a thread is looking; and what tells them apart."""
        book, view = self.book, self.view
        if not view.programme:
            return 0, ()
        near = [*book.findings_of(view.programme)]
        near += book.findings_of(view.programme, view.county) if view.county else []
        known = (view.programme, *((one.key, one.acceptance, told(one.finding.facts)) for one in near))
        if not view.everyone:
            return sum(one.open for one in near), known
        ledger = book.ledger(view.programme)
        if ledger is None:
            self._search()
            return None, known
        return ledger.open, (*known, ledger.n, ledger.total)

    # All counties, where they are many.

    def _search(self) -> None:
        asked = (self.view.programme, self.view.revision)
        if self._searching is not None or self._refused == asked:
            return
        programme = self.view.programme
        work: Work[Ledger] = Work(
            "findings.looking", lambda work: work.book.look_through(programme, work.step_aside), quiet=True
        )
        self._searching = work

        def done(ledger: Ledger) -> None:
            self._searching = None
            self.book.keep_ledger(ledger)
            self.ask_soon()

        def refused(error: PilotError) -> None:
            self._searching, self._refused = None, asked
            self.tell(error.at_desk(), "error")

        self.work(work, done, refused)

    # Explaining one.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A finding can be explained where there is one."""
        there = action != "accept" or (self.is_mounted and self._here_found() is not None)
        return there and super().check_action(action, parameters)

    def withhold(self, action: str) -> None:
        """Findings are explained by those who review."""
        if action == "accept":
            self.book.refuse_idle("acceptance")
        super().withhold(action)

    def action_accept(self) -> None:
        """Explain the finding under the cursor, or take its explanation back."""
        found = self._here_found()
        if found is not None:
            with self.telling():
                self.withhold("accept")
                self._explain_finding(found)

    def _explain_finding(self, found: Found) -> None:
        if not found.open:
            self._signed(lambda: self._reopen(found))
            return
        from pilot_tui.screens.ask import Ask

        def explained(reason: str | None) -> None:
            if reason and reason.strip():
                self._signed(lambda: self._accept(found, reason))

        self.app.push_screen(Ask(say("desk.ask_explanation")), explained)

    def _accept(self, found: Found, reason: str) -> None:
        with self.telling():
            self.book.accept(found.finding.address, found.finding.kind, reason)
            self.look()
            self.tell_key("desk.explained")

    def _reopen(self, found: Found) -> None:
        with self.telling():
            self.book.retire("acceptance", found.acceptance)
            self.look()
            self.tell_key("desk.reopened")

    def _here_found(self) -> Found | None:
        """The finding under the cursor, or the first about the cell under it."""
        pane = next((one for one in self.query(Pane) if one.grid is self.focused), None)
        if pane is None:  # as the desk is left
            return None
        if isinstance(pane, Questions):
            return pane.found_here
        slot = pane.grid.current_slot()
        found = self.book.questions(slot.address) if slot is not None and slot.address else ()
        return min(found, key=lambda one: one.bucket, default=None)

    # Going there.

    async def on_findings_pane_jump(self, event: FindingsPane.Jump) -> None:
        """Enter on a finding: to its cell."""
        if not await self.go_to(event.cell):
            self.tell_key("find.not_shown", address=event.cell)

    def action_seek(self, what: str, by: int) -> None:
        """In the list of findings the next one is the next row; elsewhere its mark is looked for."""
        if what == "finding" and self.pane.NAME == "findings":
            self.set_focus(self.pane.grid)
            self.pane.grid.action_move("move.down" if by > 0 else "move.up")
            return
        self._seeking = True  # the next county's findings are wanted now
        try:
            super().action_seek(what, by)
        finally:
            self._seeking = False
