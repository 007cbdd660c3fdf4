"""One question, one line of answer."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run


class Ask(ModalScreen[str | None]):
    """Enter answers, Esc leaves without an answer. Typing replaces what is proposed."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, proposed: str = "") -> None:
        super().__init__()
        self._question, self._proposed = question, proposed

    def compose(self) -> ComposeResult:
        """The question and the field."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="question")
            yield Input(self._proposed, compact=True)

    def on_mount(self) -> None:
        """Say the question."""
        self.query_one(Input).cursor_blink = False
        self.query_one(Lines).set([(Run(self._question, "bold foreground"),)])

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)
