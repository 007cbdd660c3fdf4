"""Who changed what: a window on the change log, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.worker import get_current_worker

from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.panes.history.source import History
from pilot_tui.report.explaining import Explanation, explain
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Column, Run
from pilot_tui.words import say
from pilot_tui.workbook.trail import Trail, Whole


class HistoryPane(Pane):
    """The change log of the county in view, or of everything."""

    NAME, ORDER, HOME = "history", 4, "where"
    FOLLOWS = ("programme", "county", "everyone", "language", "revision")

    @dataclass
    class Jump(Message):
        """Enter on a change: go to its cell."""

        cell: Cell

    @dataclass
    class Counted(Message):
        """All changes are counted."""

        trail: Whole

    _trail: Trail | None = None
    """What the list is read along."""

    def draw(self) -> None:
        """Show the log as it is now."""
        self.grid.empty = Empty(
            say("history.none"),
            say("history.none_more"),
            (Run("e", "primary"), Run(say("key.edit"), "muted")),
        )
        county = "" if self.view.everyone else self.view.county
        self._trail = self.book.trail(county, self._trail)
        if isinstance(self._trail, Whole) and not self._trail.exact:
            self.run_worker(self._count, thread=True, exclusive=True, group="trail")
        self.put(History(self.book, _columns(), self._trail))

    def _count(self) -> None:
        """In a thread: all changes, counted."""
        for whole in self.book.counted_trail():
            if get_current_worker().is_cancelled:
                return
            counted = whole
        self.post_message(self.Counted(counted))

    def on_history_pane_counted(self, event: Counted) -> None:
        """The oldest changes are where they should be."""
        if isinstance(self._trail, Whole):
            self._trail = event.trail
            self.draw()

    def explain(self) -> Explanation | None:
        """The cell that was changed."""
        cell = self._cell(self.grid.cursor[0])
        return explain(self.book, cell) if cell is not None else None

    def open(self, key: str, column: str) -> None:
        """Enter goes to the cell."""
        if (cell := self._cell(key)) is not None:
            self.post_message(self.Jump(cell))

    def _cell(self, key: str) -> Cell | None:
        change = self.book.change(int(key)) if key else None
        if change is None or not change.col or self.book.row(change.tbl, change.row) is None:
            return None
        return Cell(change.tbl, change.row, change.col)


def _columns() -> list[Column]:
    return [
        Column("at", say("history.at"), 11, frozen=True),
        Column("actor", say("history.actor"), 8, most=12),
        Column("where", say("history.where"), 24, least=16, most=44),
        Column("old", say("history.old"), 9, "right", gap=2, stop=False),
        Column("arrow", "", 1, gap=1, stop=False),
        Column("new", say("history.new"), 9, gap=1, stop=False),
        Column("reason", say("history.reason"), 10, gap=2, stop=False, drop=1, least=10, most=40),
    ]


PANE = HistoryPane
