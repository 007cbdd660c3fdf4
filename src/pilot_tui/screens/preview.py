"""What is about to be written, before it is."""

from __future__ import annotations

from typing import Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.cells import width
from pilot_tui.report.wrapping import wrap
from pilot_tui.safe import one_line
from pilot_tui.screens.explanation_lines import wrapped
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run, Runs, Source
from pilot_tui.words import say

_AROUND = 3
"""Lines of the box that neither its head nor the list takes: margins, the keys."""
_REASON, _BLANK = 2, 1
"""Lines above the keys: a reason, or what lines are in view."""
_WIDEST, _HIGHEST = 112, 80
"""Cells of the box, and its share of the screen in percent, as `modal.tcss` has them."""


def room(cells: int) -> int:
    """Cells of a line of the box, on a screen of so many."""
    return min(_WIDEST, cells * 96 // 100) - 2


class Reasoned(Source, Protocol):
    """Lines, some of which are refused for a reason."""

    def why(self, index: int) -> str:
        """Why a line is refused; empty where it is not."""


class Preview(ModalScreen[bool]):
    """The cells, what is refused first. Enter writes all when nothing is refused, Esc writes nothing."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("enter,ctrl+j", "apply", show=False, priority=True),
        Binding("escape,q,ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        counts: Runs,
        source: Reasoned,
        *,
        refused: bool = False,
        note: str = "",
        verb: str = "block.apply",
        reasons: bool = True,
    ) -> None:
        """What would come of something, to be read.

        Args:
            title: What was asked for.
            counts: How much would come of it.
            source: Each thing that would be another, as lines.
            refused: Whether something of it cannot be: then nothing is written.
            note: What a person should know beside the keys.
            verb: The word beside Enter.
            reasons: Whether a line may be refused, so that there is room to say why.
        """
        super().__init__()
        self._title = title
        self._counts = counts
        self._source = source
        self._refused = refused
        self._note, self._verb = note, verb
        self._above = _REASON if reasons else _BLANK
        self._early: bool | None = None

    def compose(self) -> ComposeResult:
        """How many, the list, what can be done."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            yield GridView(id="proposed")
            yield Foot(ground="band", id="answers")

    def on_mount(self) -> None:
        """As high as the list is long."""
        grid = self.query_one(GridView)
        self.query_one("#answers").styles.height = self._above + 1
        lines = self._head()
        most = self.app.size.height * _HIGHEST // 100 - len(lines) - _AROUND - self._above
        grid.styles.height = max(2, min(len(self._source) + 1, most))
        self.query_one("#whole").styles.height = len(lines)
        self.query_one("#whole", Lines).set(lines)
        grid.show(self._source)
        grid.focus()
        self.call_after_refresh(self._answer)
        if self._early is not None:
            self.call_after_refresh(self._leave, self._early)

    def _head(self) -> list[Runs]:
        """The title and the counts: on one line, or the counts on as many as they need below it."""
        title = Run(f" {self._title}   ", "bold foreground")
        cells = room(self.app.size.width)
        if sum(width(run.text) for run in (title, *self._counts)) <= cells:
            return [(title, *self._counts), ()]
        return [(title,), *wrapped(self._counts, cells - 1), ()]

    @on(GridView.Moved)
    @on(GridView.Scrolled)
    def _answer(self) -> None:
        """The reason of the line under the cursor, whole, and the keys."""
        grid = self.query_one(GridView)
        at = grid.view.row
        why = self._source.why(at) if at >= 0 else ""
        told = Run(say("block.cannot"), "error") if self._refused else Run(self._note, "faint")
        writes = [] if self._refused else [Offer("↵", say(self._verb), "apply")]
        foot = self.query_one(Foot)
        cells = max(10, foot.size.width - 2)
        lines: list[Runs] = [(Run(f" {line}", "error"),) for line in wrap(one_line(why), cells) if line]
        if not lines and grid.place:
            lines = [()] * (self._above - 1) + [(Run(" ↑ ↓", "primary"), Run(f" {grid.place}", "muted"))]
        said = [*lines, *[()] * self._above][: self._above]
        foot.offer(writes, Offer("Esc", say("block.back"), "leave"), [told], said)

    def action_apply(self) -> None:
        """Write it, unless a cell is refused."""
        if self._refused:
            self.app.bell()
        else:
            self._leave(True)

    def action_leave(self) -> None:
        """Write nothing."""
        self._leave(False)

    def _leave(self, write: bool) -> None:
        """Answer; a key typed before this was there is answered once it is."""
        if self.is_mounted:
            self.dismiss(write)
        elif self._early is None:
            self._early = write
