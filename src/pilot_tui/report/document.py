"""What a report says, before anybody decides how it looks. Every writer reads this and nothing else.

Everything is resolved to one language when it is built. Texts stand as they are stored: each writer escapes
them in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pilot_tui.report.charting import BarChart, Chart, HeatMap, LineChart
from pilot_tui.report.tabular import Cell, Column, Group, Paragraph, Row, Run, Table

__all__ = [
    "BarChart",
    "Block",
    "Blocks",
    "Cell",
    "Chart",
    "Column",
    "Document",
    "Group",
    "Heading",
    "HeatMap",
    "Labels",
    "LineChart",
    "Note",
    "Paragraph",
    "Row",
    "Run",
    "Stamp",
    "Table",
]

NoteRole = Literal["plain", "banner", "empty"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 2 is the level below the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about the report itself: a warning over it, or why a table is not there."""

    text: str
    role: NoteRole = "plain"


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words a writer adds by itself."""

    illustrative: str
    """The mark of an invented row."""
    mark: str
    """The same where there is little room."""
    continued: str
    """After the title of a table that goes on."""
    see: str
    """In a cell whose text stands below the table, with `{n}` for its number."""
    checksum: str
    """Before the content hash."""
    contents: str
    """Over a table of contents."""
    item: str
    """Over the names of the bars or rows of a chart that is written as a table."""
    series: str
    """Over the names of its lines."""
    figure: str
    """Over its figures."""
    light: str
    """Over its lights."""
    unit: str
    """Over its units."""
    remark: str
    """Over what else is said."""


Block = Heading | Paragraph | Note | Table | Chart


class Blocks:
    """Blocks made each time they are gone through: of a long document hardly more than one is held."""

    def __init__(self, made: Callable[[], Iterator[Block]], many: int) -> None:
        """What makes them, one after the other, and about how many they are."""
        self._made, self._many = made, many

    def __iter__(self) -> Iterator[Block]:
        """Each of them anew."""
        return self._made()

    def __len__(self) -> int:
        """About how many, for whoever is told how far it is."""
        return self._many


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a report rests on, so that whoever holds it can tell whether it is still so."""

    as_of: str = ""
    """The latest ISO day any figure in it is true of; empty where none says."""
    rule: str = ""
    """Of the rule, the indicators, the round: the same as long as it is counted in the same way."""
    data: str = ""
    """Of every stored row behind it: the same as long as none has changed."""
    coverage: tuple[str, str] | None = None
    """Percent of the weight that has data: in the county with the least and with the most."""
    serious: int = 0
    """Open findings that are to be settled first."""
    to_look_at: int = 0
    """Open findings that are to be looked at."""
    conflicts: int = 0
    """Open conflicts of cells in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report."""

    title: str
    subtitle: str
    language: str
    labels: Labels
    blocks: tuple[Block, ...] | Blocks
    closing: tuple[str, ...] = ()
    """Lines at the very end: as-of date, conflicts, what was left out."""
    illustrative: tuple[tuple[str, int], ...] = ()
    """What kinds of stored rows behind it are invented, and how many of each."""
    stamp: Stamp = Stamp()
    foot: str = ""
    """The stamp in one line, for the foot of every page."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Its charts, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))
