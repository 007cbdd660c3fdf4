"""A document as a workbook: a cover, one sheet a table, real numbers.

Rows are written as they come and let go, so a sheet of a hundred thousand takes no more memory than one of
ten. No text is ever a formula: strings are written as strings, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from pilot_tui.report.canonical import Checksum
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Chart, Document, Heading, Note, Paragraph, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.office.needing import library
from pilot_tui.report.office.sheet_names import SheetNames
from pilot_tui.report.office.xlsx_body import ABOVE, LINE, lines_in
from pilot_tui.report.office.xlsx_heads import put
from pilot_tui.report.office.xlsx_sheet import Sheet
from pilot_tui.report.office.xlsx_styles import Styles
from pilot_tui.safe import one_line

_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COVER_CELLS = 76
_PROPERTY = 250
"""Characters of a property of the file."""
_Said = tuple[str, str]
"""A text and the kind of cell it stands in."""
_HIGH = {"title": 24, "subtitle": 18, "heading": 20}
"""Points of a line that is higher than others."""


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
    """A cover, then table after table; what the cover says is known once all of them are written."""
    styles, names, told = Styles(made), SheetNames(), Checksum(document)
    title = one_line(f"{document.title} {document.subtitle}")[:_PROPERTY]
    made.set_properties({"title": title, "comments": document.foot})
    cover = made.add_worksheet(names.name(_first(document.subtitle), ""))
    said: list[_Said] = [(document.title, "title"), (document.subtitle, "subtitle"), ("", "note")]
    sheets: list[str] = []
    for block in told.blocks(layout.tick):
        if isinstance(block, Table | Chart):
            table = block if isinstance(block, Table) else chart_table(block, document.labels)
            sheets.append(names.name(_first(table.title), _first(table.subtitle)))
            Sheet(made.add_worksheet(sheets[-1]), styles, document, table).write(layout, told)
        else:
            said.append(_prose(block))
    closing = (*document.closing, document.labels.checksum + told.digits())
    said += [("", "note"), (document.labels.contents, "heading")]
    _cover(cover, styles, said, sheets, [("", "note"), *((line, "note") for line in closing)])


def _first(text: str) -> str:
    """A text in its first language."""
    return text.split("\n")[0]


def _prose(block: Heading | Paragraph | Note) -> _Said:
    if isinstance(block, Heading):
        return block.text, "heading"
    if isinstance(block, Paragraph):
        return block.text, "prose"
    return block.text, "banner" if block.role == "banner" else "note"


def _cover(sheet: Any, styles: Styles, above: list[_Said], sheets: list[str], below: list[_Said]) -> None:  # noqa: ANN401  # of a library without types
    """What stands round the tables: title, banner, prose, the list of sheets, what it all rests on."""
    sheet.set_column(0, 0, _COVER_CELLS)
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.6, 0.7)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    at = _write(sheet, styles, above, 0)
    for name in sheets:
        target = name.replace("'", "''")
        sheet.write_url(at, 0, f"internal:'{target}'!A1", styles.of("link"), name)
        at += 1
    _write(sheet, styles, below, at)


def _write(sheet: Any, styles: Styles, said: list[_Said], at: int) -> int:  # noqa: ANN401  # of a library without types
    for text, kind in said:
        high = _HIGH.get(kind, LINE)
        sheet.set_row(at, high * lines_in(text, _COVER_CELLS * LINE // high) + ABOVE)
        put(sheet, at, 0, text, styles.of(kind))
        at += 1
    return at
