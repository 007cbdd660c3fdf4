"""A row that is about to be added: what is known of it, and what is typed first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pilot_tui.model import Cell
from pilot_tui.widgets.inserted import NEW


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row of a table, not born yet."""

    table: str
    field: str
    """What is typed first, and without which there is no row; `id` where the row has no natural key."""
    typed: Mapping[str, str]
    """What is known of it, by field."""
    column: str = ""
    """The column of the grid it is typed in; that of the field's name when empty."""
    entry: str = ""
    """What is proposed."""
    then: str = ""
    """The column that is typed in next."""

    @property
    def cell(self) -> Cell:
        """Where what is typed would go."""
        return Cell(self.table, NEW, self.field)
