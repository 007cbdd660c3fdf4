"""Tables of the document model: groups of rows, one cell per column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["left", "right", "point"]
"""`point` sets a column's decimal points one below the other."""
CellRole = Literal["text", "figure", "derived", "absence", "light"]
"""`derived` is a figure nobody printed; `absence` says why there is none."""
RunRole = Literal["plain", "strong", "muted", "warning"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one paragraph."""

    text: str
    role: RunRole = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    runs: tuple[Run, ...]
    align: Literal["left", "center", "right"] = "left"

    @property
    def text(self) -> str:
        """Its words without their roles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str = ""
    role: CellRole = "text"
    number: Decimal | None = None
    """The figure at the precision it is shown with, for writers that keep numbers."""
    light: str = ""
    """One of `tables.LIGHTS` where the role is `light`."""
    short: str = ""
    """The same in few words, for a narrow table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    title: str
    group: str = ""
    """The heading over this column and its neighbours of the same group."""
    align: Align = "left"
    unit: str = ""
    """The unit of every figure in it."""
    stub: bool = False
    """Says which row this is: repeated where a table is cut into panels."""
    merge: bool = False
    """One cell for all rows of a group: it says which group this is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    illustrative: bool = False
    """Whether anything in it is invented or computed from something invented."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    rows: Sequence[Row]
    """A tuple; of a very long table, something that makes each row when it is asked for."""
    title: str = ""
    """A line over them, across all columns; empty where a merged column names the group."""
    subtotal: Row | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A standard table with everything printed round it."""

    key: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: tuple[Row, ...] = ()
    head: tuple[str, ...] = ()
    """Blanks to be filled in by hand above the table."""
    lead: tuple[Paragraph, ...] = ()
    """What the table says in sum."""
    as_of: str = ""
    unit: str = ""
    rule: str = ""
    provenance: str = ""
    notes: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    """Blanks to be filled in by hand below the table."""

    @property
    def rows(self) -> Iterator[Row]:
        """Every row in order, subtotals and totals included."""
        for group in self.groups:
            yield from group.rows
            if group.subtotal:
                yield group.subtotal
        yield from self.total
