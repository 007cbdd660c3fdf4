"""A document as a workbook: a cover, one sheet a table, real numbers.

Rows are written as they come and let go, so a sheet of a hundred thousand takes no more memory than one of
ten. No text is ever a formula: strings are written as strings, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from pilot_tui.report.canonical import checksum
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Chart, Document, Heading, Note, Paragraph, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office.cell_text import lines_of, refuse_long_text
from pilot_tui.report.office.needing import library
from pilot_tui.report.office.sheet_names import SheetNames
from pilot_tui.report.office.xlsx_sheet import LIMIT, LINE, Sheet, lines_in
from pilot_tui.report.office.xlsx_styles import Styles
from pilot_tui.safe import one_line

_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COVER_CELLS = 90
_PROPERTY = 250
"""Characters of a property of the file."""
_HIGH = {"title": 28, "subtitle": 20, "heading": 22}


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """The whole workbook; raises `NoLibrary` and `TooLong`, and leaves nothing behind."""
    with making(file) as made:
        _fill(made, document, layout)


@contextmanager
def making(file: BinaryIO) -> Iterator[Any]:
    """A workbook to be written from top to bottom, whole once all is done; raises `NoLibrary`."""
    with TemporaryDirectory() as folder:
        made = library("xlsx", "xlsxwriter").Workbook(file, {**_SETTINGS, "tmpdir": folder})
        try:
            yield made
            made.close()
        finally:
            for sheet in made.worksheets():
                sheet.row_data_fh.close()  # where the rows wait; open still if the work was stopped


def _fill(made: Any, document: Document, layout: Layout) -> None:  # noqa: ANN401  # of a library without types
    """A cover, then table after table."""
    styles, names = Styles(made), SheetNames()
    title = one_line(f"{document.title} {document.subtitle}")[:_PROPERTY]
    made.set_properties({"title": title, "comments": document.foot})
    blocks = (block for block in document.blocks if isinstance(block, Table | Chart))
    tables = [one if isinstance(one, Table) else chart_table(one, document.labels) for one in blocks]
    cover = names.name(_first(document.subtitle), "")
    named = [(names.name(_first(table.title), _first(table.subtitle)), table) for table in tables]
    _cover(made, styles, document, cover, [name for name, _ in named])
    for at, (name, table) in enumerate(named):
        layout.tick(at, len(named))
        Sheet(made.add_worksheet(name), styles, document, table, layout).write()


def _first(text: str) -> str:
    """A text in its first language."""
    return text.split("\n")[0]


def _cover(made: Any, styles: Styles, document: Document, name: str, sheets: list[str]) -> None:  # noqa: ANN401  # of a library without types
    """What stands round the tables: title, banner, prose, the list of sheets, what it all rests on."""
    sheet = made.add_worksheet(name)
    sheet.set_column(0, 0, _COVER_CELLS)
    sheet.set_paper(9)
    sheet.hide_gridlines(2)
    said = [(document.title, "title"), (document.subtitle, "subtitle"), ("", "note")]
    for block in document.blocks:
        if isinstance(block, Heading):
            said.append((block.text, "heading"))
        elif isinstance(block, Paragraph):
            said.append((block.text, "prose"))
        elif isinstance(block, Note):
            said.append((block.text, "banner" if block.role == "banner" else "note"))
    said += [("", "note"), (document.labels.contents, "heading")]
    at = _write(sheet, styles, said, 0)
    for sheet_name in sheets:
        target = sheet_name.replace("'", "''")
        sheet.write_url(at, 0, f"internal:'{target}'!A1", styles.of("link"), sheet_name)
        at += 1
    closing = (*document.closing, document.labels.checksum + checksum(document))
    _write(sheet, styles, [("", "note"), *((line, "note") for line in closing)], at)


def _write(sheet: Any, styles: Styles, said: list[tuple[str, str]], at: int) -> int:  # noqa: ANN401  # of a library without types
    for text, kind in said:
        refuse_long_text(text, "xlsx", LIMIT)
        sheet.set_row(at, _HIGH.get(kind, LINE * lines_in(text, _COVER_CELLS)))
        sheet.write_string(at, 0, "\n".join(lines_of(text)), styles.of(kind))
        at += 1
    return at
