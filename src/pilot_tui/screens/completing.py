"""Completing on the desk: what is still blank is shown; after a yes the bundle to send back is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.screens.approving import Approving
from pilot_tui.screens.frame import ENTRY
from pilot_tui.screens.work import Work
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.workbook.completing import Completion
    from pilot_tui.workbook.duties import Duty

Done = tuple[bool, Path | None]
"""Whether anything was written, and the bundle to send back, where the file was handed out."""


class Completing(Approving):
    """The end of entry: one step, which undo takes back."""

    VERBS: ClassVar[list[Binding]] = [*Approving.VERBS, verb("entry.complete", "f10,S", "complete")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Completing is there where things are filled in."""
        there = action != "complete" or (self.is_mounted and self.opened == ENTRY)
        return there and super().check_action(action, parameters)

    def withhold(self, action: str) -> None:
        """Whoever fills something in says that it is complete."""
        if action == "complete":
            from pilot_tui.workbook.completing import refuse_completing

            refuse_completing(self.book, self._duty)
        super().withhold(action)

    @property
    def _duty(self) -> Duty:
        from pilot_tui.workbook.duties import duty_of

        view = self.view
        return duty_of(self.book, view.programme, view.county, view.year, view.round)

    def action_complete(self) -> None:
        """Show what is still blank, and what becomes of it."""
        from pilot_tui.workbook.completing import completion

        with self.telling():
            self.book.store.refuse_protected()
            self.withhold("complete")
            self._show_completion(completion(self.book, self._duty))

    def _show_completion(self, planned: Completion) -> None:
        from pilot_tui.screens.completing_lines import Blank, told
        from pilot_tui.screens.preview import Preview

        def answered(yes: bool | None) -> None:
            if yes:
                self._signed(lambda: self._complete(planned))

        title = say("completing.title", what=told(self.book, planned.duty))
        note = say("completing.note") if self.book.handout is not None else ""
        source = Blank(self.book, planned)
        self.app.push_screen(Preview(title, source.counts, source, note=note, reasons=False), answered)

    def _complete(self, planned: Completion) -> None:
        def completed(work: Work[Done]) -> Done:
            from pilot_tui.exchange.bundle import write_bundle
            from pilot_tui.workbook.completing import complete
            from pilot_tui.workbook.exchanging import file_name, gather

            made = complete(work.book, planned.duty)
            if work.book.handout is None:
                return bool(made), None
            bundle = gather(work.book)
            path = work.book.store.path.with_name(file_name(bundle))
            write_bundle(path, bundle)
            return bool(made), path

        self.work(Work("completing.working", completed), self._completed)

    def _completed(self, done: Done) -> None:
        made, path = done
        self.look()
        if path is not None:
            self.tell_key("completing.done", path=path.name)
        else:
            self.tell_key("completing.completed" if made else "completing.completed_before")
