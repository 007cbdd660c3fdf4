"""What the review pane shows: totals of all counties, marks of the county in view or of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pilot_tui.pane import View
from pilot_tui.pane.slots import Cells
from pilot_tui.panes.review import marks, totals
from pilot_tui.panes.review.leaning import lines as lean
from pilot_tui.safe import one_line
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Source
from pilot_tui.widgets.stacked import Blocks, Stacked
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.influence import Influence
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row

_LISTED = 200
"""Counties up to which every line is made, and the marks stand below the totals."""


def source(
    book: Workbook, view: View, round: Round, columns: list[Column], found: Influence | None
) -> Source:
    """Totals by rank, then marks; where the totals are long, the marks of the county in view come first."""
    last = len(round.counties) + 1
    order = sorted(round.counties, key=lambda county: round.ranks.get(county, last))
    limit, equals = book.rule(view.programme).outlying, Counter(round.ranks.values())
    chosen = list(round.counties) if view.everyone else [view.county]

    def row(county: str) -> Row:
        return book.place(view.programme, county)[1]

    def total(key: str) -> Line:
        county = key.removeprefix("total.")
        return totals.line_of(round, columns, round.counties[county], row(county), limit, equals)

    def fetch(keys: Sequence[str]) -> None:
        book.fetch_places(view.programme, [key.removeprefix("total.") for key in keys])

    def block(county: str) -> list[Line]:
        gap = Line(f"gap.{county}", kind="blank")
        return [gap, *marks.lines(book, round, columns, county, row(county))]

    keys = [f"total.{county}" for county in order]
    leaning = [Line("gap.leaning", kind="blank"), *lean(Cells(book), round, columns, found)]
    end = [Line("gap", kind="blank"), totals.legend(), *_provisional(round), *_hidden(book, round)]
    if len(order) <= _LISTED:
        below = [line for county in chosen for line in block(county)]
        return Listed(columns, [*map(total, keys), *leaning, *below, *end])
    if view.everyone:
        blocks = Blocks(chosen, len(round.criteria) + 2, block, head=1)
        return Stacked(
            columns,
            [Lazy(columns, keys, total, fetch=fetch), Listed(columns, leaning), blocks, Listed(columns, end)],
        )
    first = [*block(view.county)[1:], *leaning, *end, Line("gap.totals", kind="blank")]
    return Stacked(columns, [Listed(columns, first), Lazy(columns, keys, total, fetch=fetch)])


def _provisional(round: Round) -> list[Line]:
    """What the sign of a mean below the quorum means, in a round that has one."""
    if not totals.quorum(round):
        return []
    lead = (Run("*     ", "warning"), Run(say("review.provisional", quorum=totals.quorum(round)), "faint"))
    return [Line("provisional", kind="text", lead=lead)]


def _hidden(book: Workbook, round: Round) -> list[Line]:
    """As whom the round is looked at, and what is hidden for that."""
    if not book.viewer:
        return []
    seats = book.seats(round.id)
    names = [pick(one, "name") or str(one["code"]) for one in round.experts if one["code"] in seats]
    who = one_line(" · ".join(names) or book.handed_to or book.viewer)
    key = "review.viewer_hidden" if round.hidden else "review.viewer"
    said = say(key, who=who, count=len(round.hidden))
    return [Line("viewer", kind="text", lead=(Run(said, "warning" if round.hidden else "muted"),))]
