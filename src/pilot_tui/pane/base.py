"""The base of all panes: a grid, and when to draw it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var

from pilot_tui.errors import RowsFixed
from pilot_tui.model import Cell
from pilot_tui.pane.shaped import ShapedTable
from pilot_tui.pane.view import View
from pilot_tui.report.explaining import Explanation, explain
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Listed, Run
from pilot_tui.words import say
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from pilot_tui.pane.fresh import Fresh
    from pilot_tui.widgets.choices import Offer


class Pane(ShapedTable):
    """A drawing of the workbook at a `View`. Subclasses say what they draw; nothing here saves."""

    ORDER: ClassVar[int] = 0
    """Its place among the tabs; 0 is no tab."""
    FOLLOWS: ClassVar[tuple[str, ...]] = (
        "programme",
        "county",
        "everyone",
        "year",
        "viewer",
        "language",
        "revision",
        "found",
    )
    """The parts of the view that change what it draws."""
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """The ids of verbs that stand first in the footer here, before those it shows everywhere."""
    UNNAMED: ClassVar[frozenset[str]] = frozenset()
    """The ids of verbs that the footer does not name here: they would only say what to do instead."""
    HOME: ClassVar[str] = ""
    """The column the cursor first stands in."""

    DEFAULT_CSS = """
    Pane { width: 1fr; height: 1fr; }
    """

    view: var[View] = var(View(), init=False)
    """What it shows; handed down by the screen."""

    @dataclass
    class Moved(Message):
        """Another county was chosen here."""

        county: str

        def can_replace(self, message: Message) -> bool:
            """Of a burst, while an arrow is held, only the last county is gone to."""
            return isinstance(message, Pane.Moved)

    def __init__(self, book: Workbook) -> None:
        super().__init__(book, Grid(home=self.HOME, id=f"{self.NAME}-grid"))
        self.grid.offers = self.offers
        self.grid.is_long = self.is_long
        self.grid.locks = book.locks
        self._drawn: View | None = None
        self._room: object = None

    def compose(self) -> ComposeResult:
        """Its grid."""
        yield self.grid

    def on_mount(self) -> None:
        """Draw what there is."""
        self.look()

    def watch_view(self) -> None:
        """Draw when what it follows has changed; a hidden pane is only stale."""
        if self.is_mounted and self.display:
            self.look()

    def look(self) -> None:
        """Draw if what was drawn is not what the view shows."""
        if self._drawn is not None and not self._differs(self._drawn):
            return
        if self._drawn is not None and self._drawn.programme != self.view.programme:
            self.plain()
        self._drawn, self._room = self.view, self.room()
        if self.view.programme:
            self.draw()
        else:
            self.grid.empty = Empty(say("desk.no_programme"), say("desk.no_programme_more"))
            self.put(Listed((), ()))

    def without_counties(self) -> bool:
        """Say that there are no counties and where they are added, if there are none; whether that is so."""
        if self.view.county:
            return False
        keys = (Run("g 6", "primary"), Run(f" {say('setup.title')}", "muted"))
        self.grid.empty = Empty(say("desk.no_county"), say("desk.no_county_more"), keys)
        self.put(Listed((), ()))
        return True

    def _differs(self, drawn: View) -> bool:
        return any(getattr(drawn, part) != getattr(self.view, part) for part in self.FOLLOWS)

    def on_resize(self) -> None:
        """Draw anew when the room there is now asks for another drawing."""
        if self.room() != self._room:
            self._drawn = None
            self.look()

    @property
    def footer(self) -> tuple[str, ...]:
        """`FOOTER`, as far as it holds for what is drawn now."""
        return self.FOOTER

    def room(self) -> object:
        """What of the pane's size decides how it is drawn."""
        return None

    @property
    def of_one_county(self) -> bool:
        """Whether it draws another table for another county."""
        return "everyone" in self.FOLLOWS and not self.view.everyone

    def reshape(self, shape: Shape) -> None:
        """As every table; what stands in a column that was brought in is drawn from then on."""
        brought = shape.added != self.shape.added
        super().reshape(shape)
        if brought:
            self._drawn = None
            self.look()

    def draw(self) -> None:
        """Show the view in the grid."""
        raise NotImplementedError

    def explain(self) -> Explanation | None:
        """What the cell under the cursor is; None where there is nothing to say."""
        cell = self.subject()
        return None if cell is None else explain(self.book, cell)

    def subject(self) -> Cell | None:
        """The cell under the cursor, stored or computed."""
        slot = self.grid.current_slot()
        where = "" if slot is None else slot.address or slot.about
        return Cell.parse(where) if where else None

    def offers(self, address: str) -> Offer | None:
        """What can be chosen in a cell."""
        from pilot_tui.pane.offers import offered

        return offered(self.book, Cell.parse(address), {"programme": self.view.programme})

    def is_long(self, address: str) -> bool:
        """Whether prose of many lines stands in a cell."""
        from pilot_tui.pane.offers import is_prose

        return is_prose(address)

    def fresh(self) -> Fresh:
        """The row one adds where the cursor is; raises `RowsFixed` where none can be added."""
        raise RowsFixed(why=say(f"{self.NAME}.fixed"))

    def row_here(self) -> tuple[str, str]:
        """Table and id of the row under the cursor, to be retired; raises `RowsFixed` where none can be."""
        raise RowsFixed(why=say(f"{self.NAME}.fixed"))

    def locked(self, key: str, column: str) -> str:
        """Why nothing can be typed into a cell, and what to change instead."""
        return say(f"{self.NAME}.locked")

    def open(self, key: str, column: str) -> None:
        """Enter on a cell that is not edited."""
