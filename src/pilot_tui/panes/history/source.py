"""The change log in pages: only the lines in view are read."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence

from pilot_tui.model import Change
from pilot_tui.pane.slots import line
from pilot_tui.report.explaining.said import figure, when
from pilot_tui.report.naming import place_of
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Slot, slot
from pilot_tui.words import knows, say
from pilot_tui.workbook import Workbook

_PAGE, _PAGES = 128, 16


class History:
    """A source of one line a change."""

    footer: Line | None = None

    def __init__(self, book: Workbook, columns: Sequence[Column], county: str) -> None:
        self.columns = columns
        self._book = book
        self._numbers = book.change_numbers(county)
        newest = book.change(self._numbers[0]) if self._numbers else None
        self._newest = when(newest) if newest else ""
        self._pages: OrderedDict[int, dict[int, Change]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._numbers)

    def line(self, index: int) -> Line:
        """The change at `index`, newest first."""
        n = self._numbers[index]
        page = index // _PAGE
        if page not in self._pages:
            wanted = self._numbers[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = {one.n: one for one in self._book.changes_between(wanted[-1], wanted[0])}
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return self._line(self._pages[page][n])

    def find(self, key: str) -> int | None:
        """Where a change stands; numbers fall from top to bottom."""
        from bisect import bisect_left

        n = int(key)
        at = bisect_left(self._numbers, -n, key=lambda number: -number)
        return at if at < len(self._numbers) and self._numbers[at] == n else None

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
