"""Letters over everything one can go to: type one, and be there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from pilot_tui.widgets.ink import ink_of
from pilot_tui.widgets.landmarks import DIGITS, LETTERS, Landmark, labels
from pilot_tui.widgets.paint import strip_of
from pilot_tui.widgets.sheet import Run

_OTHER = {LETTERS: DIGITS, DIGITS: LETTERS}


class Mark(Widget):
    """A label at its place."""

    DEFAULT_CSS = "Mark { position: absolute; height: 1; }"

    def __init__(self, at: Landmark) -> None:
        super().__init__()
        self._at = at
        self.label = ""

    def say(self, label: str, room: int) -> None:
        """Show a label, shifted left where it would run out of the screen."""
        self.label = label
        self.styles.width = len(label)
        self.styles.offset = (min(self._at.x, room - len(label)), self._at.y)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The label."""
        return strip_of((Run(self.label, "bold background"),), self.size.width, ink_of(self.app), _GROUND)


_GROUND = ("secondary", 1.0)


class Jump(ModalScreen[Landmark | None]):
    """Labels over the desk, which stays as it is; again for digits, which pass an input method."""

    CSS = "Jump { background: $background 0%; }"
    BINDINGS = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+o", "other", show=False, priority=True),
    ]

    def __init__(self, landmarks: Sequence[Landmark]) -> None:
        super().__init__()
        self._landmarks = landmarks
        self._signs = LETTERS
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A mark for each."""
        yield from map(Mark, self._landmarks)

    def on_mount(self) -> None:
        """Letters first."""
        self._label()

    def on_key(self, event: events.Key) -> None:
        """One sign of a label; what begins none is nothing."""
        event.stop()
        typed = self._typed + (event.character or " ")
        found = [mark for mark in self.query(Mark) if mark.label.startswith(typed)]
        if not found:
            return
        self._typed = typed
        for mark in self.query(Mark):
            mark.display = mark in found
        if found[0].label == typed:
            self.dismiss(self._landmarks[list(self.query(Mark)).index(found[0])])

    def on_click(self) -> None:
        """The mouse goes its own way."""
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """On a screen of another size everything stands elsewhere."""
        if self.is_current and event.size != self.app.size:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)

    def action_other(self) -> None:
        """Digits for letters, letters for digits."""
        self._signs = _OTHER[self._signs]
        self._label()

    def _label(self) -> None:
        self._typed = ""
        for mark, label in zip(self.query(Mark), labels(len(self._landmarks), self._signs), strict=True):
            mark.display = True
            mark.say(label, self.app.size.width)
