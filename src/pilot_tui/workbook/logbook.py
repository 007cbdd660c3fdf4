"""What one can ask of the change log."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pilot_tui.model import Cell, Change
from pilot_tui.store import Store, indexing, journal, trail
from pilot_tui.store.windows import measure, measured
from pilot_tui.workbook import undoing
from pilot_tui.workbook.trail import Chosen, Trail, Whole

_COUNTED_AT_ONCE = 65_536
"""Changes that are counted in no time."""


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
            return trail.count(db)

    def trail(self, county: str = "", before: Trail | None = None) -> Trail:
        """The changes made since the file was, newest first; of one county, or all.

        `before` is what was answered the last time: all changes need not be counted again.
        """
        with self.store.reading() as db:
            if county:
                return Chosen(trail.of_county(db, county))
            now = journal.revision(db)
            if isinstance(before, Whole) and before.n <= now:
                return Whole(trail.followed(db, before.window, before.n), now, exact=before.exact)
            window, n = trail.guessed(db), now
            if window.count <= _COUNTED_AT_ONCE:
                return Whole(measured(db, window.run), n, exact=True)
            return Whole(window, n, exact=False)

    def counted_trail(self) -> Iterator[Whole]:
        """All changes as they are counted, the last answer is exact: on a thread's own workbook."""
        with self.store.reading() as db:
            n = journal.revision(db)
            for window in measure(db, trail.run(db)):
                yield Whole(window, n, exact=True)

    def lacks_indexes(self) -> bool:
        """Whether the file is from before some index was thought of, and may be given it."""
        with self.store.reading() as db:
            return not self.store.protected and bool(indexing.missing(db))

    def make_indexes(self, step: Callable[[int, int], None]) -> None:
        """Give the file the indexes it lacks: on a thread's own workbook. Raises `Busy` or `FileRefused`."""
        with self.store.reading() as db:
            indexing.make(db, step)

    def number_at(self, given: Trail, index: int) -> int | None:
        """The arrival number at a place of a trail; None where there turns out to be none."""
        with self.store.reading() as db:
            return given.at(db, index)

    def place_of(self, given: Trail, n: int) -> int | None:
        """Where in a trail a change stands, None when it does not."""
        with self.store.reading() as db:
            at = given.find(db, n)
            return at if at is not None and 0 <= at < len(given) and given.at(db, at) == n else None

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

    def birth_of(self, table: str, id: str) -> Change | None:
        """The change a row was born by."""
        with self.store.reading() as db:
            return next((one for one in journal.of_row(db, table, id) if not one.col), None)

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
