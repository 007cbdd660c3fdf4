"""A line of typing beside a grid: the grid keeps the focus and hands its keys on, in the order they came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from pilot_tui import cells
from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.overlay import typed_strip
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.sheet import Run, Runs

if TYPE_CHECKING:
    from pilot_tui.widgets.grid import Grid

_LEAST = 12  # cells of the field, however long what stands around it
_LONGEST = 200  # characters: nobody looks for more


class Asked(NamedTuple):
    """What a field is opened for."""

    prompt: str
    """Before the text."""
    hint: str
    """On the line below."""
    kept: Callable[[str], Awaitable[None] | None]
    """Enter: what is done with the text; keys typed meanwhile wait for it."""
    changed: Callable[[str], None] = lambda _text: None
    """Every key that changes it."""
    dropped: Callable[[], None] = lambda: None
    """Esc."""
    told: Callable[[], str] = lambda: ""
    """What stands at the right: how many answer."""


class Field(Lines):
    """Lines whose first becomes a field while something is asked."""

    _MOVES: ClassVar[dict[str, str]] = {
        "down": "move.down",
        "up": "move.up",
        "pagedown": "move.page_down",
        "pageup": "move.page_up",
    }
    """Keys that go on moving over the table."""

    _asked: Asked | None = None
    _grid: Grid | None = None

    @property
    def open(self) -> bool:
        """Whether something is asked."""
        return self._asked is not None

    def ask(self, grid: Grid, asked: Asked, text: str = "") -> None:
        """Ask; the keys that `grid` gets from now on are typed here."""
        self._asked, self._grid = asked, grid
        grid.editor.begin(text)
        grid.lend(self)
        self.paint()

    def take_key(self, event: events.Key) -> bool:
        """A key of the grid's; True: every one is taken."""
        grid, asked = self._grid, self._asked
        if grid is None or asked is None:
            return False
        before = grid.editor.value
        if event.key in ("enter", "escape"):
            self.close(keep=event.key == "enter")
            return True
        if event.key in self._MOVES:
            grid.action_move(self._MOVES[event.key])
        elif not grid.editor.press(event.key) and event.is_printable and len(before) < _LONGEST:
            grid.editor.write(event.character or "")
        self._followed(before)
        return True

    def take_paste(self, text: str) -> None:
        """What the terminal pasted, on one line."""
        if self._grid is not None:
            before = self._grid.editor.value
            self._grid.editor.paste(text[:_LONGEST])
            self._followed(before)

    def close(self, *, keep: bool) -> None:
        """Take the answer, or leave without one."""
        asked, grid = self._asked, self._grid
        if asked is None or grid is None:
            return
        text = grid.editor.value
        self._asked = self._grid = None
        grid.lend(None)
        if keep:
            grid.owed = asked.kept(text)
        else:
            asked.dropped()
        self.paint()

    def paint(self) -> None:
        """Draw it, and put the caret where text will go."""
        self.refresh(Region(0, 0, self.size.width, 2))
        if self.open:
            self.app.cursor_position = self.region.offset + self.caret

    @property
    def caret(self) -> Offset:
        """Where its caret stands."""
        asked, grid = self._asked, self._grid
        if asked is None or grid is None:
            return Offset()
        head, room = self._room(asked)
        return Offset(head + typed_strip(ink_of(self.app), grid.editor, "left", room, room).caret, 0)

    def render_line(self, y: int) -> Strip:
        """Line `y`: what it was given, or what is asked."""
        asked, grid = self._asked, self._grid
        if asked is None or grid is None or y > 1:
            return super().render_line(y)
        ink, width = ink_of(self.app), self.size.width
        if y == 1:
            return strip_of((Run(" " + asked.hint, "faint"),), width, ink)
        head, room = self._room(asked)
        typed = typed_strip(ink, grid.editor, "left", room, room).strip
        before = strip_of((Run(f" {asked.prompt} ", "bold primary"),), head, ink)
        after = strip_of((), max(0, width - head - room), ink, right=_told(asked))
        return Strip([*before, *typed, *after], width).crop(0, width)

    def _room(self, asked: Asked) -> tuple[int, int]:
        """The cells before the text, and those it takes."""
        head = cells.width(asked.prompt) + 2
        tail = sum(cells.width(run.text) for run in _told(asked)) + 1
        return head, max(_LEAST, self.size.width - head - tail)

    def _followed(self, before: str) -> None:
        asked, grid = self._asked, self._grid
        if asked is not None and grid is not None and grid.editor.value != before:
            asked.changed(grid.editor.value)
        self.paint()


def _told(asked: Asked) -> Runs:
    return (Run(f" {asked.told()} ", "muted"),) if asked.told() else ()
