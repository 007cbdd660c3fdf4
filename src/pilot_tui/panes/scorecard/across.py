"""One indicator after the other, across all counties: the reviewer's daily question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pilot_tui.pane import View
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.scorecard.one import indicator, name
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Listed, Run
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.cards import Card
from pilot_tui.workbook.rows import Row

_FIGURES = ("baseline", "target", "actual")


def source(
    book: Workbook, view: View, columns: Sequence[Column], added: frozenset[str] = frozenset()
) -> Listed:
    """Per indicator a heading and every county, best completion first, blanks last."""
    rule, cells = book.rule(view.programme), Cells(book, added)
    cards = book.cards(view.programme, view.year)
    names = {str(county["id"]): name(county) for _, county in book.pilots(view.programme)}
    lines: list[Line] = []
    for at, row in enumerate(_indicators(cards)):
        lines.append(_heading(columns, row, len(cards)))
        for county in sorted(cards, key=lambda one: _order(cards[one], at)):
            each = cards[county].lines[at]
            lines.append(indicator(columns, cells, each, rule, f"{county}.{row['code']}", names[county]))
    return Listed(columns, lines)


def of_one_unit(given: Sequence[Column]) -> list[Column]:
    """The columns as they stand where every group is one indicator: its figures have a mean."""
    return [replace(column, tallied=column.key in _FIGURES) for column in given]


def _indicators(cards: dict[str, Card]) -> list[Row]:
    return [each.indicator for each in next(iter(cards.values())).lines] if cards else []


def _order(card: Card, at: int) -> tuple[bool, Fraction]:
    done = card.lines[at].score.completion
    return done is None, -(done or Fraction(0))


def _heading(columns: Sequence[Column], row: Row, count: int) -> Line:
    unit = one_line(pick(row, "unit"))
    lead = (
        Run("▾ ", "faint"),
        Run(one_line(pick(row, "name")), "bold foreground"),
        Run(f"  {unit}", "muted"),
        Run("  " + say("scorecard.counties", count=count), "faint"),
    )
    return line(columns, f"group.{row['code']}", {}, "group", lead)
