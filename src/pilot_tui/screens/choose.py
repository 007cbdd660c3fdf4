"""Choosing one of a list by typing a part of it: counties, programmes, verbs."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from pilot_tui.widgets.offered import Offered
from pilot_tui.widgets.sieve import Named, Sieve

_TALLEST_SHARE = 0.8
"""Of the screen, as the style has it."""
_AROUND = 4
"""Lines of the box beside the list."""


class Choose(ModalScreen[str | None]):
    """A line to type in, and what answers to it below; Enter chooses, Esc leaves."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, given: Sequence[Named]) -> None:
        super().__init__()
        self._title = title
        self._sieve = Sieve(given)

    def compose(self) -> ComposeResult:
        """Title and field, then the list."""
        with Vertical(id="box"):
            yield Input(placeholder=self._title, compact=True)
            yield Offered(self._sieve.given)

    def on_mount(self) -> None:
        """As high as the list is long; it stays so, however few answer."""
        self.query_one(Input).cursor_blink = False
        self._fit()

    def on_resize(self) -> None:
        """As high as there is room for."""
        self._fit()

    def _fit(self) -> None:
        offered = self.query_one(Offered)
        offered.styles.height = max(
            1, min(offered.lines, int(_TALLEST_SHARE * self.app.size.height) - _AROUND)
        )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(Offered).show(self._sieve.left(event.value))

    @on(Input.Submitted)
    @on(Offered.Taken)
    def _take(self) -> None:
        chosen = self.query_one(Offered).chosen
        if chosen is not None:
            self.dismiss(chosen.value)

    def action_step(self, by: int) -> None:
        """Up or down the list, while the field keeps the focus."""
        self.query_one(Offered).step(by)

    def action_page(self, by: int) -> None:
        """As much further as is in view."""
        self.query_one(Offered).page(by)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
