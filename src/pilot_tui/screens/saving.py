"""The verbs that write, as the desk does them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import on
from textual.binding import Binding

from pilot_tui.errors import Busy, NeedsReason, NoAuthor, PilotError
from pilot_tui.model import Cell, Change
from pilot_tui.places import prefer
from pilot_tui.report.explaining import said
from pilot_tui.screens.weighing import Weighing
from pilot_tui.screens.work import Work
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_typing import GridTyping
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Plan

WRITTEN_AT_ONCE = 100
"""Changes that are made while the desk waits; more of them in a thread."""
RETRY_SECONDS, RETRIES = 0.4, 25
"""How often, and how many times, an edit is tried while another program writes the file."""
_EDITING = ("edit", "choose", "enlarge", "clear", "paste", "fill")
"""The verbs that fill cells in, wherever they are declared."""


class Saving(Weighing):
    """Edits, undo, redo and notes; each a verb of the workbook inside `telling`."""

    VERBS: ClassVar[list[Binding]] = [
        *Weighing.VERBS,
        verb("book.undo", "u,ctrl+z", "undo", show=True),
        verb("book.redo", "ctrl+r,ctrl+y", "redo"),
        verb("book.note", ";", "note"),
    ]

    def withhold(self, action: str) -> None:
        """Who fills in nothing edits nothing; notes are a table like others."""
        if action in _EDITING:
            self.book.refuse_idle()
        if action == "note":
            self.book.refuse_idle("note")
        super().withhold(action)

    @contextmanager
    def telling(self, grid: GridTyping | None = None) -> Iterator[None]:
        """Turn a refusal into a sentence: beside the cell being edited, else where the explanation stands."""
        try:
            yield
        except PilotError as error:
            if grid is not None and grid.editing:
                grid.refuse(error.at_desk())
                return
            if grid is not None:
                grid.accept()
            self.tell(error.at_desk(), "error")

    @on(Grid.Edited)
    def _save(self, event: Grid.Edited) -> None:
        event.stop()
        if event.everywhere:
            return

        def write() -> None:
            self._signed(lambda: self._write(event, RETRIES), lambda: self._unsigned(event))

        cell = Cell.parse(event.address)
        if event.grid.adding:
            write()
        else:
            self.weighed(Plan(((cell, event.text),)), write, lambda: event.grid.accept("stay"))

    def _write(self, event: Grid.Edited, tries: int, reason: str = "") -> None:
        """Save; while another program writes the file, try again from a timer with the text kept."""
        self._wait(False)
        with self.telling(event.grid):
            try:
                made = self._put(event, reason)
            except Busy:
                if not tries:
                    raise
                self._wait(True)
                self.set_timer(RETRY_SECONDS, lambda: self._write(event, tries - 1, reason))
                return
            except NeedsReason as error:
                self._ask_why(event, tries, error)
                return
            with event.grid.at_once():
                event.grid.accept()
                self.see()
            self._tell_saved(made)
            self.paint()
            self.follow()

    def _put(self, event: Grid.Edited, reason: str) -> list[Change]:
        """Save what was typed."""
        return self.book.edit(Cell.parse(event.address), event.text, reason)

    def _ask_why(self, event: Grid.Edited, tries: int, error: NeedsReason) -> None:
        """What is locked can be changed by whoever says why; the text stays in the editor meanwhile."""
        from pilot_tui.screens.ask import Ask

        def answered(reason: str | None) -> None:
            if reason and reason.strip():
                self._write(event, tries, reason)
            else:
                with self.telling(event.grid):
                    raise error

        self.app.push_screen(Ask(say(f"desk.ask_why_{error.facts['kind']}", who=error.who)), answered)

    def _tell_saved(self, made: list[Change]) -> None:
        """What was typed last, as it was saved; the cursor is further on by now."""
        edited = next((change for change in made if change.col), None)
        if edited is not None:
            facts = {"old": said.held(self.book.old_value(edited)), "new": said.held(json.loads(edited.val))}
            self.tell_done(say("desk.saved", field=say(f"field.{edited.col}"), **facts))

    def _wait(self, on: bool) -> None:
        if self.waiting != on:
            self.waiting = on
            self.frame_title()

    def _unsigned(self, event: Grid.Edited) -> None:
        if event.grid.editing:
            event.grid.refuse(NoAuthor().at_desk())
        else:
            event.grid.accept()

    def _signed(self, then: Callable[[], None], otherwise: Callable[[], None] = lambda: None) -> None:
        """Do `then` as somebody: whoever the workbook knows, else whoever answers, once."""
        if self.book.author.strip() or self.book.store.protected:
            then()
            return
        from pilot_tui.screens.ask import Ask

        def named(name: str | None) -> None:
            if name is None or not name.strip():
                otherwise()
                return
            self.book.author = name.strip()
            prefer("author", self.book.author)
            then()

        self.app.push_screen(Ask(say("desk.ask_author")), named)

    def action_undo(self) -> None:
        """Take back the last step."""
        self._signed(lambda: self._reverse(redo=False))

    def action_redo(self) -> None:
        """Bring it back."""
        self._signed(lambda: self._reverse(redo=True))

    def _reverse(self, *, redo: bool) -> None:
        """A step of many cells is taken back in a thread, as it was made."""

        def reverse(book: Workbook) -> list[Change]:
            return book.redo() if redo else book.undo()

        def reversed_(made: list[Change]) -> None:
            self.look()
            for change in made:
                if not change.col and change.val != "null":
                    self.focused_pane.grid.move_to(change.row)  # the row that is back
            self.tell_key("desk.redone" if redo else "desk.undone", count=len(made))

        with self.telling():
            self.book.store.refuse_protected()
            if self.book.reversal(redo=redo) > WRITTEN_AT_ONCE:
                self.work(Work("desk.reversing", lambda work: reverse(work.book)), reversed_)
            else:
                reversed_(reverse(self.book))

    def action_note(self) -> None:
        """A note on the cell under the cursor."""
        slot = self.focused_pane.grid.current_slot()
        if slot is None or not slot.address:
            self.tell_key("desk.nothing_here")
            return
        cell = Cell.parse(slot.address)
        with self.telling():
            self.withhold("note")
            self._ask_note(cell)

    def _ask_note(self, cell: Cell) -> None:
        from pilot_tui.screens.ask import Ask

        def noted(text: str | None) -> None:
            if text and text.strip():
                self._signed(lambda: self._note(cell, text))

        self.app.push_screen(Ask(say("desk.ask_note")), noted)

    def _note(self, cell: Cell, text: str) -> None:
        with self.telling():
            self.book.note(cell, text)
            self.look()
            self.tell_key("desk.noted")
