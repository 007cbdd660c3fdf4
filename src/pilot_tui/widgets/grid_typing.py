"""Typing into the cells of a grid, whatever its speed: the edit that is under way, its keys and its paint."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.strip import Strip

from pilot_tui.widgets import messages
from pilot_tui.widgets.grid_beside import GridBeside
from pilot_tui.widgets.grid_verbs import LEAVING, TYPING, begins_edit
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.layout import PADDING
from pilot_tui.widgets.messages import Said, Then
from pilot_tui.widgets.overlay import Typed, laid_over, typed_strip
from pilot_tui.widgets.sheet import Slot

if TYPE_CHECKING:
    from pilot_tui.widgets.editor import CellEditor

_TYPING_KEYS = {binding.key: binding.action for binding in Binding.make_bindings(TYPING)}
_ARROWS: dict[str, Then] = {"down": "down", "up": "up"}


@dataclass
class _Edit:
    """A cell being edited."""

    address: str
    typed: bool
    """Whether it began by typing: then the arrows up and down commit, as in a spreadsheet."""


class GridTyping(GridBeside):
    """A grid in which a cell can be edited; what may be edited, and when, is told by `Grid`."""

    Edited: TypeAlias = messages.Edited
    Editing: TypeAlias = messages.Editing
    Locked: TypeAlias = messages.Locked
    Pasted: TypeAlias = messages.Pasted
    Freed: TypeAlias = messages.Freed

    def __init__(
        self, *, home: str = "", name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(home=home, name=name, id=id, classes=classes)
        self._edit: _Edit | None = None
        self._then: Then | None = None
        self._goto: tuple[str, str | None] | None = None
        self._held: deque[events.Event] = deque()

    @cached_property
    def editor(self) -> CellEditor:
        """The text being typed: made when something is first typed, for a start need not wait for it."""
        from pilot_tui.widgets.editor import CellEditor

        return CellEditor(self._caret_on_screen)

    @property
    def editing(self) -> bool:
        """Whether a cell is being edited."""
        return self._edit is not None

    @property
    def busy(self) -> bool:
        """Whether an edit waits for its answer, or keys typed meanwhile wait for theirs."""
        return self._then is not None or bool(self._held)

    def begin(self, text: str | None = None, *, typed: bool = False, asked: bool = False) -> bool:
        """Edit the cell under the cursor, starting from `text` or its own; False when it cannot be edited.

        Where there is something to choose from, a list opens; beside a figure only when `asked` for.
        """
        slot = self.current_slot()
        if slot is None or self.shut(slot) or self._edit is not None or self._then is not None:
            return False
        self._edit = _Edit(slot.address, typed)
        self.editor.begin(slot.entry if text is None else text)
        self._begin_choices(slot, text, asked)
        self._settle()
        self.post_message(self.Editing(self, True))
        return True

    def shut(self, slot: Slot) -> bool:
        """Whether nothing can be typed into a cell: it is computed, or only shown here."""
        return not slot.address or (self.locks is not None and self.locks(slot.address))

    def begin_row(self, column: str, address: str, entry: str) -> None:
        """Type into a row that is not there yet, in the cell of `column`, which starts with `entry`."""
        if self._edit is not None or self._then is not None:
            return
        self._insert(column, Slot(address=address, entry=entry))
        self.begin()
        self.editor.action_select_all()
        self._settle()

    def _begin_choices(self, slot: Slot, typed: str | None, asked: bool) -> None:
        listed = self._open_choices(slot, asked=asked)
        if listed is None:
            return
        if typed is not None:
            listed.narrow(typed)
            return
        if listed.chosen is not None:
            self.editor.begin(listed.chosen.label)
        self.editor.action_select_all()  # typed letters take its place

    def accept(self, whither: Then | None = None) -> None:
        """The answer to `Edited`: it is saved; go on, `whither` or as was asked for."""
        if self._then is None:
            return
        then, self._then = whither or self._then, None
        goto, self._goto = self._goto, None
        self._close()
        if goto is not None:
            self.move_to(*goto)
        else:
            self.follow(then)
        self._settle()
        if self._held:
            self.app.post_message(self.Freed(self))

    def refuse(self, sentence: str) -> None:
        """The answer to `Edited`: the text stays, `sentence` beside it; what was typed ahead is dropped."""
        self._then = self._goto = None
        self._held.clear()
        self._refusal = sentence
        self.editor.refused = self._edit is not None
        self._settle()

    # Keys, in the order they were typed: called by `TypeAhead` in the app's own task.

    def take_key(self, event: events.Key) -> bool:
        """Take a key that belongs to an edit or begins one; False for all others."""
        self._forgive()
        if self.lent_key(event):
            return True
        if self._edit is not None:
            if event.key in LEAVING:
                return False
            self._type(self._edit, event)
            return True
        if not begins_edit(event):
            return False
        if not self.begin(event.character, typed=True):
            self.post_message(self.Locked(self, *self.cursor))
        return True

    def take_paste(self, text: str) -> None:
        """Take what the terminal pasted."""
        self._forgive()
        if self.lent_paste(text):
            return
        if self._edit is None:
            self.ask(self.Pasted(self, text))
        else:
            self.editor.paste(text)
            self._narrow()
            self._settle()

    def ask(self, message: Said) -> None:
        """Say something that waits for its `accept`: what is typed until then comes after what is done."""
        self._then = "stay"
        self.post_message(message)

    def hold(self, event: events.Event) -> None:
        """Keep a key until the edit before it is answered."""
        self._held.append(event)

    def held(self) -> Iterator[events.Event]:
        """The keys held back, one by one, until an edit among them waits for its own answer."""
        while self._held and self._then is None:
            yield self._held.popleft()

    def _type(self, edit: _Edit, event: events.Key) -> None:
        """One key into the text."""
        if self._choice_key(event.key):
            pass
        elif event.key in _TYPING_KEYS:
            _namespace, name, parameters = parse(_TYPING_KEYS[event.key])
            getattr(self, f"action_{name}")(*parameters)
        elif event.key in _ARROWS and edit.typed:
            self.action_commit(_ARROWS[event.key])
        elif not self.editor.press(event.key) and event.is_printable:
            self.editor.write(event.character or "")
        if self._then is None:  # what was handed in looks as it did
            self._narrow()
            self._settle()

    def _narrow(self) -> None:
        """Keep the choices that what is typed is a part of."""
        if self._choices is not None and not self.editor.untouched:
            self._choices.narrow(self.editor.value)

    @property
    def entered(self) -> str:
        """What is handed in: the choice picked out, else what was typed."""
        chosen = self._choices.chosen if self._choices is not None else None
        return self.editor.value if chosen is None else chosen.value

    def _forgive(self) -> None:
        """Take the refusal away: something was typed since."""
        if self._refusal:
            self._refusal = ""
            self.editor.refused = False
            self._settle()

    def _close(self) -> None:
        if self._edit is not None:
            self._edit = self._choices = None
            self._refusal = ""
            self._take_out()
            self.post_message(self.Editing(self, False))

    def follow(self, then: Then) -> None:
        """The cursor to where an edit sends it."""
        if then != "stay" and self.view.cycle(
            1 if then in ("down", "right") else -1, down=then in ("down", "up")
        ):
            return
        if then != "stay":
            self.view.drop()
        if then in ("down", "up"):
            self.view.step(1 if then == "down" else -1)
        elif then in ("left", "right"):
            self.view.sideways(1 if then == "right" else -1, wrap=True)

    # Drawing.

    def _typed(self) -> tuple[Region, Typed] | None:
        """The text being typed, and the cell it is typed in."""
        cell, placed = self._cursor_cell(), self._placed(self.view.column)
        if self._edit is None or cell is None or placed is None:
            return None
        room = self.size.width - PADDING - cell.x
        listed = self._choices_placed()
        align = placed.column.align if listed is None else "left"  # as the list below it
        least = cell.width if listed is None else max(cell.width, listed.x + listed.width - cell.x)
        return cell, typed_strip(ink_of(self.app), self.editor, align, min(least, room), room)

    def _strip(self, y: int) -> Strip:
        strip = super()._strip(y)
        cell = self._cursor_cell() if self._edit is not None else None
        if cell is None or cell.y != y or self._look is None or (typed := self._typed()) is None:
            return strip
        return laid_over(self._look, strip, cell.x, typed[1].strip)

    def _caret(self) -> Offset | None:
        typed = self._typed()
        return super()._caret() if typed is None else typed[0].offset + Offset(typed[1].caret, 0)

    # Verbs.

    def action_commit(self, then: Then) -> None:
        """Hand in what was typed."""
        if self._edit is not None and self._then is None:
            self._then = then
            self.post_message(self.Edited(self, self._edit.address, self.entered, then))

    def action_commit_everywhere(self) -> None:
        """Hand in what was typed, for every cell that is selected."""
        if self._edit is not None and self._then is None:
            self._then = "stay"
            said = self.Edited(self, self._edit.address, self.entered, "stay", everywhere=True)
            self.post_message(said)

    def action_give_up(self) -> None:
        """Leave the cell as it was."""
        self._close()
        self._settle()
