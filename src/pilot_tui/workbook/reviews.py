"""Expert review: one round."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pilot_tui.model import CountyReview, MarkRow
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.review import county_review
from pilot_tui.store import Connection, read
from pilot_tui.workbook import rows
from pilot_tui.workbook.rows import Row


class Round(NamedTuple):
    """A review round with everything entered in it."""

    row: Row
    criteria: tuple[Row, ...]
    experts: tuple[Row, ...]
    marks: dict[tuple[str, str, str], Row]
    """`(county, expert, criterion)` → the stored mark."""
    counties: dict[str, CountyReview]
    """By county, in the order of the pilots."""
    ranks: dict[str, int]
    results: dict[str, Row]
    """The published results, by county."""

    @property
    def id(self) -> str:
        """The round's id."""
        return str(self.row["id"])

    def mark_id(self, county: str, expert: str, criterion: str) -> str:
        """The id a mark has, or would be born with."""
        return f"{self.id}.{county}.{expert}.{criterion}"


def review(db: Connection, row: Row, counties: list[str]) -> Round:
    """The round of `row`, computed for these counties."""
    id = str(row["id"])
    criteria, experts = read.every(db, "criterion", round=id), read.every(db, "expert", round=id)
    stored = read.under(db, "mark", id)
    marks = [rows.mark(mark) for mark in stored]
    reviewed = {county: _county(county, marks, criteria, experts, row) for county in counties}
    means = {county: None if done.provisional else done.mean for county, done in reviewed.items()}
    return Round(
        row,
        tuple(criteria),
        tuple(experts),
        {(str(m["county"]), str(m["expert"]), str(m["criterion"])): m for m in stored},
        reviewed,
        competition_ranks(means, places(row), rounding(row)),
        {str(result["county"]): result for result in read.under(db, "result", id)},
    )


def places(row: Row) -> int:
    """Decimals of a displayed mean."""
    return int(rows.text(row, "places") or 2)


def rounding(row: Row) -> str:
    """`half_up` or `half_even`."""
    return rows.text(row, "rounding") or "half_up"


def _county(
    county: str, marks: list[MarkRow], criteria: list[Row], experts: list[Row], row: Row
) -> CountyReview:
    return county_review(
        county,
        [mark for mark in marks if mark.county == county],
        _weights(criteria),
        _weights(experts),
        trim=int(rows.text(row, "trim") or 0),
        quorum=int(rows.text(row, "quorum") or 0),
    )


def _weights(given: list[Row]) -> dict[str, Decimal]:
    return {str(row["code"]): _weight(row) for row in given}


def _weight(row: Row) -> Decimal:
    weight = rows.number(row, "weight")
    return Decimal(1) if weight is None else weight
