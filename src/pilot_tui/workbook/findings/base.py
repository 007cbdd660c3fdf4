"""What the counties of a programme have in common when they are looked through for findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pilot_tui.store import Connection, read
from pilot_tui.workbook import cards, reviews
from pilot_tui.workbook.cards import Frame
from pilot_tui.workbook.reviews import Setting
from pilot_tui.workbook.rows import Row, text

TABLES_OF = frozenset(
    ("programme", "rule", "year", "dimension", "indicator", "band", "level", "round", "criterion", "expert")
)
"""The tables it is made of: after a change in one of them every county is looked at again."""


class Base(NamedTuple):
    """A programme as it is set up, on a day."""

    today: str
    """ISO day."""
    frame: Frame
    indicators: Mapping[str, Row]
    """By code."""
    dues: Mapping[int, str]
    """Year → the day its figures are due."""
    panels: tuple[Setting, ...]
    """Its review rounds."""

    @property
    def programme(self) -> str:
        """The programme's id."""
        return self.frame.programme

    def due(self, year: int) -> str:
        """The day the figures of a year are due: its last one, where nothing is said."""
        return self.dues.get(year) or f"{year}-12-31"


def base(db: Connection, programme: str, today: str) -> Base:
    """Read it."""
    frame = cards.frame(db, programme)
    return Base(
        today,
        frame,
        {text(row, "code"): row for row in frame.indicators},
        {int(text(row, "year")): text(row, "due") for row in read.every(db, "year", programme=programme)},
        tuple(reviews.setting(db, row) for row in read.every(db, "round", programme=programme)),
    )
