"""One indicator after the other, across all counties: the reviewer's daily question."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pilot_tui.pane import View
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.scorecard.group import group_line
from pilot_tui.panes.scorecard.one import indicator, name
from pilot_tui.safe import one_line
from pilot_tui.widgets.answering import answers, words_of
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.shaping import shaped
from pilot_tui.widgets.sheet import CLOSED, OPENED, Column, Line, Listed, Run, Source
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row

_FIGURES = ("baseline", "target", "actual")
_ZERO = Fraction()
_HELD = 512
"""Lines held at a time."""
_ORDERED = 4
"""Blocks whose order is held at a time."""
_LISTED = 2_000
"""Lines up to which all are made, so that they can be sorted by any column and be looked for by any text."""

_Order = tuple[list[str], dict[str, int]]
"""Counties, and where each stands."""


def source(
    book: Workbook, view: View, columns: Sequence[Column], added: frozenset[str] = frozenset()
) -> Source:
    """Per indicator a heading and every county, best completion first, blanks last."""
    whole = Across(book, view, columns, book.pilot_ids(view.programme), Shape(added=added))
    if len(whole) > _LISTED:
        return whole
    return Listed(columns, [whole.line(at) for at in range(len(whole))])


def of_one_unit(given: Sequence[Column]) -> list[Column]:
    """The columns as they stand where every group is one indicator: its figures have a mean."""
    return [replace(column, tallied=column.key in _FIGURES) for column in given]


class Across:
    """A block an indicator. Only lines asked for are made, only blocks that are seen are put in order."""

    footer: Line | None = None

    def __init__(
        self,
        book: Workbook,
        view: View,
        columns: Sequence[Column],
        counties: Sequence[str],
        shape: Shape = PLAIN,
    ) -> None:
        self.columns = columns
        self._book, self._view, self._counties, self._shape = book, view, counties, shape
        self._indicators = book.indicators(view.programme)
        self._groups = () if shape.wanted else book.county_groups(view.programme)
        self._cells, self._rule = Cells(book, shape.added), book.rule(view.programme)
        self._folded = [_group(row) in shape.folded and not shape.wanted for row in self._indicators]
        self._starts = [0]
        for folded in self._folded:
            self._starts.append(self._starts[-1] + 1 + (0 if folded else len(counties) + len(self._groups)))
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._orders: OrderedDict[int, _Order] = OrderedDict()
        self.matched: tuple[int, int] | None = None
        """Rows that answer to what is looked for, of how many."""

    def shaped(self, shape: Shape) -> Source:
        """The counties that answer by name, best first; folded as `shape` says."""
        counties = self._counties
        if words := words_of(shape.wanted):
            named = ((id, self._name(id)) for id in counties)
            counties = [id for id, said in named if answers(words, [said], self._book.spelling)]
        made = Across(self._book, self._view, self.columns, counties, shape)
        if words:
            made.matched = (len(counties), len(self._counties))
        if 0 < len(made) <= _LISTED:
            listed = Listed(self.columns, [made.line(at) for at in range(len(made))])
            return shaped(listed, Shape(sort=shape.sort), self._book.spelling)
        return made

    @property
    def groups(self) -> list[str]:
        """The keys of all headings."""
        return [_group(row) for row in self._indicators]

    def __len__(self) -> int:
        return self._starts[-1] if self._counties else 0

    def line(self, index: int) -> Line:
        """The line at `index`."""
        if index not in self._lines:
            self._lines[index] = self._made(index)
            if len(self._lines) > _HELD:
                self._lines.popitem(last=False)
        return self._lines[index]

    def find(self, key: str) -> int | None:
        """Where the line of `county.indicator` stands, or its folded heading."""
        county, _, code = key.rpartition(".")
        at = next((at for at, row in enumerate(self._indicators) if row["code"] == code), None)
        if at is None or (county not in self._order(at)[1] and county != "group"):
            return None
        if county == "group" or self._folded[at]:
            return self._starts[at] if self._folded[at] else None
        return self._starts[at] + 1 + self._order(at)[1][county]

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's indicator stands."""
        return self._starts[self._block(index)] if len(self) else None

    def _block(self, index: int) -> int:
        return min(bisect_right(self._starts, index), len(self._indicators)) - 1

    def _order(self, at: int) -> _Order:
        """The counties by completion of an indicator, and where each stands."""
        if at not in self._orders:
            view, code = self._view, str(self._indicators[at]["code"])
            done = self._book.completions(view.programme, code, view.year)
            order = sorted(self._counties, key=lambda county: _key(done.get(county)))
            order += [group.id for group in self._groups]
            self._orders[at] = order, {county: place for place, county in enumerate(order)}
            if len(self._orders) > _ORDERED:
                self._orders.popitem(last=False)
        return self._orders[at]

    def _made(self, index: int) -> Line:
        at = self._block(index)
        row, nth = self._indicators[at], index - self._starts[at] - 1
        if nth < 0:
            return _heading(self.columns, row, len(self._counties), folded=self._folded[at])
        view, county = self._view, self._order(at)[0][nth]
        group = next((one for one in self._groups if one.id == county), None)
        if group is not None:
            return group_line(self._book, view, self.columns, row, group)
        each = self._book.line(view.programme, county, str(row["code"]), view.year)
        assert each is not None
        key = f"{county}.{row['code']}"
        return indicator(self.columns, self._cells, each, self._rule, key, self._name(county))

    def _name(self, county: str) -> str:
        return name(self._book.place(self._view.programme, county)[1])


def _key(done: Fraction | None) -> tuple[bool, float, Fraction]:
    """The nearest float first: only where two are equal does the exact fraction have to decide."""
    return done is None, -float(done or 0), -(done or _ZERO)


def _group(row: Row) -> str:
    return f"group.{row['code']}"


def _heading(columns: Sequence[Column], row: Row, count: int, *, folded: bool) -> Line:
    unit = one_line(pick(row, "unit"))
    lead = (
        Run(f"{CLOSED if folded else OPENED} ", "faint"),
        Run(one_line(pick(row, "name")), "bold foreground"),
        Run(f"  {unit}", "muted"),
        Run("  " + say("scorecard.counties", count=f"{count:,}"), "faint"),
    )
    made = line(columns, _group(row), {}, "group", lead)
    return made._replace(folded=True) if folded else made
