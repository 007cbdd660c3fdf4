"""Adding and retiring rows in place: a row is there once its first cell is typed, and not before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding

from pilot_tui.errors import RowsFixed
from pilot_tui.model import Cell, Change
from pilot_tui.safe import one_line
from pilot_tui.screens.blocks import Blocks
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import pick, say
from pilot_tui.workbook.blocks import Plan

if TYPE_CHECKING:
    from pilot_tui.pane.fresh import Fresh


@runtime_checkable
class Kinds(Protocol):
    """A pane that shows one kind of rows at a time."""

    def turn(self, by: int) -> None:
        """To the next kind, or the one before."""

    def show_kind(self, name: str) -> None:
        """To one kind."""


class Entering(Blocks):
    """Rows come and go."""

    VERBS: ClassVar[list[Binding]] = [
        *Blocks.VERBS,
        verb("row.add", "o,insert", "add_row"),
        verb("row.retire", "D,shift+delete", "retire_row"),
        replace(verb("kind.previous", "{", "turn_kind(-1)"), key_display="{ }"),
        verb("kind.next", "}", "turn_kind(1)"),
    ]

    _fresh: Fresh | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The verbs of kinds are there where there are kinds."""
        there = action != "turn_kind" or (self.is_mounted and isinstance(self.pane, Kinds))
        return there and super().check_action(action, parameters)

    def withhold(self, action: str) -> None:
        """Rows come and go where all there is in them may be written."""
        if action == "add_row":
            with suppress(RowsFixed):
                self._refuse_fresh(self.focused_pane.fresh())
        if action == "retire_row":
            with suppress(RowsFixed):
                self.book.refuse_end(*self.focused_pane.row_here())
        super().withhold(action)

    def _refuse_fresh(self, fresh: Fresh) -> None:
        self.book.refuse_birth(fresh.table, {**fresh.typed, fresh.field: fresh.entry or None})

    def action_add_row(self) -> None:
        """A row below the one under the cursor, to be typed into."""
        pane = self.focused_pane
        with self.telling():
            fresh = pane.fresh()
            self._refuse_fresh(fresh)
            self._fresh = fresh
            pane.grid.begin_row(fresh.column or fresh.field, str(fresh.cell), fresh.entry)
            self.frame_explain()

    def action_retire_row(self) -> None:
        """Take out the row under the cursor: one step, which undo brings back."""
        with self.telling():
            table, id = self.focused_pane.row_here()
            self.book.refuse_end(table, id)
            self.weighed(Plan(gone=((table, id),)), lambda: self._signed(lambda: self._retire(table, id)))

    def action_turn_kind(self, by: int) -> None:
        """Set up the next kind of rows, or the one before."""
        if isinstance(self.pane, Kinds):
            self.pane.turn(by)
            self.frame()

    def action_kind(self, name: str) -> None:
        """Set up one kind of rows."""
        if isinstance(self.pane, Kinds):
            self.pane.show_kind(name)
            self.set_focus(self.pane.grid)
            self.frame()

    def _retire(self, table: str, id: str) -> None:
        with self.telling():
            row = self.book.row(table, id) or {}
            self.book.retire(table, id)
            self.look()
            self.tell_key("desk.retired", kind=say(f"table.{table}"), name=one_line(pick(row, "name") or id))

    def frame_explain(self) -> None:
        """While a row is typed that is not there yet, what its first cell is for."""
        fresh = self._fresh
        if fresh is None or not self.focused_pane.grid.adding:
            super().frame_explain()
            return
        self.tell(say("desk.adding", kind=say(f"table.{fresh.table}"), field=say(f"field.{fresh.field}")))

    def _put(self, event: Grid.Edited, reason: str) -> list[Change]:
        """Save; of a row that is not there yet, what was typed makes it."""
        fresh = self._fresh
        if fresh is None or not event.grid.adding or Cell.parse(event.address) != fresh.cell:
            return super()._put(event, reason)
        if not event.text.strip():
            event.grid.accept("stay")
            return []
        named = event.text.strip() if fresh.field == "id" else ""
        typed = {**fresh.typed} if named else {**fresh.typed, fresh.field: event.text}
        born = self.book.add_all([*fresh.along, (fresh.table, named, typed)])
        self._show_born(event, fresh, born[-1])
        return []

    def _show_born(self, event: Grid.Edited, fresh: Fresh, id: str) -> None:
        """The cursor to the row that was added; on to its next cell where there is one to be typed."""
        grid = event.grid
        grid.accept("stay")
        self.look()
        grid.move_to(id, fresh.then or fresh.column or fresh.field)
        if fresh.then and event.then in ("down", "right"):
            grid.begin()
        elif event.then != "stay":
            grid.follow(event.then)
