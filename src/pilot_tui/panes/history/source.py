"""The change log as lines: only those in view are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pilot_tui.model import Change
from pilot_tui.pane.slots import line
from pilot_tui.report.explaining.said import figure, when
from pilot_tui.report.naming import place_of
from pilot_tui.safe import one_line
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Column, Line, Slot, slot
from pilot_tui.words import knows, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.trail import Chosen, Trail


class History:
    """A source of one line a change, each read when it comes into view."""

    footer: Line | None = None

    matched: tuple[int, int] | None = None
    """Changes that answer to what is looked for, of how many."""

    def __init__(
        self,
        book: Workbook,
        columns: Sequence[Column],
        trail: Trail,
        sift: Callable[[str], Sequence[int] | None] = lambda _: None,
    ) -> None:
        """A list of changes.

        Args:
            book: Where they are read.
            columns: How they are shown.
            trail: Which they are.
            sift: What is known of those that answer to a filter; None while nothing is.
        """
        self.columns = columns
        self._book = book
        self._trail = trail
        self._sift = sift
        newest = book.change(book.number_at(trail, 0) or 0) if len(trail) else None
        self._newest = when(newest) if newest else ""

    def shaped(self, shape: Shape) -> History:
        """The changes that answer, as far as they are found; they stand in the order they were made in."""
        numbers = self._sift(shape.wanted) if shape.wanted else None
        if numbers is None:
            return self
        found = History(self._book, self.columns, Chosen(numbers), self._sift)
        found.matched = len(numbers), len(self)
        return found

    def __len__(self) -> int:
        return len(self._trail)

    def line(self, index: int) -> Line:
        """The change at `index`, newest first."""
        n = self._book.number_at(self._trail, index)
        change = None if n is None else self._book.change(n)
        return line(self.columns, f"none.{index}", {}, "blank") if change is None else self._line(change)

    def find(self, key: str) -> int | None:
        """Where a change stands."""
        return self._book.place_of(self._trail, int(key)) if key.isdecimal() else None

    def heading_of(self, index: int) -> int | None:
        """There are no groups."""
        return None

    def _line(self, change: Change) -> Line:
        old, new = self._said(change)
        return line(
            self.columns,
            str(change.n),
            {
                "at": slot(self._day(change), "muted"),
                "actor": slot(one_line(change.actor)),
                "where": Slot(slot(place_of(self._book, change)).runs, opens=bool(change.col)),
                "old": slot(old, "muted"),
                "arrow": slot("→", "faint"),
                "new": slot(new),
                "reason": slot(one_line(change.reason) or self._taking_back(change), "muted"),
            },
        )

    def _day(self, change: Change) -> str:
        """Day and minute; only the day when it lies in another year than the newest change."""
        said = when(change)
        return said[5:] if said[:4] == self._newest[:4] else said[:10]

    def _said(self, change: Change) -> tuple[str, str]:
        if not change.col:
            return "", say("history.retired" if change.val == "null" else "history.added")
        return _word(self._book.old_value(change)), _word(json.loads(change.val))

    def _taking_back(self, change: Change) -> str:
        if not change.undoes:
            return ""
        return say("history.undo" if self._book.is_undo(change) else "history.redo")


def _word(value: object) -> str:
    key = f"choice.{value}"
    return say(key) if isinstance(value, str) and knows(key) else figure(value, "—")
