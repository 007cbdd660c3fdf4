"""What the desk is made of: the workbook, the view, the panes. What it does with them is built upon this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from pilot_tui.pane import Pane, View
from pilot_tui.screens.frame import first_tab
from pilot_tui.workbook import Workbook

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen[None]
else:
    # Textual looks through a thousand names of every class of screens, and the desk is built of fifteen: so
    # they are built upon what hears messages, and only the last of them, `MainScreen`, is a screen.
    from textual.message_pump import MessagePump as Base


class Desk(Base):
    """One workbook, one view handed down to every pane, one open tab."""

    view: var[View] = var(View(), init=False)
    """What all panes look at."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.book = book
        self.opened = first_tab(book)
        """The name of the open tab."""
        self.zoomed = False
        """Whether the open pane has the whole width."""
        self.waiting = False
        """Whether an edit waits for another program to let go of the file."""

    def watch_view(self) -> None:
        """Hand the view down; each pane knows what of it it follows."""
        for pane in self.query(Pane):
            pane.view = self.view

    def paint(self) -> None:
        """Paint now what asked for it; nobody has to, for Textual does so when everybody is idle."""

    @property
    def progress(self) -> str:
        """How far long work is; empty while there is none."""
        return ""

    @property
    def pane(self) -> Pane:
        """The open tab's pane."""
        return self.query_one(f"#{self.opened}", Pane)

    @property
    def counties(self) -> Pane:
        """The list of counties."""
        return self.query_one("#counties", Pane)

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus."""
        return self.counties if self.focused is self.counties.grid else self.pane

    @property
    def editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.pane.grid.editing

    @property
    def typing(self) -> bool:
        """Whether keys are text: in a cell, or in a field beside a table."""
        return self.editing or any(pane.grid.beside is not None for pane in (self.pane, self.counties))
