"""The columns of a pane: which show, how wide, by which the rows are sorted. What is chosen shows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pilot_tui.cells import fit, right
from pilot_tui.pane import Pane
from pilot_tui.widgets.dressing import dressed
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Column, Run
from pilot_tui.words import knows, say

_CELLS = 54


class Columns(ModalScreen[None]):
    """Space or Enter shows or hides a column; `<` `>` width, `s` sort, `W` all as they were, Esc leaves."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("escape,c,q", "leave", show=False),
        Binding("space", "show", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("s", "sort", show=False, priority=True),
        Binding("less_than_sign", "widen(-1)", show=False, priority=True),
        Binding("greater_than_sign", "widen(1)", show=False, priority=True),
        Binding("W", "as_drawn", show=False, priority=True),
    ]

    def __init__(self, pane: Pane, sort: Callable[[str], None]) -> None:
        super().__init__()
        self._pane = pane
        self._sort = sort
        self._given = [column for column in pane.source.columns if name_of(column)]

    def compose(self) -> ComposeResult:
        """What the keys do, then the columns."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="question")
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Begin at the cursor's column."""
        self.query_one(Lines).set([(Run(say("shape.choose_columns"), "muted"),)])
        here = self._pane.grid.cursor[1]
        self._fill(next((at for at, column in enumerate(self._given) if column.key == here), 0))

    def _fill(self, at: int) -> None:
        shown = {column.key: column for column in dressed(self._given, self._pane.shape)}
        placed = {one.column.key: one.width for one in self._pane.grid.view.placed}
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(_said(column, shown[column.key], placed.get(column.key))) for column in self._given
        )
        options.highlighted = at if self._given else None

    @property
    def _here(self) -> tuple[int, Column] | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None else (at, self._given[at])

    @on(OptionList.OptionSelected)
    def action_show(self) -> None:
        """Show the column, or hide it; the last one the cursor can stop in stays."""
        if (here := self._here) is not None:
            at, column = here
            shape, keys = self._pane.shape, {column.key}
            now = (column.shown or column.key in shape.added) and column.key not in shape.hidden
            hidden = shape.hidden | keys if now and column.shown else shape.hidden - keys
            added = shape.added - keys if now or column.shown else shape.added | keys
            self._pane.reshape(replace(shape, hidden=hidden, added=added))
            self._fill(at)

    def action_step(self, by: int) -> None:
        """Up or down the list, round its ends."""
        if (here := self._here) is not None:
            self.query_one(OptionList).highlighted = (here[0] + by) % len(self._given)

    def action_sort(self) -> None:
        """Sort by it: rising, falling, as the pane has it."""
        if (here := self._here) is not None:
            self._sort(here[1].key)
            self._fill(here[0])

    def action_widen(self, by: int) -> None:
        """Wider or narrower."""
        if (here := self._here) is not None:
            self._pane.resize_column(here[1].key, by=by)
            self._fill(here[0])

    async def action_as_drawn(self) -> None:
        """All as they were at first."""
        if (here := self._here) is not None:
            self._pane.reshape(self._pane.shape.as_drawn())
            self._fill(here[0])

    def action_leave(self) -> None:
        """Back to the table."""
        self.dismiss(None)


def name_of(column: Column) -> str:
    """What a column is called: its title, else the word for what stands in it; empty for the mark's."""
    word = f"column.{column.key}"
    figures = not column.title or column.title[:1].isdigit()
    said = say(word) if figures and knows(word) else column.title
    return f"{said} {column.subtitle}".strip() if column.title == said else said


def _said(column: Column, shown: Column, cells: int | None) -> Text:
    sign = "✓ " if shown.shown else "  "
    arrow = shown.title[len(column.title) :]
    wide = right(str(cells), 4) if cells is not None and shown.shown else ""
    text = Text(sign + fit(f"{name_of(column)} {arrow}", _CELLS - 8) + wide, no_wrap=True)
    return text if shown.shown else Text(text.plain, style="dim", no_wrap=True)
