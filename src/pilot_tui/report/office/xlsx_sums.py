"""Which sums of a sheet can be formulas: those that come to exactly the figure that is shown."""

from __future__ import annotations

from decimal import Decimal

from pilot_tui.report.document import Cell, Row


class Sums:
    """Adds up the figures of each column, group by group, as they are written."""

    def __init__(self, offset: int, wanted: bool) -> None:
        self._offset, self._wanted = offset, wanted
        self._group: dict[int, Decimal] = {}
        self._all: dict[int, Decimal] = {}
        self._span: tuple[int, int] | None = None
        self._subtotals: list[int] = []

    def row(self, row: Row) -> None:
        """A row of the group has been written."""
        if not self._wanted:
            return
        for at, cell in enumerate(row.cells):
            if cell.number is not None:
                self._group[at] = self._group.get(at, Decimal()) + cell.number

    def group(self, first: int, end: int) -> None:
        """The group stands in the rows from `first` to before `end`, its subtotal in `end`."""
        self._span = (first, end)
        self._subtotals.append(end)

    def formula(self, at: int, cell: Cell, row: int) -> str:
        """The formula of a sum in column `at`; empty where it would come to another figure."""
        if self._span and row == self._span[1]:
            return self._subtotal(at, cell)
        if self._subtotals and self._all.get(at) == cell.number:
            return f"={'+'.join(self._place(one, at) for one in self._subtotals)}"
        return ""

    def _subtotal(self, at: int, cell: Cell) -> str:
        added, number = self._group.pop(at, None), cell.number
        if number is not None:
            self._all[at] = self._all.get(at, Decimal()) + number
        if added is None or added != number or self._span is None:
            return ""
        first, end = self._span
        return f"=SUM({self._place(first, at)}:{self._place(end - 1, at)})"

    def _place(self, row: int, at: int) -> str:
        """`C12`, counted from 1."""
        column, name = at + self._offset + 1, ""
        while column:
            column, rest = divmod(column - 1, 26)
            name = chr(ord("A") + rest) + name
        return f"{name}{row + 1}"
