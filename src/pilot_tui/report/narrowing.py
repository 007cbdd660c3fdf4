"""The same table for less room: without blank columns, with short names, with merged columns folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pilot_tui.report.document import Cell, Column, Group, Row
from pilot_tui.report.seen import Columns, Seen
from pilot_tui.report.text_columns import Place, fits, natural


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How a table is laid out; its rows stay as they are."""

    places: list[Place]
    """The columns that are left, by their numbers in the table."""
    short: bool = False
    """Whether short names stand where there are any."""
    folded: tuple[int, ...] = ()
    """Merged columns of which what they say becomes a line over each group."""
    written: frozenset[int] = frozenset()
    """The columns in which anything is written."""

    def cell(self, cell: Cell) -> Cell:
        """A cell as it is shown."""
        return replace(cell, text=cell.short) if self.short and cell.short else cell

    def title(self, group: Group, first: Row | None) -> str:
        """The line over a group that begins with that row."""
        if group.title or first is None:
            return group.title
        return "  ".join(self.cell(first.cells[at]).text for at in self.folded)

    def adds(self, places: Iterable[Place]) -> bool:
        """Whether any row says more in these columns than which row it is."""
        own = (place for place in places if not (place.column.stub or place.column.merge))
        return any(place.at in self.written for place in own)


def narrowed(columns: Columns, language: str, room: int) -> Narrowed:
    """The table as it is where it fits, else as narrow as it has to be."""
    long = columns.seen(short=False)
    every = tuple(range(len(long)))
    written = tuple(at for at in every if long[at].written)
    told = frozenset(written)
    found = Narrowed(natural(columns.columns, long, every, language), written=told)
    if fits(found.places, room):
        return found
    left = written or every
    found = replace(found, places=natural(columns.columns, long, left, language))
    if fits(found.places, room):
        return found
    return _shorter(columns.columns, columns.seen(short=True), left, language, room, found)


def _shorter(
    columns: Sequence[Column],
    seen: Sequence[Seen],
    left: Sequence[int],
    language: str,
    room: int,
    found: Narrowed,
) -> Narrowed:
    """With short names where there are any; where that does not do, with merged columns folded."""
    found = replace(found, places=natural(columns, seen, left, language), short=True)
    if fits(found.places, room):
        return found
    folded = tuple(at for at in left if columns[at].merge)
    kept = [at for at in left if at not in folded]
    return replace(found, places=natural(columns, seen, kept, language), folded=folded)
