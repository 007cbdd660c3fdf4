"""How a person has shaped a table: what is looked for, what it is sorted by, which columns show how wide.

Plain data. A source that holds all its lines is shaped by `shaping`; a window on a file shapes itself in SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Sort(NamedTuple):
    """The column rows are sorted by."""

    column: str
    """Its key."""
    falling: bool = False
    """Whether the greatest comes first; blanks come last either way."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One pane's shape; the pane's own order and all its columns by default."""

    wanted: str = ""
    """What rows must answer to: a part of their text, its pinyin or initials."""
    sort: Sort | None = None
    folded: frozenset[str] = frozenset()
    """The keys of the group headings whose rows are hidden."""
    hidden: frozenset[str] = frozenset()
    """The keys of the columns left out."""
    added: frozenset[str] = frozenset()
    """The keys of the columns brought in that a pane offers but leaves out at first."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """Column key → cells, where a person has chosen."""

    def as_drawn(self) -> Shape:
        """Columns and order as the pane has them; what is looked for and folded stays."""
        return Shape(wanted=self.wanted, folded=self.folded)


PLAIN = Shape()
"""As the pane draws it."""
