"""One table on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby, islice
from typing import Any

from pilot_tui.cells import width
from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import Document, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office.cell_text import lines_of, refuse_long_text
from pilot_tui.report.office.xlsx_body import LIMIT, LINE, Body, lines_in
from pilot_tui.report.office.xlsx_rows import Rows, put_text
from pilot_tui.report.office.xlsx_styles import Styles

_LOOKED_AT = 300
"""Rows by which columns are measured."""
_NARROWEST, _WIDEST, _SPARE = 6, 26, 4
"""Characters of a column; what it has to spare, for a row further down may be longer than those looked at."""
_A4, _WIDE = 9, 8
_HIGH = {"title": 26, "subtitle": 18}


class Sheet:
    """Writes from top to bottom; nothing above is ever touched again."""

    def __init__(self, sheet: Any, styles: Styles, document: Document, table: Table) -> None:  # noqa: ANN401  # of a library without types
        self._sheet, self._styles, self._document, self._table = sheet, styles, document, table
        first = islice(chain.from_iterable(group.rows for group in table.groups), _LOOKED_AT)
        self._invented = int(any(row.illustrative for row in (*first, *table.total)))
        self._row, self._last = 0, self._invented + len(table.columns) - 1
        self._widths: list[int] = []

    def write(self, layout: Layout, told: Checksum) -> None:
        """The whole sheet, its rows hashed as they go by; raises `TooLong`."""
        self._columns()
        self._above()
        self._heads()
        top = self._row
        mark = self._document.labels.mark if self._invented else ""
        rows = Rows(self._sheet, self._last + 1)
        body = Body(rows, self._styles, self._table, self._widths, mark, layout)
        self._row = body.write(top, told)
        self._below()
        self._set_up(top)

    def _text(self, text: str, kind: str, column: int = 0) -> None:
        refuse_long_text(text, "xlsx", LIMIT)
        put_text(self._sheet, self._row, column, "\n".join(lines_of(text)), self._styles.of(kind))

    def _lines(self, *said: tuple[str, str]) -> None:
        for text, kind in said:
            if text:
                self._sheet.set_row(self._row, _HIGH.get(kind, LINE))
                self._text(text.replace("\n", " "), kind)
                self._row += 1

    def _columns(self) -> None:
        if self._invented:
            self._sheet.set_column(0, 0, 6)
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
        self._lines((table.title, "title"), (table.subtitle, "subtitle"))
        self._lines(("      ".join(table.head), "line"), (around, "line"))
        self._lines(*((paragraph.text, "lead") for paragraph in table.lead))

    def _heads(self) -> None:
        columns = self._table.columns
        if any(column.group for column in columns):
            at = self._invented
            for name, run in groupby(columns, key=lambda column: column.group):
                count = len(list(run))
                refuse_long_text(name, "xlsx", LIMIT)
                if name and count > 1:
                    over = self._styles.of("head.over")
                    self._sheet.merge_range(self._row, at, self._row, at + count - 1, "", over)
                self._text(name, "head.over", at)
                at += count
            self._row += 1
        self._sheet.set_row(self._row, LINE * max(map(self._lines_of_head, range(len(columns)))))
        if self._invented:
            self._text(self._document.labels.mark, "head")
        for at, column in enumerate(columns, self._invented):
            unit = f" ({column.unit})" if column.unit else ""
            self._text(column.title + unit, "head" if column.align == "left" else "head.right", at)
        self._row += 1

    def _lines_of_head(self, at: int) -> int:
        column = self._table.columns[at]
        return lines_in(f"{column.title} {column.unit}", self._widths[at] - 1)

    def _below(self) -> None:
        table = self._table
        self._row += 1
        said = (
            table.rule,
            table.provenance,
            *table.notes,
            "      ".join(table.foot),
            *self._document.closing[:1],
        )
        self._lines(*((text, "line") for text in said))

    def _set_up(self, top: int) -> None:
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
        if len(columns) > _WIDE:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top - 1)
        sheet.set_margins(0.5, 0.5, 0.6, 0.7)
        sheet.set_footer(f"&L&8{self._document.foot.replace(chr(10), ' ').replace('&', '&&')[:150]}&R&P / &N")

    def _light_columns(self) -> Iterator[int]:
        for at, column in enumerate(self._table.columns):
            rows = islice(self._table.rows, _LOOKED_AT)
            if column.align == "left" and any(row.cells[at].role == "light" for row in rows):
                yield at + self._invented
