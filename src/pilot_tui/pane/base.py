"""The base of all panes: a grid, and when to draw it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from pilot_tui.model import Cell
from pilot_tui.pane.offers import offered
from pilot_tui.pane.view import View
from pilot_tui.report.explaining import Explanation, explain
from pilot_tui.widgets.choices import Offer
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.sheet import Listed, Shaping, Source
from pilot_tui.words import say
from pilot_tui.workbook import Workbook


class Pane(Widget):
    """A drawing of the workbook at a `View`. Subclasses say what they draw; nothing here saves."""

    NAME: ClassVar[str] = ""
    """Of its folder; its title is the word `pane.<name>`."""
    ORDER: ClassVar[int] = 0
    """Its place among the tabs; 0 is no tab."""
    FOLLOWS: ClassVar[tuple[str, ...]] = ("programme", "county", "everyone", "year", "language", "revision")
    """The parts of the view that change what it draws."""
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

    def __init__(self, book: Workbook) -> None:
        super().__init__(id=self.NAME)
        self.book = book
        self.grid = Grid(home=self.HOME, id=f"{self.NAME}-grid")
        self.grid.offers = self.offers
        self.shape: Shape = PLAIN
        """How whoever reads it has shaped its table."""
        self._source: Source = Listed((), ())
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
        self._drawn, self._room = self.view, self.room()
        if self.view.programme:
            self.draw()
        else:
            self.grid.empty = Empty(say("desk.no_programme"), say("desk.no_programme_more"))
            self.grid.show(Listed((), ()))

    def _differs(self, drawn: View) -> bool:
        return any(getattr(drawn, part) != getattr(self.view, part) for part in self.FOLLOWS)

    def on_resize(self) -> None:
        """Draw anew when the room there is now asks for another drawing."""
        if self.room() != self._room:
            self._drawn = None
            self.look()

    def room(self) -> object:
        """What of the pane's size decides how it is drawn."""
        return None

    def draw(self) -> None:
        """Show the view in the grid."""
        raise NotImplementedError

    def put(self, source: Source) -> None:
        """Show `source` in the grid, shaped. A source that is `Shaping` filters, sorts and folds itself."""
        self._source = source
        self.grid.show(source.shaped(self.shape) if isinstance(source, Shaping) else source)

    def explain(self) -> Explanation | None:
        """What the cell under the cursor is; None where there is nothing to say."""
        slot = self.grid.current_slot()
        if slot is None or not slot.address:
            return None
        return explain(self.book, Cell.parse(slot.address))

    def offers(self, address: str) -> Offer | None:
        """What can be chosen in a cell."""
        return offered(self.book, Cell.parse(address), {"programme": self.view.programme})

    def open(self, key: str, column: str) -> None:
        """Enter on a cell that is not edited."""
