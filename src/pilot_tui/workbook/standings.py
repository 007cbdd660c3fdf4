"""Where each county of a programme stands."""

from __future__ import annotations

from typing import NamedTuple

from pilot_tui.model import CountyReview, TaskShare
from pilot_tui.workbook.cards import Card
from pilot_tui.workbook.rows import Row


class Standing(NamedTuple):
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
