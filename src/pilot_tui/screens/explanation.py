"""A whole explanation, every phrase on a line of its own."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.cells import width
from pilot_tui.report.explaining import Explanation
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run, Runs


class Whole(ModalScreen[None]):
    """What the explain line had no room for; any of Esc, Enter, q, = closes it."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [Binding("escape,enter,q,equals_sign,space", "leave", show=False)]

    def __init__(self, said: Explanation) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """One block of lines."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")

    def on_mount(self) -> None:
        """As high as the explanation is long."""
        lines = list(self._lines(min(96, self.app.size.width - 8)))
        block = self.query_one(Lines)
        block.styles.height = len(lines)
        block.set(lines)

    def _lines(self, cells: int) -> list[Runs]:
        said = self._said
        head = (Run(" "), Run(said.name, "bold foreground"), Run(f"  {said.kind}", "muted"))
        what = [
            wrapped
            for phrase in said.what
            for wrapped in _wrapped(tuple(Run(*part) for part in phrase), cells)
        ]
        whence = [wrapped for part in said.whence for wrapped in _wrapped((Run(part, "muted"),), cells)]
        return [head, (), *what, (), *whence]

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)

    def on_click(self) -> None:
        """A click anywhere closes it too."""
        self.dismiss(None)


def _wrapped(runs: Runs, cells: int) -> list[Runs]:
    """Runs on as many lines as they need."""
    lines: list[list[Run]] = [[Run("   ")]]
    used = 3
    for run in runs:
        text = ""
        for sign in run.text:
            if used + width(sign) > cells:
                lines[-1].append(Run(text, run.ink))
                lines.append([Run("   ")])
                text, used = "", 3
            text += sign
            used += width(sign)
        lines[-1].append(Run(text, run.ink))
    return [tuple(line) for line in lines]
