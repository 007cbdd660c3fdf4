"""One table on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import Any

from pilot_tui.cells import width
from pilot_tui.report.document import Cell, Document, Group, Row, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office.cell_text import lines_of, refuse_long, refuse_long_text
from pilot_tui.report.office.number_form import holds, number_form
from pilot_tui.report.office.xlsx_styles import Styles
from pilot_tui.report.office.xlsx_sums import Sums

LIMIT = 32_767
"""Characters of a cell."""
_LOOKED_AT = 300
"""Rows by which columns are measured."""
_NARROWEST, _WIDEST, _SPARE = 6, 26, 4
"""Characters of a column; what it has to spare, for a row further down may be longer than those looked at."""
_A4, _WIDE = 9, 8
LINE = 15
"""Points of a line; where text is wrapped the row is told how high it is, for not all programs find out."""
_HIGH = {"title": 26, "subtitle": 18}
_EVERY = 512
"""Rows after which somebody is told how far it is."""


class Sheet:
    """Writes from top to bottom; nothing above is ever touched again."""

    def __init__(self, sheet: Any, styles: Styles, document: Document, table: Table, layout: Layout) -> None:  # noqa: ANN401  # of a library without types
        self._sheet, self._styles, self._document, self._table = sheet, styles, document, table
        self._layout = layout
        first = islice(chain.from_iterable(group.rows for group in table.groups), _LOOKED_AT)
        self._invented = int(any(row.illustrative for row in (*first, *table.total)))
        self._row, self._last = 0, self._invented + len(table.columns) - 1
        self._sums = Sums(self._invented, layout.formulas)
        self._widths: list[int] = []

    def write(self) -> None:
        """The whole sheet; raises `TooLong`."""
        self._columns()
        self._above()
        self._heads()
        top = self._row
        self._body()
        self._below()
        self._set_up(top)

    def _text(self, text: str, kind: str, column: int = 0) -> None:
        refuse_long_text(text, "xlsx", LIMIT)
        self._sheet.write_string(self._row, column, "\n".join(lines_of(text)), self._styles.of(kind))

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
                    said = "\n".join(lines_of(name))
                    self._sheet.merge_range(
                        self._row, at, self._row, at + count - 1, said, self._styles.of("head.over")
                    )
                else:
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

    def _body(self) -> None:
        for group in self._table.groups:
            self._group(group)
        for row in self._table.total:
            self._write_row(row, total=True)

    def _group(self, group: Group) -> None:
        if group.title:
            self._text(group.title, "group", self._invented)
            self._row += 1
        first = self._row
        for at, row in enumerate(group.rows):
            if at % _EVERY == 0:
                self._layout.tick(at, len(group.rows))
            self._write_row(row)
            self._sums.row(row)
        if group.subtotal:
            self._sums.group(first, self._row)
            self._write_row(group.subtotal, total=True)

    def _write_row(self, row: Row, *, total: bool = False) -> None:
        if (high := self._height(row)) > 1:
            self._sheet.set_row(self._row, high * LINE)
        if row.illustrative:
            self._text(self._document.labels.mark, "mark")
        for at, cell in enumerate(row.cells):
            if cell.number is not None and holds(cell.number):
                self._write_number(at, cell, cell.number, total)
            elif cell.text:
                self._write_text(row, at, cell, total)
            elif total:
                self._sheet.write_blank(
                    self._row, at + self._invented, None, self._styles.of("text", "", total)
                )
        self._row += 1

    def _write_number(self, at: int, cell: Cell, number: Decimal, total: bool) -> None:
        form, column = self._styles.of("figure", number_form(cell), total), at + self._invented
        formula = self._sums.formula(at, cell, self._row) if total and self._layout.formulas else ""
        if formula:
            self._sheet.write_formula(self._row, column, formula, form, float(number))
        else:
            self._sheet.write_number(self._row, column, float(number), form)

    def _height(self, row: Row) -> int:
        """How many lines its highest cell takes."""
        long = [
            lines_in(cell.text, wide - 1)
            for cell, wide in zip(row.cells, self._widths, strict=True)
            if len(cell.text) * 2 > wide and cell.number is None
        ]
        return max(long, default=1)

    def _write_text(self, row: Row, at: int, cell: Cell, total: bool) -> None:
        if len(cell.text) * 2 > LIMIT:
            refuse_long(self._table, row, at, "xlsx", LIMIT)
        said = "\n".join(lines_of(cell.text))
        if len(said) * 2 > LIMIT:  # what is hidden takes more room once it is seen
            refuse_long(self._table, _shown(row, at, said), at, "xlsx", LIMIT)
        form = self._styles.of(cell.role if cell.role != "figure" else "absence", "", total)
        self._sheet.write_string(self._row, at + self._invented, said, form)

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


def lines_in(text: str, cells: int) -> int:
    """How many lines a text takes in a column of that width; a row can be no higher than a page."""
    return min(27, sum(-(-width(line[:4000]) // max(1, cells)) or 1 for line in text.split("\n")))


def _shown(row: Row, at: int, said: str) -> Row:
    return Row((*row.cells[:at], Cell(said), *row.cells[at + 1 :]), row.illustrative)
