"""A document as plain text: columns measured in terminal cells, hairlines, no escape sequences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from pilot_tui.cells import crop, shown, width
from pilot_tui.report.canonical import Checksum
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import (
    BarChart,
    Block,
    Document,
    Heading,
    HeatMap,
    LineChart,
    Note,
    Paragraph,
    Table,
)
from pilot_tui.report.formats import Layout
from pilot_tui.report.text_chart import bar_lines, fits, line_lines
from pilot_tui.report.text_table import RULE, Grid
from pilot_tui.report.wrapping import wrap
from pilot_tui.workbook.blocks import Ticking, silent

_ROOM = 8
"""Cells to write a name in."""


def write(document: Document, cells: int) -> str:
    """The document in lines of at most `cells` cells; only a table that cannot be narrower goes beyond."""
    return "".join(f"{line}\n" for line in lines_of(document, cells))


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """`write`, into a file."""
    for line in lines_of(document, layout.width, layout.tick):
        file.write(f"{line}\n".encode())


def lines_of(document: Document, cells: int, tick: Ticking = silent) -> Iterator[str]:
    """`write`, line by line."""
    yield from head_lines(document, cells)
    before: Block | None = None
    told = Checksum(document)
    for block in told.blocks(tick):
        if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            yield ""
        yield from (line.rstrip(" ") for line in block_lines(block, document, cells, told))
        before = block
    yield from tail_lines(document, cells, told.digits())


def head_lines(document: Document, cells: int) -> Iterator[str]:
    """What stands over all blocks."""
    yield from _centred(document.title, cells, cells)
    yield from _centred(document.subtitle, cells, cells)


def tail_lines(document: Document, cells: int, digits: str) -> Iterator[str]:
    """What stands below them; `digits` are those of its `checksum`."""
    yield from ("", RULE * cells)
    for said in (*document.closing, document.labels.checksum + digits):
        yield from wrap(said, cells)


def block_lines(block: Block, document: Document, cells: int, told: Checksum) -> Iterator[str]:
    """One block, its rows hashed as they go by; its lines may end in blanks."""
    match block:
        case Heading():
            yield from _centred(block.text, cells, cells)
        case Paragraph():
            yield from _paragraph(block, cells)
        case Note(role="banner"):
            yield from (f"! {line}" for line in wrap(block.text, cells - 2))
        case Note():
            yield from _centred(block.text, cells, cells)
        case Table():
            yield from _table(block, document, cells, told)
        case HeatMap():
            yield from _table(chart_table(block, document.labels), document, cells)
        case _:
            yield from _chart(block, document, cells)


def _paragraph(block: Paragraph, cells: int) -> Iterator[str]:
    for said in block.text.split("\n"):
        for line in wrap(said, cells):
            gap = cells - width(line)
            yield " " * {"left": 0, "center": gap // 2, "right": gap}[block.align] + line


def _chart(chart: BarChart | LineChart, document: Document, cells: int) -> Iterator[str]:
    if isinstance(chart, LineChart) and not fits(chart, cells, document.labels.mark):
        yield from _table(chart_table(chart, document.labels), document, cells)
        return
    yield from _centred(f"{chart.title}  {chart.subtitle}", cells, cells)
    mark = document.labels.mark
    if isinstance(chart, BarChart):
        yield from bar_lines(chart, cells, mark)
    else:
        yield from line_lines(chart, cells, mark)
    for note in chart.notes:
        yield from wrap(note, cells)


def _table(table: Table, document: Document, cells: int, told: Checksum | None = None) -> Iterator[str]:
    grid = Grid(table, document, cells, told.rows if told else iter)
    yield from _centred(f"{table.title}  {table.subtitle}", grid.cells, cells)
    yield from _blanks(table.head, grid.cells)
    yield from _apart(table.as_of, table.unit, grid.cells, cells)
    for paragraph in table.lead:
        yield from wrap(paragraph.text, cells)
    for at, lines in enumerate(grid.panels()):
        if at:
            yield from ("", *_centred(table.title + document.labels.continued, grid.cells, cells))
        yield from lines
    moved = (f"{grid.see(at)}  {text}" for text, at in grid.moved.items())
    for said in filter(None, (*moved, table.rule, table.provenance, *table.notes)):
        yield from wrap(said, cells)
    if table.foot:
        yield from ("", *_blanks(table.foot, grid.cells))


def _centred(said: str, wide: int, most: int) -> Iterator[str]:
    for line in wrap(said, most):
        yield " " * max(0, (wide - width(line)) // 2) + line


def _apart(left: str, right: str, wide: int, most: int) -> Iterator[str]:
    """Two texts at both ends of the table, one below the other where they do not fit."""
    between = wide - width(left) - width(right)
    if between >= 2:
        yield shown(left) + " " * between + shown(right)
    else:
        yield from (*wrap(left, most), *wrap(right, most))


def _blanks(said: Sequence[str], wide: int) -> Iterator[str]:
    """Words with room behind each to write in, one below the other where there is none."""
    share = wide // max(1, len(said))
    if said and all(width(text) + _ROOM <= share for text in said):
        yield "".join(crop(text, share) for text in said)
    else:
        yield from map(shown, said)
