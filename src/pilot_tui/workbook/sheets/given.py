"""A spreadsheet as it came back, before anybody knows what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pilot_tui.workbook.sheets.cell_names import cell_name

NUMBER, PERCENT, DAY, FORMULA, ERROR = "number", "percent", "day", "formula", "error"
"""What a cell is besides text: of a formula the text is what it came to when the file was last saved."""
Told = tuple[str, str]
"""What stands in a cell, and what it is: one of the above, or empty for text."""
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet, only the cells that hold something."""

    rows: Mapping[int, Mapping[int, Told]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[Range] = ()


class Named(NamedTuple):
    """A sheet of a workbook, not yet read."""

    name: str
    hidden: bool
    read: Callable[[], Leaf]


@dataclass(frozen=True)
class Given:
    """A whole file."""

    name: str
    """Of the file."""
    digest: str
    """SHA-256 of its bytes, the first 12 digits."""
    sheets: Sequence[Named] = field(default_factory=tuple)
    encoding: str = ""
    """How its text was read; empty where there was no question."""

    def place(self, sheet: str, row: int, column: int) -> str:
        """A cell, as a person finds it: `f.xlsx Marks!D7`."""
        return f"{self.name} {sheet}!{cell_name(row, column)}".replace(" !", " ")
