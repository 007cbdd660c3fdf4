"""What one can ask of the lists that may be too long to be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pilot_tui.store import read, tasks
from pilot_tui.workbook.logbook import Logbook
from pilot_tui.workbook.spelling import Spelling

if TYPE_CHECKING:
    from pilot_tui.workbook.outline import Block, Outline
    from pilot_tui.workbook.sifting import Part, Sifted


class Lists(Logbook):
    """Milestones of all counties, asked for by place."""

    def any_task(self, programme: str, year: int, beyond: int = 0, county: str | None = None) -> bool:
        """Whether a year has more than `beyond` milestones: of a county, without one of all."""
        with self.store.reading() as db:
            return tasks.longer_than(db, programme, year, beyond, county)

    def outline(self, programme: str, year: int) -> Iterator[Outline]:
        """The outline of a year as it is counted, whole in the end: on a thread's own workbook."""
        from pilot_tui.workbook import outline

        with self.store.reading() as db:
            yield from outline.count(db, programme, year)

    def followed(self, given: Outline) -> Outline | None:
        """The outline after what has happened since; None when it is to be counted anew."""
        from pilot_tui.workbook import outline

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

    def sifted(self, outline: Outline, wanted: str, spelling: Spelling) -> Iterator[Sifted]:
        """What answers of an outline, growing: on a thread's own workbook."""
        from pilot_tui.workbook import sifting

        with self.store.reading() as db:
            if any(letter.isascii() and letter.isalpha() for letter in wanted):
                firsts = (read.one(db, "milestone", block.first_id) or {} for block in outline.blocks)
                spelling.learn(spelling.unknown(said for row in firsts for said in sifting.titles(row)))
            yield from sifting.sift(db, outline, wanted, spelling)

    def ids_of(self, part: Part) -> list[str]:
        """The ids of what answers of a task."""
        with self.store.reading() as db:
            return part.ids(db)
