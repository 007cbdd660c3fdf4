"""What a summary says besides scorecards and tasks: firms, industries, rectification items, facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pilot_tui.report.asked import Asked
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.firms import CountyFirms, Firms
from pilot_tui.workbook.ones import Industry, Stated
from pilot_tui.workbook.rectifying import Rectification
from pilot_tui.workbook.rows import Row, text


class LedgersOf(NamedTuple):
    """The rows of these kinds, of the counties a summary is of."""

    firms: Firms | None = None
    """None where the programme scores none."""
    counties: tuple[CountyFirms, ...] = ()
    industries: tuple[Industry, ...] = ()
    stated: tuple[Stated, ...] = ()
    rectification: tuple[Rectification, ...] = ()
    today: str = ""
    """The day by which an item is overdue."""
    facts: tuple[Row, ...] = ()
    """Only where they are asked for: they fill pages."""

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every stored row behind them, with its table."""
        for county in self.counties:
            for firm in county.firms:
                yield "firm", firm.row
                yield from (("measure", one.row) for one in firm.measures if one.row)
        for industry in self.industries:
            yield "industry", industry.row
        stated = {str(one.fact["id"]): one.fact for one in self.stated}
        yield from (("fact", row) for id, row in stated.items() if row not in self.facts)
        yield from (("rectification", one.row) for one in self.rectification)
        yield from (("fact", row) for row in self.facts)


def ledgers_of(book: Workbook, programme: str, asked: Asked) -> LedgersOf:
    """Read what there is of them."""
    wanted = asked.counties
    firms = book.firms(programme, asked.year) if book.has_firms(programme) else None
    found = book.ones(programme)
    given = book.rectification(programme, asked.year)

    def of(row: Row) -> bool:
        return not wanted or text(row, "county") in wanted

    return LedgersOf(
        firms,
        tuple(one for one in (firms.counties if firms else ()) if not wanted or one.county in wanted),
        tuple(one for one in found.industries if of(one.row)),
        found.stated if not wanted else (),
        tuple(one for one in given if of(one.row)),
        book.today,
        tuple(row for row in book.facts(programme) if of(row)) if asked.of == "facts" else (),
    )
