"""A document for a word processor: A4, headings, contents, tables whose heads repeat, vector charts.

python-docx makes the file and its styles; what stands in it is written as the XML it is, because building a
table cell by cell takes that library a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import BinaryIO

from pilot_tui.report.canonical import checksum
from pilot_tui.report.document import Block, Chart, Document, Heading, Note, Paragraph, Table
from pilot_tui.report.drawing import sheets
from pilot_tui.report.formats import Layout
from pilot_tui.report.office import docx_xml as xml
from pilot_tui.report.office.cell_text import refuse_long_heads
from pilot_tui.report.office.docx_drawing import drawing
from pilot_tui.report.office.docx_styles import set_up
from pilot_tui.report.office.docx_table import table_xml
from pilot_tui.report.office.needing import library
from pilot_tui.report.office.paper import lies, turning

_CONTENTS_FROM = 3
"""Titles from which a table of contents helps."""


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """The whole file; raises `NoLibrary` and `TooLong`."""
    made = library("docx", "docx").Document()
    parse = library("docx", "docx.oxml").parse_xml
    foot = set_up(made, document)
    last = made.element.body[-1]  # the section
    for element in _elements(document, layout, foot):
        last.addprevious(parse(xml.namespaced(element)))
    lying = any(map(lies, document.blocks))
    made.element.body.replace(last, parse(xml.namespaced(xml.section(foot, wide=lying))))
    whole = BytesIO()  # on a full disk the archive would go on complaining after the refusal
    made.save(whole)
    file.write(whole.getbuffer())


def _elements(document: Document, layout: Layout, foot: str) -> Iterator[str]:
    """Everything in order; from the first wide table on the paper lies on its side."""
    yield xml.paragraph(document.title, "Title")
    yield xml.paragraph(document.subtitle, "Subtitle")
    titles = list(_titles(document))
    if len(titles) >= _CONTENTS_FROM:
        yield from xml.contents(document.labels.contents, titles)
    numbers, wide = count(1), False
    for at, (block, turns) in enumerate(turning(document.blocks)):
        layout.tick(at, len(document.blocks))
        if turns:
            yield xml.turn(foot, wide=False)
            wide = True
        yield from _block(block, document, wide, numbers)
    closing = (*document.closing, document.labels.checksum + checksum(document))
    yield from (xml.paragraph(said, "PilotNote") for said in closing)


def _titles(document: Document) -> Iterator[tuple[str, int]]:
    """What stands in the table of contents, each with its level."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.text, block.level - 1
        elif isinstance(block, Table | Chart):
            yield f"{block.title}  {block.subtitle}", 2


def _block(block: Block, document: Document, wide: bool, numbers: count[int]) -> Iterator[str]:
    match block:
        case Heading():
            yield xml.heading(block.text, block.level - 1, next(numbers))
        case Paragraph():
            yield xml.prose(block)
        case Note(role="banner"):
            yield xml.paragraph(f"{document.labels.illustrative}  {block.text}", "PilotBanner")
        case Note():
            yield xml.paragraph(block.text, "PilotNote")
        case Table():
            yield xml.heading(f"{block.title}  {block.subtitle}", 2, next(numbers))
            yield from _table(block, document, wide)
        case _:
            number = next(numbers)
            yield xml.heading(f"{block.title}  {block.subtitle}", 2, number)
            size = (xml.TEXT_WIDTH[wide], xml.TEXT_HEIGHT[wide])
            for at, picture in enumerate(sheets(block, *size, document.labels.mark)):
                yield drawing(picture, 100 * number + at)
            yield from (xml.paragraph(note, "PilotNote") for note in block.notes)


def _table(table: Table, document: Document, wide: bool) -> Iterator[str]:
    """With everything printed round it."""
    refuse_long_heads(table, "docx")
    around = ("      ".join(table.head), "    ".join(filter(None, (table.as_of, table.unit))))
    yield from (xml.paragraph(said, "PilotNote", keep=True) for said in around if said)
    yield from (xml.prose(paragraph, keep=True) for paragraph in table.lead)
    yield table_xml(table, document.labels.mark, xml.TEXT_WIDTH[wide])
    below = (table.rule, table.provenance, *table.notes, "            ".join(table.foot))
    yield from (xml.paragraph(said, "PilotNote") for said in below if said)
