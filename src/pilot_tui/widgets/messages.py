"""What a grid says. Handlers are named `on_grid_edited` and so on; in code they are `Grid.Edited`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from pilot_tui.widgets.grid_typing import GridTyping
    from pilot_tui.widgets.grid_view import GridView

Then = Literal["down", "up", "right", "left", "stay"]
"""Where the cursor goes after an edit."""


@dataclass(eq=False, repr=False)
class Seen(Message, namespace="grid"):
    """Something about what is in view."""

    grid: GridView

    @property
    def control(self) -> GridView:
        """The grid."""
        return self.grid


@dataclass(eq=False, repr=False)
class Said(Message, namespace="grid"):
    """Something about what is done in it."""

    grid: GridTyping

    @property
    def control(self) -> GridTyping:
        """The grid."""
        return self.grid


@dataclass(eq=False, repr=False)
class Moved(Seen, namespace="grid"):
    """The cursor stands elsewhere."""

    key: str
    """The row."""
    column: str
    """The column, empty where no column is a stop."""


@dataclass(eq=False, repr=False)
class Scrolled(Seen, namespace="grid"):
    """Other lines are in view."""

    place: str
    """`10–24 / 24`, or empty when all are."""


@dataclass(eq=False, repr=False)
class Selected(Seen, namespace="grid"):
    """Other cells are selected, or none, and the cursor stands where it stood."""


@dataclass(eq=False, repr=False)
class Edited(Said, namespace="grid"):
    """A text was entered. Answer it by `accept()` or `refuse(sentence)`: until then keys are held back."""

    address: str
    """Of the slot."""
    text: str
    """As typed; empty to clear."""
    then: Then
    """Where the cursor goes when it is accepted."""
    everywhere: bool = False
    """Whether it is meant for every cell that is selected."""


@dataclass(eq=False, repr=False)
class Editing(Seen, namespace="grid"):
    """Typing began or ended, in a cell or in a field beside the grid."""

    on: bool


@dataclass(eq=False, repr=False)
class Shaped(Seen, namespace="grid"):
    """The mouse asked for another shape."""

    what: Literal["sort", "fit", "width", "fold"]
    key: str
    """Of the column, or of the heading of the group."""
    cells: int = 0
    """How wide the column is to be."""


@dataclass(eq=False, repr=False)
class Opened(Said, namespace="grid"):
    """Enter or a double click on a cell that cannot be edited."""

    key: str
    """The row."""
    column: str
    """The column."""


@dataclass(eq=False, repr=False)
class Locked(Said, namespace="grid"):
    """Somebody typed on a cell that cannot be edited."""

    key: str
    """The row."""
    column: str
    """The column."""


@dataclass(eq=False, repr=False)
class Cleared(Said, namespace="grid"):
    """All cells that are selected are to be emptied. Answer it by `accept()`: keys wait."""


@dataclass(eq=False, repr=False)
@dataclass
class Enlarged(Said, namespace="grid"):
    """A text is to be edited where there is room for it. Answer it by `enlarged()`: until then keys wait."""

    address: str
    """Of the slot."""
    text: str
    """What it holds, or what was typed so far."""
    typed: bool = False
    """Whether it was being typed."""


@dataclass(eq=False, repr=False)
class Pasted(Said, namespace="grid"):
    """The terminal pasted while nothing was edited. Answer it by `accept()`: keys wait."""

    text: str
    """All of it, line breaks as they came."""


@dataclass(eq=False, repr=False)
class Freed(Said, namespace="grid"):
    """Keys were held back and can now be taken; posted to the app, for `TypeAhead`."""
