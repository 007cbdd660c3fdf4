"""What one can ask of the lists that may be too long to be read whole."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.store import tasks
from pilot_tui.workbook import outline
from pilot_tui.workbook.logbook import Logbook
from pilot_tui.workbook.outline import Block, Outline


class Lists(Logbook):
    """Milestones of all counties, asked for by place."""

    def any_task(self, programme: str, year: int, beyond: int = 0) -> bool:
        """Whether a year has more than `beyond` milestones."""
        with self.store.reading() as db:
            return tasks.longer_than(db, programme, year, beyond)

    def outline(self, programme: str, year: int) -> Iterator[Outline]:
        """The outline of a year as it is counted, whole in the end: to be gone through in a thread."""
        with self.store.another() as own, own.reading() as db:
            yield from outline.count(db, programme, year)

    def followed(self, given: Outline) -> Outline | None:
        """The outline after what has happened since; None when it is to be counted anew."""
        with self.store.reading() as db:
            return outline.follow(db, given)

    def id_at(self, block: Block, nth: int) -> str | None:
        """The id of the milestone at a place of a block; None when it went since the block was counted."""
        with self.store.reading() as db:
            return block.id_at(db, nth)

    def place_in(self, block: Block, position: object, id: str) -> int:
        """How many milestones of a block stand before this one of its own."""
        with self.store.reading() as db:
            return block.place(db, position, id)
