"""What a report says, before anybody decides how it looks. Every writer reads this and nothing else.

Everything is resolved to one language when it is built. Texts stand as they are stored: each writer escapes
them in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pilot_tui.report.tabular import Cell, Column, Group, Paragraph, Row, Run, Table

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Document",
    "Group",
    "Heading",
    "Labels",
    "Note",
    "Paragraph",
    "Row",
    "Run",
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


Block = Heading | Paragraph | Note | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report."""

    title: str
    subtitle: str
    language: str
    labels: Labels
    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    """Lines at the very end: as-of date, conflicts, what was left out."""
    illustrative: tuple[tuple[str, int], ...] = ()
    """What kinds of stored rows behind it are invented, and how many of each."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
