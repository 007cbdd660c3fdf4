"""Choosing one of a list by typing a part of it: counties, programmes, verbs."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from pilot_tui.cells import fit, width
from pilot_tui.words import say

_CELLS = 54


class Choose(ModalScreen[str | None]):
    """A line to type in, and what answers to it below; Enter chooses, Esc leaves."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, given: Sequence[tuple[str, str, list[str]]]) -> None:
        super().__init__()
        self._title = title
        self._given = given

    def compose(self) -> ComposeResult:
        """Title and field, then the list."""
        with Vertical(id="box"):
            yield Input(placeholder=self._title, compact=True)
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Everything, before anything is typed."""
        self._fill("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        wanted = "".join(typed.split()).casefold()
        found = [each for each in self._given if answers(wanted, each[1], each[2])]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            [Option(_shown(label, names), id=str(at)) for at, (_, label, names) in enumerate(found)]
        )
        if not found:
            options.add_option(Option(Text(say("desk.no_choice")), disabled=True))
        self._found = [each[0] for each in found]
        options.highlighted = 0 if found else None

    @on(Input.Submitted)
    def _take_highlighted(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_step(self, by: int) -> None:
        """Up or down the list, while the field keeps the focus."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._found)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def answers(wanted: str, label: str, names: Sequence[str]) -> bool:
    """Whether what was typed is a part of the label or of one of the names."""
    return any(wanted in "".join(name.split()).casefold() for name in (label, *names))


def _shown(label: str, names: Sequence[str]) -> Text:
    """The label; a single short name, such as a key, at the right."""
    if len(names) != 1 or width(names[0]) > 12:
        return Text(fit(label, _CELLS).rstrip(), no_wrap=True)
    return Text(fit(label, _CELLS - 14) + fit(names[0], 12), no_wrap=True)
