"""A grid view into which a row can be typed: it stands there until it is added or given up."""

from __future__ import annotations

from pilot_tui.widgets.grid_choices import GridChoices
from pilot_tui.widgets.inserted import NEW, Inserted
from pilot_tui.widgets.sheet import BLANK, Line, Slot, Source


class GridAdding(GridChoices):
    """A grid view with at most one row that is not there yet."""

    _before: tuple[str, str] = ("", "")

    @property
    def adding(self) -> bool:
        """Whether a row is being typed that is not there yet."""
        return isinstance(self.view.source, Inserted)

    def show(self, source: Source) -> None:
        """As every grid; a row that is being typed stays in what is drawn anew meanwhile."""
        here = self.view.source
        if isinstance(here, Inserted) and not isinstance(source, Inserted) and source is not here.under:
            source = here.over(source)
        super().show(source)

    def _insert(self, column: str, slot: Slot) -> None:
        """A row below the one the cursor is on; the cursor to its cell in `column`."""
        source, at = self.view.source, self.view.row + 1
        while 0 < at < len(source) and source.line(at).part:
            at += 1
        slots = tuple(slot if each.key == column else BLANK for each in source.columns)
        self._before = self.cursor
        self.show(Inserted(source, at, Line(NEW, slots)))
        self.move_to(NEW, column)

    def _take_out(self) -> None:
        """The grid as it was, the cursor where it stood."""
        if isinstance(self.view.source, Inserted):
            self.show(self.view.source.under)
            self.move_to(*self._before)
