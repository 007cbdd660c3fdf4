"""The heads of a table on a sheet: one band, the heads of several columns above those of each."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pilot_tui.report.document import Table
from pilot_tui.report.office.cell_text import lines_of, refuse_long_text
from pilot_tui.report.office.xlsx_body import ABOVE, LIMIT, LINE, lines_in
from pilot_tui.report.office.xlsx_rows import put_text
from pilot_tui.report.office.xlsx_styles import Styles


def put(sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401  # of a library without types
    """A text of the document in a row of XlsxWriter's own; raises `TooLong`."""
    refuse_long_text(text, "xlsx", LIMIT)
    put_text(sheet, row, column, "\n".join(lines_of(text)), form)


class Heads:
    """The heads of one table."""

    def __init__(self, sheet: Any, styles: Styles, table: Table, widths: list[int], mark: str) -> None:  # noqa: ANN401  # of a library without types
        """Heads of columns of those widths; `mark` is the head of the marks, empty where none are."""
        self._sheet, self._styles, self._columns = sheet, styles, table.columns
        self._widths, self._mark, self._offset = widths, mark, int(bool(mark))

    @property
    def rows(self) -> int:
        """How many rows they take."""
        return 2 if any(column.group for column in self._columns) else 1

    def write(self, at: int) -> None:
        """All of them, from row `at` on; raises `TooLong`."""
        if self.rows > 1:
            self._over(at)
        row = at + self.rows - 1
        high = max(map(self._lines, range(len(self._columns))))
        self._sheet.set_row(row, LINE * high + ABOVE)
        if self._mark:
            put(self._sheet, row, 0, self._mark, self._styles.of("head"))
        for place, column in enumerate(self._columns, self._offset):
            unit = f" ({column.unit})" if column.unit else ""
            kind = "head" if column.align == "left" else "head.right"
            put(self._sheet, row, place, column.title + unit, self._styles.of(kind))

    def _over(self, row: int) -> None:
        """The heads over several columns; what is in none of them is one band with the head below."""
        high = max(len(column.group.split("\n")) for column in self._columns)
        self._sheet.set_row(row, LINE * high + ABOVE)
        for place in range(self._offset + len(self._columns)):
            self._sheet.write_blank(row, place, None, self._styles.of("head.blank"))
        place, over = self._offset, self._styles.of("head.over")
        for name, run in groupby(self._columns, key=lambda column: column.group):
            count = len(list(run))
            if name and count > 1:
                self._sheet.merge_range(row, place, row, place + count - 1, "", over)
            if name:
                put(self._sheet, row, place, name, over)
            place += count

    def _lines(self, at: int) -> int:
        column = self._columns[at]
        return lines_in(f"{column.title} {column.unit}", self._widths[at] - 1)
