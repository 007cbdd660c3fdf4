"""Who changed what: a window on the change log, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from textual.message import Message

from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.pane.wanted import Steps, Wanted
from pilot_tui.panes.history.found import Answer, look
from pilot_tui.panes.history.source import History
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Column, Run
from pilot_tui.words import say
from pilot_tui.workbook.trail import Trail, Whole

_DEBOUNCE_SECONDS = 0.08
"""How long a filter waits for the next key."""
_TOLD_SECONDS = 0.2
"""How often what is being looked for is shown."""


class HistoryPane(Pane):
    """The change log of the county in view, or of everything."""

    NAME, ORDER, HOME = "history", 5, "where"
    FOOTER = ("edit.enter",)
    UNNAMED = frozenset({"edit.begin"})
    FOLLOWS = ("programme", "county", "everyone", "language", "revision")

    @dataclass
    class Jump(Message):
        """Enter on a change: go to its cell."""

        cell: Cell

    @dataclass
    class Answered(Message):
        """What is looked for is found, or a part of it."""

        answer: Answer

    _answer: Answer | None = None
    """The last answer to a filter."""
    _sought: tuple[object, str] | None = None
    """The last question."""
    _trail: Trail | None = None
    """What the list is read along."""

    def draw(self) -> None:
        """Show the log as it is now."""
        self.grid.empty = Empty(
            say("history.none"),
            say("history.none_more"),
            (Run("g 1", "primary"), Run(say("history.to_card"), "muted")),
        )
        county = "" if self.view.everyone else self.view.county
        self._trail = self.book.trail(county, self._trail)
        if isinstance(self._trail, Whole) and not self._trail.exact:
            self._ask("count", _count, self._counted)
        self.put(History(self.book, _columns(), self._trail, self._sift))

    def _ask(
        self,
        what: str,
        job: Callable[[Steps], Any],
        then: Callable[[Any], None] = lambda _: None,
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        self.post_message(Wanted((self.NAME, what), f"history.working_{what}", job, then, given_up))

    def _counted(self, trail: Whole) -> None:
        """The oldest changes are where they should be."""
        if isinstance(self._trail, Whole):
            self._trail = trail
            self.draw()

    def _sift(self, wanted: str) -> Sequence[int] | None:
        """What answers, as far as it is known; asked for in a thread, the last question only."""
        trail = self._trail
        if trail is not None and self._sought != (trail, wanted):
            self._sought = (trail, wanted)
            self.book.spelling("")  # reads the counties here, not in the thread
            self._ask("sift", partial(self._look_for, trail, wanted), given_up=self._unsought)
        kept = self._answer
        return kept.numbers if kept is not None and kept.trail is trail else None

    def _unsought(self) -> None:
        """It was given up: the next look asks again."""
        self._sought = None

    def _look_for(self, trail: Trail, wanted: str, work: Steps) -> None:
        """In a thread: what answers, told as it grows; a word typed on is waited for."""
        work.rest(_DEBOUNCE_SECONDS)
        told = monotonic()
        answers = look(work.book, _columns(), trail.copy(), wanted, self.book.spelling)
        for at, answer in enumerate(answers):
            work.step(min(at, len(trail)), len(trail))
            if answer.whole or monotonic() > told + _TOLD_SECONDS:
                told = monotonic()
                self.post_message(self.Answered(answer._replace(trail=trail, numbers=answer.numbers[:])))

    def on_history_pane_answered(self, event: Answered) -> None:
        """More answers: shown if they are still to the question."""
        if self._sought == (event.answer.trail, event.answer.wanted) and self.shape.wanted:
            self._answer = event.answer
            self._show()

    def subject(self) -> Cell | None:
        """The cell that was changed."""
        return self._cell(self.grid.cursor[0])

    def open(self, key: str, column: str) -> None:
        """Enter goes to the cell."""
        if (cell := self._cell(key)) is not None:
            self.post_message(self.Jump(cell))

    def _cell(self, key: str) -> Cell | None:
        change = self.book.change(int(key)) if key else None
        if change is None or not change.col or self.book.row(change.tbl, change.row) is None:
            return None
        return Cell(change.tbl, change.row, change.col)


def _count(work: Steps) -> Whole:
    """In a thread: all changes, counted."""
    for whole in work.book.counted_trail():
        work.step(len(whole))
    return whole


def _columns() -> list[Column]:
    columns = [
        Column("at", say("history.at"), 11, frozen=True),
        Column("actor", say("history.actor"), 8, most=12),
        Column("where", say("history.where"), 24, least=16, most=44),
        Column("old", say("history.old"), 9, "right", gap=2, stop=False),
        Column("arrow", "", 1, gap=1, stop=False),
        Column("new", say("history.new"), 9, gap=1, stop=False),
        Column("reason", say("history.reason"), 10, gap=2, stop=False, drop=1, least=10, most=40),
    ]
    return [replace(column, sortable=False) for column in columns]  # a log is read in the order of time


PANE = HistoryPane
