"""Writing many cells: look at what would come of it, show that, write it, all in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pilot_tui.errors import Busy, NoAuthor, PilotError
from pilot_tui.model import Change
from pilot_tui.screens.saving import RETRIES, RETRY_SECONDS, WRITTEN_AT_ONCE, Saving
from pilot_tui.screens.work import Work
from pilot_tui.widgets.grid_typing import GridTyping
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Plan, Ticking, silent

if TYPE_CHECKING:
    from pilot_tui.pane.aiming import Aim
    from pilot_tui.pane.proposing import Proposal

_UNSEEN = 20
"""Cells that a fill or a clearing changes without showing them first; undo brings them back."""
_READ_AT_ONCE = 1_000
"""Cells that are looked at while the desk waits; more of them in a thread."""
Made = TypeVar("Made")


class Step(NamedTuple):
    """What is to be done to many cells."""

    key: str
    """Of the word for it."""
    aims: Sequence[Aim]
    """The cells and their texts."""
    shown: bool = False
    """Whether even a few cells are shown before they are written."""
    before: Callable[[], None] = lambda: None
    """Done just before writing."""
    typed_in: GridTyping | None = None
    """Where the text is still being typed, and stays when it is refused."""


class Writing(Saving):
    """Steps of many cells."""

    def settle(self, step: Step) -> None:
        """Do a step: all of it, or nothing where a cell is refused or somebody thinks better of it."""
        from pilot_tui.pane.proposing import propose

        self.book.store.refuse_protected()
        self._work(
            step,
            len(step.aims) > _READ_AT_ONCE,
            lambda book, tick: propose(book, step.aims, tick),
            lambda proposal: self._proposed(step, proposal),
        )

    def _proposed(self, step: Step, proposal: Proposal) -> None:
        if proposal.refused and (len(step.aims) == 1 or step.typed_in is not None):
            raise proposal.refusal(self.book)
        if not proposal.pairs and not proposal.refused:
            self._over(step, "block.unchanged")
        elif proposal.refused or self._worth_showing(step, proposal):
            self._show(step, proposal)
        else:
            self._write_all(step, proposal)

    def _worth_showing(self, step: Step, proposal: Proposal) -> bool:
        if step.typed_in is not None or len(step.aims) == 1:
            return False
        return step.shown or len(proposal.pairs) > _UNSEEN

    def _show(self, step: Step, proposal: Proposal) -> None:
        from pilot_tui.pane.proposing import Proposed, counted
        from pilot_tui.screens.preview import Preview

        def answered(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    self._write_all(step, proposal)

        source = Proposed(self.book, proposal, self.focused_pane.grid.view.source.columns)
        title, note = say(step.key), say("block.all_or_none")
        seen = Preview(title, counted(proposal.counts), source, refused=bool(proposal.refused), note=note)
        self.app.push_screen(seen, answered)

    def _write_all(self, step: Step, proposal: Proposal) -> None:
        def write() -> None:
            step.before()
            self._work(
                step,
                len(proposal.pairs) > WRITTEN_AT_ONCE,
                lambda book, tick: book.edit_all(proposal.pairs, tick=tick),
                lambda made: self._written(step, made),
            )

        def unsigned() -> None:
            with self.telling(step.typed_in):
                raise NoAuthor

        self.weighed(Plan(proposal.pairs), lambda: self._signed(write, unsigned), lambda: self._dropped(step))

    def _dropped(self, step: Step) -> None:
        if step.typed_in is not None:
            step.typed_in.accept("stay")

    def _written(self, step: Step, made: Sequence[Change]) -> None:
        self.look()
        self._over(step, "block.done", count=f"{len(made):,}")

    def _over(self, step: Step, key: str, **facts: object) -> None:
        """The step is done with."""
        if step.typed_in is not None:
            step.typed_in.accept()
        self.tell_key(key, **facts)

    def _work(
        self,
        step: Step,
        long: bool,
        job: Callable[[Workbook, Ticking], Made],
        then: Callable[[Made], None],
    ) -> None:
        """Do a job here, or in a thread where it is long, and go on with what it made."""
        if not long:
            self._at_once(step, lambda: job(self.book, silent), then, RETRIES)
            return

        def refused(error: PilotError) -> None:
            with self.telling(step.typed_in):
                raise error

        def ended(made: Made) -> None:
            with self.telling(step.typed_in):
                then(made)

        self.work(Work("block.at_work", lambda work: job(work.book, work.step)), ended, refused)

    def _at_once(self, step: Step, job: Callable[[], Made], then: Callable[[Made], None], tries: int) -> None:
        """Do a job here; while another program writes the file, try again from a timer."""
        self._wait(False)
        with self.telling(step.typed_in):
            try:
                made = job()
            except Busy:
                if not tries:
                    raise
                self._wait(True)
                self.set_timer(RETRY_SECONDS, lambda: self._at_once(step, job, then, tries - 1))
                return
            then(made)
