"""The rows of a table on their way into a sheet: figures as figures, text as text, as high as their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from pilot_tui.cells import width
from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import Cell, Group, Row, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office import xlsx_rows as xml
from pilot_tui.report.office.cell_text import lines_of, refuse_long
from pilot_tui.report.office.number_form import holds, number_form
from pilot_tui.report.office.xlsx_rows import Rows
from pilot_tui.report.office.xlsx_styles import Styles
from pilot_tui.report.office.xlsx_sums import Sums

LIMIT = 32_767
"""Characters of a cell."""
LINE = 15
"""Points of a line; where text is wrapped the row is told how high it is, for not all programs find out."""
ABOVE = 3
"""Points of air in a row."""
_HIGHEST = 26
"""Lines of a row: it can be no higher than a page."""
_MEASURED = 4_000
"""Characters of a line by which it is measured; more of them fill a page."""
_SHORT, _KEPT = 60, 4_096
"""Characters of a text that is likely to come again, and how many of those are remembered."""
_EVERY = 512
"""Rows after which somebody is told how far it is."""


class Body:
    """Groups, their sums and the totals, written from top to bottom."""

    def __init__(
        self, rows: Rows, styles: Styles, table: Table, widths: Sequence[int], mark: str, layout: Layout
    ) -> None:
        """A body in columns of those widths; `mark` stands before invented rows, empty where none are."""
        self._rows, self._styles, self._table, self._layout = rows, styles, table, layout
        self._widths, self._offset = widths, int(bool(mark))
        self._mark = [(0, styles.number("mark", total=total), xml.text(mark)) for total in (False, True)]
        self._sums = Sums(self._offset, layout.formulas)
        self._row = 0

    def write(self, at: int, told: Checksum) -> int:
        """Everything from row `at` on, and the first row below; raises `TooLong`."""
        self._row = at
        for group in self._table.groups:
            self._group(group, told)
        for row in self._table.total:
            self._total(row)
        self._rows.end(self._row)
        return self._row

    def _group(self, group: Group, told: Checksum) -> None:
        if group.title:
            title = " ".join(lines_of(group.title))
            self._rows.write(self._row, [(self._offset, self._styles.number("group"), xml.text(title))])
            self._row += 1
        first, many = self._row, len(group.rows)
        for at, row in enumerate(told.rows(group.rows)):
            if at % _EVERY == 0:
                self._layout.tick(at, many)
            self._write(row, list(self._cells(row)))
            self._sums.row(row)
        if group.subtotal:
            self._sums.group(first, self._row)
            self._total(group.subtotal)

    def _total(self, row: Row) -> None:
        summed = [self._summed(row, at, cell) for at, cell in enumerate(row.cells)]
        self._write(row, summed, total=True)

    def _write(self, row: Row, cells: list[xml.Cell], *, total: bool = False) -> None:
        lines = self._lines(row)
        marked = [self._mark[total], *cells] if row.illustrative and self._offset else cells
        self._rows.write(self._row, marked, LINE * lines + ABOVE if lines > 1 else 0)
        self._row += 1

    def _lines(self, row: Row) -> int:
        """How many lines its highest cell takes."""
        most = 1
        for cell, wide in zip(row.cells, self._widths, strict=True):
            if cell.number is None and (len(cell.text) * 2 > wide or "\n" in cell.text):
                most = max(most, lines_in(cell.text, wide - 1))
        return most

    def _cells(self, row: Row) -> Iterator[xml.Cell]:
        for at, cell in enumerate(row.cells, self._offset):
            if cell.number is not None and holds(cell.number):
                style = self._styles.number("figure", number_form(cell))
                yield at, style, xml.number(str(cell.number))
            elif cell.text:
                column = at - self._offset
                yield at, self._styles.number(self._kind(column, cell)), self._text(row, column, cell)

    def _summed(self, row: Row, at: int, cell: Cell) -> xml.Cell:
        """A cell of a sum, its line over it even where there is nothing in it."""
        column = at + self._offset
        if cell.number is not None and holds(cell.number):
            style = self._styles.number("figure", number_form(cell), total=True)
            return column, style, self._figure(at, cell, cell.number)
        if cell.text:
            kind = self._kind(at, cell)
            return column, self._styles.number(kind, total=True), self._text(row, at, cell)
        return column, self._styles.number("text", total=True), xml.BLANK

    def _kind(self, at: int, cell: Cell) -> str:
        """How a text looks: as its column, so that it stands below the head of that."""
        kind = "absence" if cell.role == "figure" else cell.role
        return kind if self._table.columns[at].align == "left" else f"right.{kind}"

    def _figure(self, at: int, cell: Cell, number: Decimal) -> str:
        formula = self._sums.formula(at, cell, self._row) if self._layout.formulas else ""
        return xml.formula(formula, str(number)) if formula else xml.number(str(number))

    def _text(self, row: Row, at: int, cell: Cell) -> str:
        if len(cell.text) * 2 > LIMIT:
            refuse_long(self._table, row, at, "xlsx", LIMIT)
        said = "\n".join(lines_of(cell.text))
        if len(said) * 2 > LIMIT:  # what is hidden takes more room once it is seen
            shown = Row((*row.cells[:at], Cell(said), *row.cells[at + 1 :]))
            refuse_long(self._table, shown, at, "xlsx", LIMIT)
        return xml.text(said)


def lines_in(text: str, cells: int) -> int:
    """How many lines a text takes in a column of that width."""
    return _short(text, cells) if len(text) <= _SHORT else _lines_in(text, cells)


def _lines_in(text: str, cells: int) -> int:
    lines = (-(-width(line[:_MEASURED]) // max(1, cells)) or 1 for line in text.split("\n"))
    return min(_HIGHEST, sum(lines))


_short = lru_cache(_KEPT)(_lines_in)
