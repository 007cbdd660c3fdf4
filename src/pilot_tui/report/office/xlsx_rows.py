"""Rows of a table as a workbook keeps them, written into the sheet XlsxWriter makes.

Cell by cell that library takes most of the time of a long sheet. So the rows of a table are put down here as
the XML they are, into the file where XlsxWriter lets its own rows wait; all else of a workbook is its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pilot_tui.workbook.sheets.cell_names import column_name

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPED = re.compile(r"_(x[0-9a-fA-F]{4}_)")
"""What would be read as the sign of that number."""
_SHORT, _KEPT = 60, 4_096
"""Characters of a text that is likely to come again, and how many of those are kept as they are written."""


Cell = tuple[int, int, str]
"""Its column, its style, and what stands in it by `text`, `number` or `formula`."""


class Rows:
    """The rows of one sheet, each below the last; between them XlsxWriter may write rows of its own."""

    def __init__(self, sheet: Any, columns: int) -> None:  # noqa: ANN401  # of a library without types
        self._sheet, self._columns = sheet, columns
        self._places = [column_name(at) for at in range(columns)]
        self._begun = False

    def write(self, at: int, cells: list[Cell], high: float = 0) -> None:
        """A row of cells, `high` points high; 0 where a spreadsheet finds that out."""
        if not self._begun:
            self._sheet._write_single_row(at)  # what XlsxWriter holds back of the rows above
            self._begun = True
        row, places = at + 1, self._places
        said = [f'<c r="{places[column]}{row}" s="{style}"{rest}' for column, style, rest in cells]
        higher = f' ht="{high:g}" customHeight="1"' if high else ""
        self._sheet.row_data_fh.write(f'<row r="{row}"{higher}>{"".join(said)}</row>')

    def end(self, at: int) -> None:
        """Row `at` is the first that XlsxWriter writes again."""
        self._sheet._check_dimensions(max(0, at - 1), self._columns - 1)
        self._sheet.previous_row = at


def put_text(sheet: Any, row: int, column: int, said: str, form: Any) -> None:  # noqa: ANN401  # of a library without types
    """A text in a row of XlsxWriter's own; what it would take for its own markup gets a blank behind it."""
    own = said.startswith("<r>") and said.endswith("</r>")
    sheet.write_string(row, column, f"{said} " if own else said, form)


def style_of(form: Any) -> int:  # noqa: ANN401  # of a library without types
    """By what number the cells of a workbook name a format."""
    return int(form._get_xf_index())


def number(digits: str) -> str:
    """A figure."""
    return f"><v>{digits}</v></c>"


def formula(said: str, digits: str) -> str:
    """A formula and what it comes to."""
    return f"><f>{said.removeprefix('=').translate(_MARKUP)}</f><v>{digits}</v></c>"


BLANK = "/>"


def text(said: str) -> str:
    """A text, never a formula; it has to be `visible` already."""
    return _short(said) if len(said) <= _SHORT else _text(said)


def _text(said: str) -> str:
    if "_x" in said:
        said = _ESCAPED.sub(r"_x005F_\1", said)
    kept = ' xml:space="preserve"' if said != said.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{said.translate(_MARKUP)}</t></is></c>'


_short = lru_cache(_KEPT)(_text)
