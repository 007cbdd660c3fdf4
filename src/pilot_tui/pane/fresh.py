"""A row that is about to be added: what is known of it, and what is typed first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    along: tuple[tuple[str, str, Mapping[str, str]], ...] = ()
    """Rows `(table, id, typed)` that are born with it, before it: what it refers to."""

    @property
    def cell(self) -> Cell:
        """Where what is typed would go."""
        return Cell(self.table, NEW, self.field)


def next_code(taken: Iterable[str], first: str) -> str:
    """The code after the last one, written as that is: `I18` after `I17`; `first` where there is none."""
    codes = set(taken)
    code = max(codes, key=_natural, default="")
    if not code:
        return first
    while code in codes:
        code = _following(code)
    return code


def _following(code: str) -> str:
    """`I18` after `I17`, `I01` after `I`."""
    head, digits = re.fullmatch(r"(.*?)(\d*)", code, re.DOTALL).groups()  # type: ignore[union-attr]  # it fits any text
    return f"{head}{int(digits or 0) + 1:0{len(digits) or 1}}"


def _natural(code: str) -> tuple[str, int]:
    digits = re.search(r"\d+$", code)
    return code[: digits.start()] if digits else code, int(digits[0]) if digits else -1
