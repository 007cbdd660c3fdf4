"""The whole explanation of a number: the tree of its computation, each figure a cell one can go to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.model import Cell
from pilot_tui.report.explaining import Explanation
from pilot_tui.report.explaining.tree import Told
from pilot_tui.screens.explanation_lines import first_open, has_parts, said_lines, tree_source
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.lines import Lines
from pilot_tui.words import say

_AROUND = 10
"""Lines of the screen that the tree never takes, beside those of the explanation: margins, keys, header."""
_WIDEST = 108


class Whole(ModalScreen[Cell | None]):
    """What the explain line had no room for; answers the cell a person wants to see."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("enter,ctrl+j", "go", show=False, priority=True),
        Binding("right,l,space", "unfold(True)", show=False, priority=True),
        Binding("left,h", "unfold(False)", show=False, priority=True),
        Binding("escape,q,equals_sign,fullwidth_equals_sign", "leave", show=False, priority=True),
    ]

    def __init__(self, said: Explanation, told: Sequence[Told] = ()) -> None:
        """An explanation to be read.

        Args:
            said: Its two lines.
            told: The tree of its computation; empty where nothing was computed.
        """
        super().__init__()
        self._said = said
        self._told = told
        self._opened = first_open(told)

    def compose(self) -> ComposeResult:
        """What it says, the tree, what can be done."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            if self._told:
                yield GridView(id="tree")
            yield Foot(ground="band", id="answers")

    def on_mount(self) -> None:
        """As high as there is to say."""
        lines = said_lines(self._said, min(_WIDEST - 4, self.app.size.width - 6))
        lines = [*lines[: max(3, self.app.size.height - 2 * _AROUND)], ()]
        block = self.query_one("#whole", Lines)
        block.styles.height = len(lines)
        block.set(lines)
        self.query_one("#answers").styles.height = 2
        self._keys()
        if self._told:
            self._draw(self.app.size.height - _AROUND - len(lines))
            self.query_one(GridView).focus()

    def _draw(self, room: int = 0) -> None:
        grid, source = self.query_one(GridView), tree_source(self._told, self._opened)
        if room:
            grid.styles.height = max(3, min(len(self._told) + 1, room))
        grid.show(source)

    @on(GridView.Moved)
    def _keys(self) -> None:
        """The keys that do something here."""
        self.query_one(Foot).offer(self._offered(), Offer("Esc", say("explain.back"), "leave"))

    def _offered(self) -> list[Offer]:
        at = self._here()
        if at is None:
            return []
        parts, one = has_parts(self._told, at), self._told[at]
        opened = at in self._opened
        offered = [Offer("→", say("explain.open"), "unfold(True)")] if parts and not opened else []
        offered += [Offer("←", say("explain.fold"), "unfold(False)")] if parts and opened else []
        return [*offered, *([Offer("↵", say("explain.go"), "go")] if one.stored else [])]

    def _here(self) -> int | None:
        key = self.query_one(GridView).view.key if self._told and self.query(GridView) else ""
        return int(key) if key else None

    def action_unfold(self, opened: bool) -> None:
        """Show what a number is made of, or hide it; hidden already, go to what it is a part of."""
        at = self._here()
        if at is None:
            return
        if opened and has_parts(self._told, at):
            self._opened.add(at)
        elif at in self._opened and not opened:
            self._opened.discard(at)
        elif not opened:
            self._climb(at)
        self._draw()
        self._keys()

    def _climb(self, at: int) -> None:
        """To the number this one is a part of."""
        above = [i for i in range(at) if self._told[i].depth < self._told[at].depth]
        if above:
            self.query_one(GridView).move_to(str(above[-1]))

    def action_go(self) -> None:
        """To the cell of an entered figure; a computed one opens or folds; without a tree, back."""
        at = self._here()
        if at is None:
            self.dismiss(None)
        elif self._told[at].stored:
            self.dismiss(Cell.parse(self._told[at].address))
        else:
            self.action_unfold(at not in self._opened)

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
