"""A pane of several tables: its own, and sheets beside it that stand in the same grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from pilot_tui.errors import RowsFixed
from pilot_tui.pane.base import Pane
from pilot_tui.pane.remembered import remembered
from pilot_tui.pane.turning import kinds_line
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Source
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.pane.fresh import Fresh
    from pilot_tui.pane.view import View
    from pilot_tui.workbook import Workbook


class Sheet:
    """One more table of a pane."""

    NAME: ClassVar[str] = ""
    """Its title is the word `sheet.<name>`; `sheet.<name>_fixed`, `_locked` say why something cannot be."""
    TABLES: ClassVar[tuple[str, ...]] = ()
    """The tables whose cells it shows: who goes to one of them comes here."""
    HOME: ClassVar[str] = ""
    """The column the cursor first stands in."""

    def __init__(self, pane: Sheeted) -> None:
        self.pane = pane

    @property
    def book(self) -> Workbook:
        """The pane's workbook."""
        return self.pane.book

    @property
    def view(self) -> View:
        """What the pane shows."""
        return self.pane.view

    @property
    def added(self) -> frozenset[str]:
        """The columns that were brought in."""
        return self.pane.shape.added

    def source(self) -> Source:
        """Its rows."""
        raise NotImplementedError

    def fresh(self) -> Fresh:
        """The row one adds where the cursor is; raises `RowsFixed` where none can be added."""
        raise RowsFixed(why=say(f"sheet.{self.NAME}_fixed"))

    def row_here(self, key: str) -> tuple[str, str]:
        """Table and id of the row to be retired; raises `RowsFixed` where none can be."""
        table = next((table for table in self.TABLES if key and self.book.row(table, key)), "")
        if not table:
            raise RowsFixed(why=say(f"sheet.{self.NAME}_fixed"))
        return table, key

    def county(self) -> str:
        """The county a new row belongs to; raises `RowsFixed` where none is in view."""
        if not self.view.county:
            raise RowsFixed(why=say("sheet.needs_county"))
        return self.view.county


class Sheeted(Pane):
    """Which sheet is in view follows the programme until somebody turns to another."""

    OWN: ClassVar[str] = ""
    """What its own table is called among the sheets."""
    SHEETS: ClassVar[tuple[type[Sheet], ...]] = ()

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._line = Spots(id=f"{self.NAME}-sheets")
        self._line.display = False
        self._sheets = {kind.NAME: kind(self) for kind in self.SHEETS}
        self._chosen = ""
        self._shown = self.OWN

    def compose(self) -> ComposeResult:
        """The names of the sheets, where there are several; the grid."""
        yield self._line
        yield self.grid

    # Which one is in view.

    @property
    def sheet(self) -> Sheet | None:
        """The sheet in view; None for the pane's own table."""
        return self._sheets.get(self._shown)

    @property
    def shape_name(self) -> str:
        """Every sheet has a shape of its own."""
        return self.NAME if self.sheet is None else f"{self.NAME}.{self._shown}"

    def first_sheet(self) -> str:
        """The one a programme begins with."""
        return self.OWN

    def several(self) -> bool:
        """Whether the programme has rows on more than one sheet: then their names stand above the table."""
        return False

    @property
    def footer(self) -> tuple[str, ...]:
        """Where there are several sheets, how to turn to them too."""
        turns = self.several() or self.sheet is not None
        return ("edit.begin", "row.add", "kind.previous", "book.undo") if turns else self.FOOTER

    def turn(self, by: int) -> None:
        """To the next sheet, or the one before."""
        names = [self.OWN, *self._sheets]
        self.show_kind(names[(names.index(self._shown) + by) % len(names)])

    def show_kind(self, name: str) -> None:
        """To the sheet of that name, or where the cells of the table of that name stand."""
        found = next((one.NAME for one in self.SHEETS if name == one.NAME or name in one.TABLES), self.OWN)
        self._chosen = found
        self._show_sheet(found)
        self._drawn = None
        self.look()

    def _show_sheet(self, name: str) -> None:
        """Its table from now on, in its own shape; the cursor at home in it."""
        if name == self._shown:
            return
        self._shown = name
        self.shape = remembered(self.shape_name)
        self._left.clear()
        self._came = True

    _came = False
    """Whether the sheet in view has not been drawn yet."""

    # What the pane does, each sheet does for itself.

    def plain(self) -> None:
        """Another programme: it begins with its own sheet."""
        super().plain()
        self._chosen = ""

    def draw(self) -> None:
        """Show the sheet in view, and the names of all."""
        self._show_sheet(self._chosen or self.first_sheet())
        self._draw_names()
        sheet = self.sheet
        if sheet is None:
            self.draw_own()
        else:
            self.grid.empty = Empty(say(f"sheet.{sheet.NAME}_empty"), say(f"sheet.{sheet.NAME}_empty_more"))
            self.put(sheet.source())
        if self._came:
            self._came = False
            self._go_home(self.HOME if sheet is None else sheet.HOME)

    def draw_own(self) -> None:
        """Show the pane's own table."""
        raise NotImplementedError

    def _go_home(self, column: str) -> None:
        """The cursor to the first row, in the column where one begins."""
        self.grid.action_move("move.top")
        key = self.grid.cursor[0]
        if key:
            self.grid.move_to(key, column)

    def _draw_names(self) -> None:
        wanted = self.several() or self.sheet is not None
        self._line.display = wanted
        if wanted:
            named = [(name, say(f"sheet.{name}")) for name in (self.OWN, *self._sheets)]
            line, spots = kinds_line(named, self._shown, self.grid.size.width or self.app.size.width)
            self._line.set([line])
            self._line.aim(spots)

    def fresh(self) -> Fresh:
        """The row one adds where the cursor is."""
        return self.fresh_own() if self.sheet is None else self.sheet.fresh()

    def row_here(self) -> tuple[str, str]:
        """The row under the cursor."""
        return self.row_own() if self.sheet is None else self.sheet.row_here(self.grid.cursor[0])

    def locked(self, key: str, column: str) -> str:
        """Why nothing can be typed into a cell."""
        return self.locked_own(key, column) if self.sheet is None else say(f"sheet.{self._shown}_locked")

    def fresh_own(self) -> Fresh:
        """As `fresh`, of the pane's own table."""
        return super().fresh()

    def row_own(self) -> tuple[str, str]:
        """As `row_here`, of the pane's own table."""
        return super().row_here()

    def locked_own(self, key: str, column: str) -> str:
        """As `locked`, of the pane's own table."""
        return super().locked(key, column)
