"""A document as Markdown, with the tables of GitHub: to be pasted into a page, a mail, a repository."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pilot_tui.report.canonical import Checksum
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Block, Cell, Column, Document, Heading, Note, Paragraph, Row, Run, Table
from pilot_tui.report.formats import Layout
from pilot_tui.safe import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_OPENING = re.compile(r"^(\s*)(\d*)([-=:.])(?=\s|-|=|$)")
"""What would begin a list, a rule or a heading at the start of a line."""


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """The whole file."""
    for line in _lines(document, layout):
        file.write(f"{line}\n".encode())


def escaped(text: str) -> str:
    """`text` on one line, nothing in it markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _broken(text: str) -> str:
    """`escaped`, line breaks kept."""
    return "<br>".join(escaped(line) for line in text.split("\n"))


def _opened(text: str) -> str:
    """`_broken`, at the start of a line."""
    return _OPENING.sub(r"\1\2\\\3", _broken(text))


def _lines(document: Document, layout: Layout) -> Iterator[str]:
    yield from (f"# {escaped(document.title)}", "", _opened(document.subtitle), "")
    told = Checksum(document)
    for block in told.blocks(layout.tick):
        yield from _block(block, document)
        yield ""
    yield from ("---", "")
    for said in (*document.closing, f"{document.labels.checksum}{told.digits()}"):
        yield from (_opened(said), "")


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escaped(block.text)}"
        case Paragraph():
            yield "".join(_run(run, at) for at, run in enumerate(block.runs))
        case Note(role="banner"):
            yield f"> **{escaped(document.labels.illustrative)}** {_broken(block.text)}"
        case Note():
            yield f"*{escaped(block.text)}*"
        case Table():
            yield from _table(block, document.labels.mark)
        case _:
            yield from _table(chart_table(block, document.labels), document.labels.mark)


def _run(run: Run, at: int) -> str:
    said = _broken(run.text) if at else _opened(run.text)
    bare = said.strip()
    return said.replace(bare, f"**{bare}**") if run.role == "strong" and bare else said


def _table(table: Table, mark: str) -> Iterator[str]:
    yield from (f"## {escaped(table.title)}  {escaped(table.subtitle)}", "")
    around = " ".join(filter(None, (table.as_of, table.unit)))
    for said in filter(None, (*(paragraph.text for paragraph in table.lead), around)):
        yield from (_opened(said), "")
    yield _row(_heading(column) for column in table.columns)
    yield _row("---" if column.align == "left" else "--:" for column in table.columns)
    for group in table.groups:
        if group.title:
            yield _row([f"**{_broken(group.title)}**", *[""] * (len(table.columns) - 1)])
        for row in (*group.rows, *([group.subtotal] if group.subtotal else [])):
            yield _row(_cells(row, mark))
    for row in table.total:
        yield _row(_cells(row, mark))
    for said in (table.rule, table.provenance, *table.notes):
        if said:
            yield from ("", _opened(said))


def _heading(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    return _broken(" ".join(filter(None, (column.group, column.title))) + unit)


def _cells(row: Row, mark: str) -> Iterator[str]:
    for at, cell in enumerate(row.cells):
        said = _cell(cell)
        yield f"*{escaped(mark)}* {said}".rstrip() if row.illustrative and not at else said


def _cell(cell: Cell) -> str:
    return f"*{_broken(cell.text)}*" if cell.role == "derived" else _broken(cell.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
