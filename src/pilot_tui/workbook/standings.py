"""Where each county of a programme stands."""

from __future__ import annotations

from dataclasses import dataclass

from pilot_tui.model import CountyReview, TaskShare
from pilot_tui.workbook.cards import Card
from pilot_tui.workbook.rows import Row


@dataclass(frozen=True, slots=True)
class Standing:
    """One county of a programme in one year and round."""

    county: Row
    pilot: Row
    card: Card
    rank: int | None
    review: CountyReview | None
    review_rank: int | None
    result: Row | None
    """The published result, beside whatever is computed."""
    tasks: TaskShare
