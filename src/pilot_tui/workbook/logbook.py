"""What one can ask of the change log."""

from __future__ import annotations

from pilot_tui.model import Cell, Change
from pilot_tui.store import Store, journal
from pilot_tui.workbook import undoing


class Logbook:
    """Who changed what, in the file of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def changes(self, before: int, count: int) -> list[Change]:
        """A window of the changes made since the file was, newest first."""
        with self.store.reading() as db:
            return journal.page(db, before, count)

    def change_count(self) -> int:
        """How many changes were made since the file was."""
        with self.store.reading() as db:
            return journal.count(db)

    def change_numbers(self, county: str = "") -> list[int]:
        """The arrival numbers of the changes made since the file was, newest first; of one county, or all."""
        with self.store.reading() as db:
            return journal.numbers(db, county)

    def changes_between(self, low: int, high: int) -> list[Change]:
        """The changes whose arrival numbers lie from `low` to `high`."""
        with self.store.reading() as db:
            return journal.between(db, low, high)

    def change(self, n: int) -> Change | None:
        """The change with that arrival number."""
        found = self.changes_between(n, n)
        return found[0] if found else None

    def changes_of(self, cell: Cell) -> list[Change]:
        """The changes of a cell since the file was made, by arrival."""
        with self.store.reading() as db:
            return [one for one in journal.of_cell(db, *cell) if one.site != "base"]

    def last_change(self, cell: Cell) -> Change | None:
        """The last change of a cell since the file was made."""
        made = self.changes_of(cell)
        return made[-1] if made else None

    def old_value(self, change: Change) -> object:
        """What the cell held before the change."""
        with self.store.reading() as db:
            return undoing.value_before(db, change) if change.col else None

    def is_undo(self, change: Change) -> bool:
        """Whether the change takes back an edit or a redo, and not an undo."""
        with self.store.reading() as db:
            return undoing.is_undo(db, change)
