"""The S-curve of a task on a page of its own, at any width."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from pilot_tui.rules.curve import Curve
from pilot_tui.screens import curve_lines
from pilot_tui.widgets.foot import Foot, Offer
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Runs
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.tasks import TaskLine

_WIDEST, _TALLEST, _LEAST = 100, 16, 5
_AROUND = 6
"""Lines that neither chart nor numbers take: margins, head, keys."""


class CurvePage(ModalScreen[None]):
    """Planned, reached, now, the end at this pace; then day by day."""

    CSS_PATH = "modal.tcss"
    BINDINGS = [Binding("escape,q,t,enter", "leave", show=False, priority=True)]

    def __init__(self, book: Workbook, one: TaskLine, found: Curve) -> None:
        """A task and its curve, to be looked at."""
        super().__init__()
        self._book, self._one, self._found = book, one, found

    def compose(self) -> ComposeResult:
        """The page and how to leave it."""
        with Vertical(id="box"):
            yield Lines(ground="band", id="whole")
            yield Foot(ground="band", id="answers")

    def on_mount(self) -> None:
        """Draw it as large as there is room."""
        self._draw()

    def on_resize(self) -> None:
        """On a screen of another size it is drawn anew."""
        self._draw()

    def _draw(self) -> None:
        cells = min(_WIDEST, self.app.size.width * 96 // 100) - 2
        lines = self._lines(cells, self.app.size.height * 92 // 100 - 2)
        whole = self.query_one("#whole", Lines)
        whole.styles.height = len(lines)
        whole.set(lines)
        self.query_one(Foot).offer([], Offer("Esc", say("explain.back"), "leave"), above=())

    def _lines(self, cells: int, room: int) -> list[Runs]:
        """Chart, numbers, days: where there is little room the chart shrinks, then the oldest days go."""
        numbers = curve_lines.numbers(self._book, self._one, self._found, cells)
        heads, *days = curve_lines.table(self._one, self._found)
        height = max(_LEAST, min(_TALLEST, room - _AROUND - len(numbers) - len(days) - 2))
        left = max(0, room - _AROUND - len(numbers) - height - 2)
        days = days[len(days) - min(len(days), left) :]
        chart = curve_lines.chart(self._found, self._one, cells, height)
        return [curve_lines.head(self._one), (), *chart, (), *numbers, *([(), heads, *days] if days else [])]

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
