"""Set-up: programmes, years, counties, dimensions, indicators, rounds, criteria and experts, in a grid."""

from __future__ import annotations

from pilot_tui.errors import RowsFixed
from pilot_tui.pane.fresh import Fresh
from pilot_tui.pane.turning import Turning
from pilot_tui.panes.setup.kinds import KINDS, Kind, fresh_row
from pilot_tui.panes.setup.source import SetupRows
from pilot_tui.report.explaining import Explanation
from pilot_tui.safe import one_line
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Run
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


class SetupPane(Turning[Kind]):
    """One kind of rows at a time; the line above says which, and turns to the others."""

    NAME, ORDER, HOME = "setup", 6, "name_zh"
    FOOTER = ("edit.begin", "row.add", "row.retire", "kind.previous", "book.undo")
    FOLLOWS = ("programme", "round", "year", "language", "revision", "found")

    def __init__(self, book: Workbook) -> None:
        super().__init__(book, KINDS, "indicator")
        self._rows: list[Row] = []

    def look(self) -> None:
        """As every pane, but there is something to set up before there is any programme."""
        if self._drawn is None or self._differs(self._drawn):
            self._drawn, self._room = self.view, self.room()
            self.draw()

    def draw(self) -> None:
        """Show the rows of the kind."""
        self._rows = self.kind.rows(self.book, self.view)
        kind = say(f"table.{self.kind.name}")
        keys = (Run("o", "primary"), Run(say("setup.add", kind=kind), "muted"))
        self.grid.empty = Empty(say("setup.empty", kind=kind), say("setup.empty_more"), keys)
        self.put(SetupRows(self.book, self.kind, self._rows))
        self.draw_kinds()

    def fresh(self) -> Fresh:
        """A row of the kind in view, its code proposed."""
        if not all(self.kind.where(self.view).values()) or (
            self.kind.name == "round" and not self.view.programme
        ):
            needed = say(f"table.{self.kind.within or 'programme'}")
            raise RowsFixed(why=say("setup.needs", needed=needed))
        return fresh_row(self.kind, self._rows, self.view, self._row_of(self.grid.cursor[0]))

    def row_here(self) -> tuple[str, str]:
        """The row under the cursor."""
        if not (id := self.grid.cursor[0]):
            raise RowsFixed(why=say("setup.fixed"))
        return self.kind.name, id

    def explain(self) -> Explanation | None:
        """The cell under the cursor; of a key, why it stays as it is."""
        said = super().explain()
        key, column = self.grid.cursor
        row = self._row_of(key)
        if said is not None or not row:
            return said
        held = ((text(row, column), "bold foreground"),)
        return Explanation(
            one_line(pick(row, "name") or key), say(f"field.{column}"), (held,), (say("setup.locked"),)
        )

    def _row_of(self, id: str) -> Row:
        return next((row for row in self._rows if row["id"] == id), {})


PANE = SetupPane
