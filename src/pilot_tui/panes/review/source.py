"""What the review pane shows: totals of all counties, marks of the county in view or of all."""

from __future__ import annotations

from pilot_tui.pane import View
from pilot_tui.panes.review import marks, totals
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.sheet import Column, Line, Listed, Source
from pilot_tui.widgets.stacked import Blocks, Stacked
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row

_LISTED = 200
"""Counties up to which every line is made, and the marks stand below the totals."""


def source(book: Workbook, view: View, round: Round, columns: list[Column]) -> Source:
    """Totals by rank, then marks; where the totals are long, the marks of the county in view come first."""
    last = len(round.counties) + 1
    order = sorted(round.counties, key=lambda county: round.ranks.get(county, last))
    chosen = list(round.counties) if view.everyone else [view.county]

    def row(county: str) -> Row:
        return book.place(view.programme, county)[1]

    def total(key: str) -> Line:
        county = key.removeprefix("total.")
        return totals.line_of(round, columns, round.counties[county], row(county))

    def block(county: str) -> list[Line]:
        gap = Line(f"gap.{county}", kind="blank")
        return [gap, *marks.lines(book, round, columns, county, row(county))]

    keys = [f"total.{county}" for county in order]
    end = [Line("gap", kind="blank"), totals.legend()]
    if len(order) <= _LISTED:
        below = [line for county in chosen for line in block(county)]
        return Listed(columns, [*map(total, keys), *below, *end])
    if view.everyone:
        blocks = Blocks(chosen, len(round.criteria) + 2, block, head=1)
        return Stacked(columns, [Lazy(columns, keys, total), blocks, Listed(columns, end)])
    first = [*block(view.county)[1:], *end, Line("gap.totals", kind="blank")]
    return Stacked(columns, [Listed(columns, first), Lazy(columns, keys, total)])
