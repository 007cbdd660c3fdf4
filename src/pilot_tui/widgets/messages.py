"""What a grid says. Handlers are named `on_grid_edited` and so on; in code they are `Grid.Edited`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, dataclass_transform

from textual.message import Message

if TYPE_CHECKING:
    from pilot_tui.widgets.grid_typing import GridTyping
    from pilot_tui.widgets.grid_view import GridView

Then = Literal["down", "up", "right", "left", "stay"]
"""Where the cursor goes after an edit."""


@dataclass_transform(eq_default=False)
class Facts(Message):
    """A message with facts, declared as those of a dataclass: code for fifteen takes 4 ms of a start."""

    _facts: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, namespace: str | None = None) -> None:
        super().__init_subclass__(namespace=namespace)
        cls._facts = (*cls._facts, *cls.__annotations__)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__()
        self.__dict__.update(zip(self._facts, given, strict=False), **named)
        if self.control is not None:  # Textual stops it at whoever is at work: a pane that shows other rows
            self.set_sender(self.control)


class Seen(Facts, namespace="grid"):
    """Something about what is in view."""

    grid: GridView

    @property
    def control(self) -> GridView:
        """The grid."""
        return self.grid


class Said(Facts, namespace="grid"):
    """Something about what is done in it."""

    grid: GridTyping

    @property
    def control(self) -> GridTyping:
        """The grid."""
        return self.grid


class Moved(Seen, namespace="grid"):
    """The cursor stands elsewhere."""

    key: str
    """The row."""
    column: str
    """The column, empty where no column is a stop."""


class Scrolled(Seen, namespace="grid"):
    """Other lines are in view."""

    place: str
    """`10–24 / 24`, or empty when all are."""


class Selected(Seen, namespace="grid"):
    """Other cells are selected, or none, and the cursor stands where it stood."""


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


class Editing(Seen, namespace="grid"):
    """Typing began or ended, in a cell or in a field beside the grid."""

    on: bool


class Shaped(Seen, namespace="grid"):
    """The mouse asked for another shape."""

    what: Literal["sort", "fit", "width", "fold"]
    key: str
    """Of the column, or of the heading of the group."""
    cells: int = 0
    """How wide the column is to be."""


class Opened(Said, namespace="grid"):
    """Enter or a double click on a cell that cannot be edited."""

    key: str
    """The row."""
    column: str
    """The column."""


class Locked(Said, namespace="grid"):
    """Somebody typed on a cell that cannot be edited."""

    key: str
    """The row."""
    column: str
    """The column."""


class Cleared(Said, namespace="grid"):
    """All cells that are selected are to be emptied. Answer it by `accept()`: keys wait."""


class Enlarged(Said, namespace="grid"):
    """A text is to be edited where there is room for it. Answer it by `enlarged()`: until then keys wait."""

    address: str
    """Of the slot."""
    text: str
    """What it holds, or what was typed so far."""
    typed: bool = False
    """Whether it was being typed."""


class Pasted(Said, namespace="grid"):
    """The terminal pasted while nothing was edited. Answer it by `accept()`: keys wait."""

    text: str
    """All of it, line breaks as they came."""


class Freed(Said, namespace="grid"):
    """Keys were held back and can now be taken; posted to the app, for `TypeAhead`."""
