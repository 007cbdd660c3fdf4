"""The spreadsheet: a grid view in which cells are edited in place, whatever the speed of the typing."""

from __future__ import annotations

from typing import TypeAlias

from textual import events

from pilot_tui.widgets import messages
from pilot_tui.widgets.grid_beside import ASKING_ACTIONS
from pilot_tui.widgets.grid_enlarging import GridEnlarging
from pilot_tui.widgets.grid_verbs import ASKING, EDITS, GETS_ABOUT, SELECTS, TYPING
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.overlay import cell_to_caret

_TYPING_ACTIONS = ("commit", "commit_everywhere", "give_up", "enlarge_typed")
_OF_BLOCKS = ("commit_everywhere", "select_leave")


class Grid(GridEnlarging, GridView):
    """A table whose cells can be edited."""

    # The moves again: Textual lets the keys of a subclass replace those of its base, and Tab is in both.
    BINDINGS = [*GETS_ABOUT, *SELECTS, *EDITS, *TYPING, *ASKING]

    Shaped: TypeAlias = messages.Shaped
    Opened: TypeAlias = messages.Opened
    Cleared: TypeAlias = messages.Cleared

    # Events.

    def on_blur(self, event: events.Blur) -> None:
        """Leaving the grid enters the text; leaving the terminal's window does not."""
        super().on_blur(event)
        if self.app.app_focus:
            self.action_commit("stay")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor to the cell that was clicked; a text being typed is entered first."""
        self._forgive()
        if self._edit is not None and self._choice_at(event.x, event.y):
            self.action_commit("stay")
            return
        typed = self._typed()
        if self._edit is not None and typed is not None and typed[0].y == event.y:
            x = event.x - typed[0].x
            if 0 <= x < typed[1].strip.cell_length:
                self.editor.cursor_position = cell_to_caret(self.editor.value, x + typed[1].first)
                self._settle()
                return
        if not (self.busy or self._edit is not None):
            self.press(event.x, event.y, extend=event.shift)
        elif (target := self.target_at(event.x, event.y)) is not None:
            self._goto = target
            self.action_commit("stay")

    def on_click(self, event: events.Click) -> None:
        """A double click is Enter."""
        if self._clicked_twice(event.chain) and not self.editing and not self.busy:
            target = self.target_at(event.x, event.y)
            if target is not None and target[0] == self.view.key:
                self.action_enter()

    def _wheel(self, lines: int) -> None:
        """The cell a text is typed in stays where it is; a list of choices scrolls."""
        if self._choices is not None:
            self._choices.scroll(1 if lines > 0 else -1)
            self._settle()
        elif self._edit is None and not self.busy:
            super()._wheel(lines)

    # Verbs.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a cell is edited only the verbs of typing are there, otherwise all but those."""
        if self.beside is not None or action in ASKING_ACTIONS:
            return super().check_action(action, parameters)
        if action in _OF_BLOCKS and self.view.selection is None:
            return False
        return self.editing == (action in _TYPING_ACTIONS)

    def action_enter(self) -> None:
        """Edit the cell, or open it."""
        if not self.begin() and self.view.key:
            self.post_message(self.Opened(self, *self.cursor))

    def action_edit(self) -> None:
        """Edit the cell."""
        if not self.begin():
            self.post_message(self.Locked(self, *self.cursor))

    def action_choose(self) -> None:
        """Edit the cell with the list of what can be chosen there, even beside a figure."""
        if not self.begin(asked=True):
            self.post_message(self.Locked(self, *self.cursor))

    def action_clear(self) -> None:
        """Empty the cell, or all that is selected."""
        if self.view.selection is not None:
            self.ask(self.Cleared(self))
            return
        slot = self.current_slot()
        if slot is None or self.shut(slot):
            self.post_message(self.Locked(self, *self.cursor))
        else:
            self.ask(self.Edited(self, slot.address, "", "stay"))
