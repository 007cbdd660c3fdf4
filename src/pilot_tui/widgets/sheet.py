"""What a grid draws: columns, and lines of slots of runs. Plain data, nothing of a screen.

A `Run` is text in one ink, a `Slot` is one cell, a `Line` is one line of the table, a `Source` hands out
the lines a grid asks for, which are only those in view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from pilot_tui.widgets.shape import Shape

Align = Literal["left", "right"]
OPENED, CLOSED = "▾", "▸"
"""In front of a heading whose rows show, and of one whose rows are hidden."""
Kind = Literal["row", "group", "total", "blank", "rule", "head", "text"]
FOLDS = ("group", "head")
"""The kinds of headings: what stands below one can be folded."""


class Run(NamedTuple):
    """Text in one ink."""

    text: str
    ink: str = "foreground"
    """A role of `ink.Ink`, `"muted"`, with `bold`, `italic` or `underline` in front: `"bold warning"`."""


Runs = tuple[Run, ...]


class Spot(NamedTuple):
    """Cells of a line that run a verb when clicked."""

    y: int
    start: int
    end: int
    """The first cell after it."""
    action: str


class Slot(NamedTuple):
    """One cell of a line."""

    runs: Runs = ()
    address: str = ""
    """Where what is typed here goes; a slot with an address can be edited."""
    entry: str = ""
    """The text an editor starts with."""
    mark: str = ""
    """One character right after the cell: `≠` conflict, `?` finding, `;` note, `*` rescaled."""
    tint: tuple[str, float] | None = None
    """Heat: a role and its share of the background, 0 to 0.42."""
    opens: bool = False
    """Whether Enter on it leads somewhere; the row then shows `↵`."""
    fill: Callable[[int], Runs] | None = None
    """Draws the cell at the width its column got, instead of `runs`: for bars."""
    value: Fraction | Decimal | int | None = None
    """The exact value behind what it shows, where `entry` does not say it: rows are sorted by it."""
    absent: str = ""
    """Why there is nothing in it: `not_reported` is a gap to be filled, every other reason is none."""
    about: str = ""
    """The address of a number that is computed: it cannot be edited, but be explained."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see in it."""
        return self.fill is None and not any(run.text.strip() for run in self.runs)


def slot(
    text: str,
    ink: str = "foreground",
    *,
    address: str = "",
    entry: str = "",
    mark: str = "",
    absent: str = "",
) -> Slot:
    """A slot of a single run."""
    return Slot((Run(text, ink),), address=address, entry=entry, mark=mark, absent=absent)


BLANK = Slot()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; widths in cells."""

    key: str
    """Its name in messages; the column named `name` is bold on the cursor's row."""
    title: str = ""
    width: int = 8
    align: Align = "left"
    gap: int = 1
    """Blank cells before it."""
    stop: bool = True
    """Whether the cursor stops in it."""
    computed: bool = False
    """Whether nothing can be typed in it: arrows stop there, Tab passes it by."""
    frozen: bool = False
    """Stays in view when the others scroll, with all columns before it."""
    least: int | None = None
    """How narrow it may become when there is too little room."""
    most: int | None = None
    """How wide it may become when there is room to spare: columns with a `least` first, then the others."""
    drop: int = 0
    """Left out when room is still lacking, 1 first; 0 never."""
    subtitle: str = ""
    """A second header line."""
    mark: bool = False
    """Keeps one cell after it for the marks of its slots."""
    shown: bool = True
    """Whether it stands in the table; one left out can be brought back by who reads it."""
    tallied: bool = False
    """Whether its figures, from one heading to the next, are of one unit: then they have a mean."""
    sortable: bool = True
    """Whether rows can be sorted by it; a bar says nothing that the figure beside it does not."""

    @property
    def cells(self) -> int:
        """What it takes at its own width, with gap and mark slot."""
        return self.gap + self.width + self.mark


class Line(NamedTuple):
    """One line of the table."""

    key: str
    """Its name in messages, unique among the rows of a source."""
    slots: tuple[Slot, ...] = ()
    """One for each column; fewer leave the rest blank."""
    kind: Kind = "row"
    """Only a `row` can hold the cursor. `head`: column titles for the lines below it. `rule`: a hairline."""
    lead: Runs = ()
    """Painted from cell 1 on, as far as the slots are blank: headings, notes, a total's words."""
    tail: Runs = ()
    """Painted up to the right edge."""
    folded: bool = False
    """Of a heading: its rows are hidden. Then it can hold the cursor in their place."""
    part: bool = False
    """Of a `row`: it belongs to the row above it, and stays with it however the table is shaped."""
    also: tuple[str, ...] = ()
    """What it answers to besides what it shows, when something is looked for."""

    @property
    def stands(self) -> bool:
        """Whether the cursor can stand on it."""
        return self.kind == "row" or self.folded

    def slot(self, nth: int) -> Slot:
        """Its slot in a column; blank where it has fewer."""
        return self.slots[nth] if nth < len(self.slots) else BLANK


class Source(Protocol):
    """Where a grid gets its lines. It asks only for those in view, so a source may be a window on a file."""

    @property
    def columns(self) -> Sequence[Column]:
        """From left to right."""

    @property
    def footer(self) -> Line | None:
        """The line that always stands last: the total."""

    def __len__(self) -> int:
        """How many lines there are, the footer not counted."""

    def line(self, index: int) -> Line:
        """The line at `index`, 0 to `len - 1`."""

    def find(self, key: str) -> int | None:
        """Where the row of that key stands now."""

    def heading_of(self, index: int) -> int | None:
        """Where the group heading stands that the line at `index` belongs to; a heading belongs to itself."""


@runtime_checkable
class Shaping(Protocol):
    """A source that shapes itself, where the lines are too many to be gone through: a window on a file.

    Filter, sort and folds are its own affair; which columns show how wide is settled for it.
    """

    def shaped(self, shape: Shape) -> Source:
        """Its rows as `shape` wants them, asked for at every key of a filter; what it cannot do it leaves."""


@runtime_checkable
class Counted(Protocol):
    """A source that knows what a filter has left of it."""

    @property
    def matched(self) -> tuple[int, int] | None:
        """Rows that answer, of how many; None while nothing is looked for."""


@runtime_checkable
class Grouped(Protocol):
    """A window on a file that knows its groups."""

    @property
    def groups(self) -> Sequence[str]:
        """The keys of all headings that fold."""


class Listed:
    """A source that holds all its lines: for everything but the longest lists."""

    def __init__(self, columns: Sequence[Column], lines: Sequence[Line], footer: Line | None = None) -> None:
        self.columns: Sequence[Column] = tuple(columns)
        self.footer = footer
        self._lines = tuple(lines)
        self._places = {line.key: at for at, line in enumerate(self._lines) if line.stands}
        # A `head` starts a new block, so the heading of the block above it does not stick to its lines.
        self._headings = [at for at, line in enumerate(self._lines) if line.kind in FOLDS]

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def lines(self) -> Sequence[Line]:
        """All of them."""
        return self._lines

    def line(self, index: int) -> Line:
        """The line at `index`."""
        return self._lines[index]

    def find(self, key: str) -> int | None:
        """Where the row of that key stands."""
        return self._places.get(key)

    def heading_of(self, index: int) -> int | None:
        """Where the heading stands that the line at `index` belongs to."""
        at = bisect_right(self._headings, index) - 1
        return self._headings[at] if at >= 0 else None
