"""A document as plain text: columns measured in terminal cells, hairlines, no escape sequences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui.cells import crop, shown, width
from pilot_tui.report.canonical import checksum
from pilot_tui.report.document import Block, Document, Heading, Note, Paragraph, Table
from pilot_tui.report.text_table import RULE, Grid
from pilot_tui.report.wrapping import wrap

_ROOM = 8
"""Cells to write a name in."""


def write(document: Document, cells: int) -> str:
    """The document in lines of at most `cells` cells; only a table that cannot be narrower goes beyond."""
    lines = [*_centred(document.title, cells, cells), *_centred(document.subtitle, cells, cells)]
    for block in document.blocks:
        lines += ["", *_block(block, document, cells)]
    lines += ["", RULE * cells]
    for said in (*document.closing, document.labels.checksum + checksum(document)):
        lines += wrap(said, cells)
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _block(block: Block, document: Document, cells: int) -> Iterator[str]:
    match block:
        case Heading():
            yield from _centred(block.text, cells, cells)
        case Paragraph():
            yield from wrap(block.text, cells)
        case Note(role="banner"):
            yield from (f"! {line}" for line in wrap(block.text, cells - 2))
        case Note():
            yield from _centred(block.text, cells, cells)
        case _:
            yield from _table(block, document, cells)


def _table(table: Table, document: Document, cells: int) -> Iterator[str]:
    grid = Grid(table, document, cells)
    panels = list(grid.panels())
    yield from _centred(f"{table.title}  {table.subtitle}", grid.cells, cells)
    yield from _blanks(table.head, grid.cells)
    yield from _apart(table.as_of, table.unit, grid.cells, cells)
    for paragraph in table.lead:
        yield from wrap(paragraph.text, cells)
    for at, lines in enumerate(panels):
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
