"""The spreadsheet: a grid view in which cells are edited in place, whatever the speed of the typing."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message

from pilot_tui.widgets.editor import CellEditor
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.layout import PADDING
from pilot_tui.widgets.verbs import VERB_SIGNS, verb

Then = Literal["down", "up", "right", "left", "stay"]

MOVES = [
    verb("move.down", "down,j", "move(1, 0)"),
    verb("move.up", "up,k", "move(-1, 0)"),
    verb("move.left", "left,h", "move(0, -1)"),
    verb("move.right", "right,l", "move(0, 1)"),
    verb("move.first", "home", "move(0, -1000)"),
    verb("move.last", "end", "move(0, 1000)"),
    verb("move.page_down", "pagedown", "page(1)"),
    verb("move.page_up", "pageup", "page(-1)"),
    verb("move.top", "ctrl+home,g+g", "edge(-1)"),
    verb("move.bottom", "ctrl+end,upper_g,G", "edge(1)"),
    verb("move.next", "tab", "tab(1)"),
    verb("move.previous", "shift+tab", "tab(-1)"),
]
EDITS = [
    verb("edit.enter", "enter", "enter"),
    verb("edit.begin", "e,f2", "edit", show=True),
    verb("edit.clear", "delete", "clear"),
]
TYPING = [
    verb("typing.down", "enter,ctrl+j", "commit('down')", show=True),
    verb("typing.right", "tab", "commit('right')", show=True),
    verb("typing.left", "shift+tab", "commit('left')"),
    verb("typing.up", "shift+enter", "commit('up')"),
    verb("typing.give_up", "escape", "give_up", show=True),
]
_TYPING_KEYS = {binding.key: binding.action for binding in Binding.make_bindings(TYPING)}
_TYPING_ACTIONS = ("commit", "give_up")
_ARROWS: dict[str, Then] = {"down": "down", "up": "up"}
_ASCII_STARTERS = frozenset("0123456789+-")


@dataclass
class _Edit:
    """A cell being edited."""

    address: str
    typed: bool
    """Whether it began by typing: then the arrows up and down commit, as in a spreadsheet."""


class Grid(GridView):
    """A table whose cells can be edited."""

    BINDINGS = [*MOVES, *EDITS, *TYPING]

    @dataclass
    class Edited(Message):
        """A text was entered; answer with `accept()` or `refuse(sentence)`. Until then keys are held back."""

        grid: Grid
        address: str
        """Of the slot."""
        text: str
        """As typed; empty to clear."""
        then: Then
        """Where the cursor goes when it is accepted."""

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Opened(Message):
        """Enter or a double click on a cell that cannot be edited."""

        grid: Grid
        key: str
        column: str

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Locked(Message):
        """Somebody typed on a cell that cannot be edited."""

        grid: Grid
        key: str
        column: str

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Editing(Message):
        """An edit began or ended."""

        grid: Grid
        on: bool

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Pasted(Message):
        """The terminal pasted while nothing was edited."""

        grid: Grid
        text: str

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Freed(Message):
        """Keys were held back and can now be taken; posted to the app, for `TypeAhead`."""

        grid: Grid

    def __init__(
        self, *, home: str = "", name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(home=home, name=name, id=id, classes=classes)
        self._editor = CellEditor()
        self._edit: _Edit | None = None
        self._then: Then | None = None
        self._goto: tuple[int, str | None] | None = None
        self._held: deque[events.Event] = deque()

    def compose(self) -> ComposeResult:
        """The editor is always there, mostly out of sight: opening it must not wait for a mount."""
        yield self._editor

    @property
    def editing(self) -> bool:
        """Whether a cell is being edited."""
        return self._edit is not None

    @property
    def busy(self) -> bool:
        """Whether an edit waits for its answer, or keys typed meanwhile wait for theirs."""
        return self._then is not None or bool(self._held)

    def begin(self, text: str | None = None, *, typed: bool = False) -> bool:
        """Edit the cell under the cursor, starting from `text` or from its own; False when it cannot be edited."""
        slot = self.current_slot()
        if slot is None or not slot.address or self._then is not None:
            return False
        self._edit = _Edit(slot.address, typed)
        self._editor.open(slot.entry if text is None else text)
        self._lie()
        self.screen.set_focus(self._editor, scroll_visible=False)
        self.post_message(self.Editing(self, True))
        return True

    def accept(self) -> None:
        """The answer to `Edited`: it is saved; go on."""
        if self._then is None:
            return
        then, self._then = self._then, None
        goto, self._goto = self._goto, None
        self._close()
        if goto is not None:
            self.view.go(*goto)
        else:
            self._follow(then)
        self._settle()
        if self._held:
            self.app.post_message(self.Freed(self))

    def refuse(self, sentence: str) -> None:
        """The answer to `Edited`: the text stays as typed, with `sentence` beside it, and what was typed ahead is dropped."""
        self._then = self._goto = None
        self._held.clear()
        self._refusal = sentence
        if self._edit is not None:
            self._editor.refused = True
            self._editor.refresh()
            self.screen.set_focus(self._editor, scroll_visible=False)
        self._settle()

    # Keys, in the order they were typed: called by `TypeAhead` in the app's own task.

    def take_key(self, event: events.Key) -> bool:
        """Take a key that belongs to an edit or begins one; False for all others."""
        self._forgive()
        if self._edit is not None:
            self._type(event)
            return True
        if not begins_edit(event):
            return False
        if not self.begin(event.character, typed=True):
            self.post_message(self.Locked(self, *self.cursor))
        return True

    def take_paste(self, text: str) -> None:
        """Take what the terminal pasted."""
        self._forgive()
        if self._edit is None:
            self.post_message(self.Pasted(self, text))
        else:
            self._editor.paste(text)
            self._lie()

    def hold(self, event: events.Event) -> None:
        """Keep a key until the edit before it is answered."""
        self._held.append(event)

    def held(self) -> Iterator[events.Event]:
        """The keys held back, one by one, until an edit among them waits for its own answer."""
        while self._held and self._then is None:
            yield self._held.popleft()

    def _type(self, event: events.Key) -> None:
        assert self._edit is not None
        if event.key in _TYPING_KEYS:
            _namespace, name, parameters = parse(_TYPING_KEYS[event.key])
            getattr(self, f"action_{name}")(*parameters)
        elif event.key in _ARROWS and self._edit.typed:
            self.action_commit(_ARROWS[event.key])
        else:
            self._editor.take(event)
            self._lie()

    def _forgive(self) -> None:
        """Take the refusal away: something was typed since."""
        if self._refusal:
            self._refusal = ""
            self._editor.refused = False
            self._editor.refresh()
            self._settle()

    def _lie(self) -> None:
        cell = self._cursor_cell()
        if cell is not None:
            self._editor.lie(cell.offset, cell.width, self.size.width - PADDING - cell.x)

    def _close(self) -> None:
        if self._edit is None:
            return
        self._edit = None
        self._refusal = ""
        if self.screen.focused is self._editor:
            self.screen.set_focus(self, scroll_visible=False)
        self._editor.close()
        self.post_message(self.Editing(self, False))

    def _follow(self, then: Then) -> None:
        if then in ("down", "up"):
            self.view.step(1 if then == "down" else -1)
        elif then in ("left", "right"):
            self.view.sideways(1 if then == "right" else -1, wrap=True)

    @property
    def _solid(self) -> bool:
        return self.has_focus or self._edit is not None

    def _settle(self) -> None:
        super()._settle()
        if self._edit is not None:
            self._lie()

    # Events.

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving the editor by mouse enters the text; leaving the terminal's window does not."""
        event.stop()
        if self._edit is not None and self._then is None and self.app.app_focus:
            if self.screen.focused is not self._editor:
                self.action_commit("stay")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor to the cell that was clicked; a text being typed is entered first."""
        self._forgive()
        at = self.view.index_at(event.y - self._header_height) if event.y >= self._header_height else None
        if at is None or event.y - self._header_height >= self.view.height:
            return
        if self.view.source.line(at).kind != "row":
            return
        column = next(
            (p.column.key for p in self.view.columns if p.x - p.column.gap <= event.x < p.end), None
        )
        if self.busy or self._edit is not None:
            self._goto = (at, column)
            if self._edit is not None and self._then is None:
                self.action_commit("stay")
            return
        self.view.go(at, column)
        self._settle()

    def on_click(self, event: events.Click) -> None:
        """A double click is Enter."""
        if event.chain == 2 and event.y >= self._header_height and not self.editing and not self.busy:
            self.action_enter()

    # Verbs.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a cell is edited only the verbs of typing are there, otherwise all but those."""
        return self.editing == (action in _TYPING_ACTIONS)

    def action_move(self, rows: int, columns: int) -> None:
        """The cursor by rows and columns."""
        if rows:
            self.view.step(rows)
        if columns:
            self.view.sideways(columns)
        self._settle()

    def action_page(self, pages: int) -> None:
        """The cursor by what is in view."""
        self.view.page(pages)
        self._settle()

    def action_edge(self, end: int) -> None:
        """The cursor to the first or the last row."""
        self.view.edge(end)
        self._settle()

    def action_tab(self, by: int) -> None:
        """The cursor to the next cell, or the one before, across the rows."""
        self.view.sideways(by, wrap=True)
        self._settle()

    def action_enter(self) -> None:
        """Edit the cell, or open it."""
        if not self.begin() and self.view.key:
            self.post_message(self.Opened(self, *self.cursor))

    def action_edit(self) -> None:
        """Edit the cell."""
        if not self.begin():
            self.post_message(self.Locked(self, *self.cursor))

    def action_clear(self) -> None:
        """Empty the cell."""
        slot = self.current_slot()
        if slot is None or not slot.address:
            self.post_message(self.Locked(self, *self.cursor))
        elif self._then is None:
            self._then = "stay"
            self.post_message(self.Edited(self, slot.address, "", "stay"))

    def action_commit(self, then: Then) -> None:
        """Hand in what was typed."""
        if self._edit is not None and self._then is None:
            self._then = then
            self.post_message(self.Edited(self, self._edit.address, self._editor.value, then))

    def action_give_up(self) -> None:
        """Leave the cell as it was."""
        self._close()
        self._settle()


def begins_edit(event: events.Key) -> bool:
    """Whether a key begins an edit: a digit, a sign, or what only an input method sends and is no verb."""
    character = event.character
    if character is None or not event.is_printable or event.key in VERB_SIGNS:
        return False
    if character.isascii():
        return character in _ASCII_STARTERS
    return not unicodedata.category(character[0]).startswith("Z")
