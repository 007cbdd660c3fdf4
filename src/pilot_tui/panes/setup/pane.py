"""Set-up: programmes, years, counties, dimensions, indicators, rounds, criteria and experts, in a grid."""

from __future__ import annotations

from textual.app import ComposeResult

from pilot_tui.errors import RowsFixed
from pilot_tui.pane import Pane
from pilot_tui.pane.fresh import Fresh
from pilot_tui.pane.turning import kinds_line
from pilot_tui.panes.setup.kinds import KINDS, Kind, fresh_row, kind_named
from pilot_tui.panes.setup.source import SetupRows
from pilot_tui.report.explaining import Explanation
from pilot_tui.safe import one_line
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Run
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


class SetupPane(Pane):
    """One kind of rows at a time; the line above says which, and turns to the others."""

    NAME, ORDER, HOME = "setup", 6, "name_zh"
    FOOTER = ("edit.begin", "row.add", "row.retire", "kind.previous", "book.undo")
    FOLLOWS = ("programme", "round", "year", "language", "revision", "found")

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self.kind: Kind = kind_named("indicator")
        """What is set up now."""
        self._rows: list[Row] = []
        self._line = Spots(id="kinds")

    def compose(self) -> ComposeResult:
        """The kinds, and the rows of one."""
        yield self._line
        yield self.grid

    def turn(self, by: int) -> None:
        """To the next kind, or the one before."""
        self.show_kind(KINDS[(KINDS.index(self.kind) + by) % len(KINDS)].name)

    def show_kind(self, name: str) -> None:
        """The rows of a kind."""
        self.kind = kind_named(name)
        self._drawn = None
        self.look()

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
        self._draw_kinds()

    def room(self) -> object:
        """The kinds stand closer where there is little room."""
        return self.grid.size.width

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

    def _draw_kinds(self) -> None:
        named = [(kind.name, say(f"setup.{kind.name}")) for kind in KINDS]
        runs, spots = kinds_line(named, self.kind.name, self.grid.size.width or self.app.size.width)
        self._line.set([runs])
        self._line.aim(spots)


PANE = SetupPane
