"""What is about to be written, before it is."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.pane.proposing import Proposal, Proposed, counted
from pilot_tui.report.wrapping import wrap
from pilot_tui.safe import one_line
from pilot_tui.widgets.grid_view import GridView
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.words import say

_AROUND = 8
"""Lines of the screen that the list never takes."""


class Preview(ModalScreen[bool]):
    """The cells, what is refused first. Enter writes all when nothing is refused, Esc writes nothing."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding("enter,ctrl+j", "apply", show=False, priority=True),
        Binding("escape,q,ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(self, title: str, proposal: Proposal, source: Proposed) -> None:
        """A proposal to be read.

        Args:
            title: What was asked for.
            proposal: What would come of it.
            source: The same as lines.
        """
        super().__init__()
        self._title = title
        self._proposal = proposal
        self._source = source
        self._early: bool | None = None

    def compose(self) -> ComposeResult:
        """How many, the list, what can be done."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            yield GridView(id="proposed")
            yield Lines(ground="band", id="answers")

    def on_mount(self) -> None:
        """As high as the list is long."""
        grid = self.query_one(GridView)
        grid.styles.height = max(2, min(len(self._source) + 1, self.app.size.height - _AROUND))
        self.query_one("#whole").styles.height = 2
        self.query_one("#answers").styles.height = 3
        head: Runs = (Run(f" {self._title}   ", "bold foreground"), *counted(self._proposal))
        self.query_one("#whole", Lines).set([head, ()])
        grid.show(self._source)
        grid.focus()
        self.call_after_refresh(self._answer)
        if self._early is not None:
            self.call_after_refresh(self._leave, self._early)

    @on(GridView.Moved)
    def _answer(self) -> None:
        """The reason of the line under the cursor, whole, and the keys."""
        at = self.query_one(GridView).view.row
        why = self._source.why(at) if at >= 0 else ""
        keys: list[Run] = [Run(" ")]
        if self._proposal.refused:
            keys += [Run(say("block.cannot"), "error")]
        else:
            keys += [Run("↵", "primary"), Run(f" {say('block.apply')}   ", "muted")]
        back = (Run("Esc", "primary"), Run(f" {say('block.back')} ", "muted"))
        if not self._proposal.refused:
            keys.append(Run(say("block.all_or_none"), "faint"))
        room = max(10, self.query_one("#answers").size.width - 2)
        said = [(Run(f" {line}", "error"),) for line in (*wrap(one_line(why), room)[:2], "", "")]
        self.query_one("#answers", Lines).set([*said[:2], tuple(keys)], [(), (), back])

    def action_apply(self) -> None:
        """Write it, unless a cell is refused."""
        if self._proposal.refused:
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
