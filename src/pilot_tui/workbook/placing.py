"""The ranks of counties on single indicators, for methods that score by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pilot_tui.rules.ranking import ranks_of
from pilot_tui.store import Connection, read
from pilot_tui.workbook.rows import Row, number, text

Placed = Mapping[str, Mapping[str, int]]
"""Code of an indicator → county → its rank on it; nothing of indicators whose points do not go by rank."""
BY_RANK = "rank_steps"


def placed(db: Connection, programme: str, indicators: Sequence[Row], year: int) -> Placed:
    """Competition ranks by the figure entered, the best first; who has none that applies has no rank."""
    return {
        text(row, "code"): _ranks(read.actuals(db, programme, text(row, "code"), year), row)
        for row in indicators
        if text(row, "method") == BY_RANK
    }


def rank_of(placed: Placed, indicator: Row, county: str) -> int | None:
    """The rank of a county on an indicator."""
    return placed.get(text(indicator, "code"), {}).get(county)


def _ranks(actuals: Mapping[str, str], indicator: Row) -> dict[str, int]:
    sign = -1 if text(indicator, "direction") == "lower" else 1
    figures = {county: number({"actual": stored}, "actual") for county, stored in actuals.items()}
    return ranks_of({county: (sign * one,) for county, one in figures.items() if one is not None})
