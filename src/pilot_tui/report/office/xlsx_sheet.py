"""One table on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pilot_tui.cells import width
from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import Document, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office.xlsx_body import ABOVE, LINE, Body, lines_in
from pilot_tui.report.office.xlsx_heads import Heads, put
from pilot_tui.report.office.xlsx_rows import Rows
from pilot_tui.report.office.xlsx_styles import Styles

_LOOKED_AT = 300
"""Rows by which columns are measured."""
_NARROWEST, _WIDEST, _SPARE = 6, 26, 4
"""Characters of a column; what it has to spare, for a row further down may be longer than those looked at."""
_A4, _WIDE, _ACROSS = 9, 8, 110
"""What the paper is called; more columns, or wider ones together, need it turned."""
_BLANK = " " * 36
"""Room for what is written by hand."""
_BESIDE = 8
"""Points between a table and what is said of it."""
_HIGH = {"title": 23, "subtitle": 17, "sum": LINE, "beside": 13}
"""Points of a line of what stands round a table."""
_MARK = 6
"""Characters of the column with the marks of invented rows."""


class Sheet:
    """Writes from top to bottom; nothing above is ever touched again."""

    def __init__(self, sheet: Any, styles: Styles, document: Document, table: Table) -> None:  # noqa: ANN401  # of a library without types
        self._sheet, self._styles, self._document, self._table = sheet, styles, document, table
        self._invented = int(self._any_invented())
        self._row, self._last = 0, self._invented + len(table.columns) - 1
        self._widths: list[int] = []

    def write(self, layout: Layout, told: Checksum) -> None:
        """The whole sheet, its rows hashed as they go by; raises `TooLong`."""
        self._columns()
        self._above()
        mark = self._document.labels.mark if self._invented else ""
        heads = Heads(self._sheet, self._styles, self._table, self._widths, mark)
        heads.write(self._row)
        top = self._row + heads.rows
        rows = Rows(self._sheet, self._last + 1)
        body = Body(rows, self._styles, self._table, self._widths, mark, layout)
        self._row = body.write(top, told)
        self._below()
        self._set_up(top, heads.rows)

    def _any_invented(self) -> bool:
        """Whether any row may be invented: of a long table that is said by the document."""
        rows = list(islice(self._table.rows, _LOOKED_AT + 1))
        some = any(row.illustrative for row in rows)
        return some or (len(rows) > _LOOKED_AT and bool(self._document.illustrative))

    def _line(self, text: str, kind: str) -> None:
        """A line across the table, in as many lines as it needs there; nothing where nothing is said."""
        if not text:
            return
        if self._last:
            self._sheet.merge_range(self._row, 0, self._row, self._last, "", self._styles.of(kind))
        across = sum(self._widths) + _MARK * self._invented
        lines = lines_in(text, across * LINE // _HIGH[kind] - 1)
        self._sheet.set_row(self._row, _HIGH[kind] * lines + ABOVE)
        put(self._sheet, self._row, 0, text, self._styles.of(kind))
        self._row += 1

    def _columns(self) -> None:
        self._sheet.set_default_row(LINE + ABOVE)
        if self._invented:
            self._sheet.set_column(0, 0, _MARK)
        rows = list(islice(self._table.rows, _LOOKED_AT))
        for at, column in enumerate(self._table.columns):
            texts = (line for row in rows for line in row.cells[at].text[:200].split("\n"))
            widest = max(map(width, texts), default=0)
            wide = max(_NARROWEST, min(_WIDEST, max(widest, min(12, width(column.title))) + _SPARE))
            self._sheet.set_column(at + self._invented, at + self._invented, wide)
            self._widths.append(wide)

    def _above(self) -> None:
        table = self._table
        around = "    ".join(filter(None, (table.as_of, table.unit)))
        said = [(table.title, "title"), (table.subtitle, "subtitle")]
        said += [(_BLANK.join(table.head), "beside"), (around, "beside")]
        said += [(paragraph.text, "sum") for paragraph in table.lead]
        for text, kind in said:  # in one line each: what is above the heads never scrolls away
            self._line(text.replace("\n", " "), kind)

    def _below(self) -> None:
        """The line that ends the table, and what is said of it."""
        table = self._table
        for column in range(self._last + 1):
            self._sheet.write_blank(self._row, column, None, self._styles.of("end"))
        self._sheet.set_row(self._row, _BESIDE)
        self._row += 1
        said = (
            table.rule,
            table.provenance,
            *table.notes,
            _BLANK.join(table.foot),
            *self._document.closing[:1],
        )
        for text in said:
            self._line(text, "beside")

    def _set_up(self, top: int, heads: int) -> None:
        """Frozen panes, filter, lights, print."""
        sheet, columns = self._sheet, self._table.columns
        last = max(top, self._row)
        stubs = [at for at, column in enumerate(columns) if column.stub]
        sheet.freeze_panes(top, self._invented + (stubs[-1] + 1 if stubs else 0))
        for at in self._light_columns():
            for sign, form in self._styles.lights.items():
                rule = {"type": "text", "criteria": "begins with", "value": sign, "format": form}
                sheet.conditional_format(top, at, last, at, rule)
        sheet.set_paper(_A4)
        if len(columns) > _WIDE or sum(self._widths) > _ACROSS:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top - heads, top - 1)
        sheet.set_margins(0.5, 0.5, 0.6, 0.7)
        foot = self._document.foot.replace("\n", " ").replace("&", "&&")
        sheet.set_footer(f"&L&8{foot[:150]}&R&8&P / &N")

    def _light_columns(self) -> Iterator[int]:
        for at, column in enumerate(self._table.columns):
            rows = islice(self._table.rows, _LOOKED_AT)
            if column.align == "left" and any(row.cells[at].role == "light" for row in rows):
                yield at + self._invented
