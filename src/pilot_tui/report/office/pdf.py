"""A document as PDF, set by typst: fonts embedded, pages numbered, text that can be copied and read aloud.

The page is described by `summary.typ`; everything that came from data is handed over as data, so that
nothing in it can be taken for a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, get_args

from pilot_tui.colours import PAPER
from pilot_tui.report.canonical import canonical, checksum
from pilot_tui.report.document import Block, Chart, Document, Heading, NoteRole, Paragraph, Row, Table
from pilot_tui.report.drawing import Picture, sheets
from pilot_tui.report.formats import Layout
from pilot_tui.report.lights import LIGHTS
from pilot_tui.report.office import fonts
from pilot_tui.report.office.cell_text import lines_of, refuse_long_heads
from pilot_tui.report.office.needing import library
from pilot_tui.report.office.paper import turning
from pilot_tui.report.svg_marks import elements

_NOTES = get_args(NoteRole)
_SIZE = {False: (500.0, 690.0), True: (745.0, 430.0)}
"""Points a chart may take of paper that stands, and of paper that lies."""
_UNBROKEN = re.compile(r"[!-~]{24,}")
"""Letters in a row that no line holds: they may be broken anywhere."""
_TAGGED = 2_000
"""Rows up to which a page tells readers of screens what is a table; beyond, it would take too much memory."""


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """The whole file; raises `NoLibrary`, `NoFont` and `TooLong`."""
    typst = library("pdf", "typst")
    families, found = fonts.found(typst, canonical_text(document))
    data = {
        **_words(document),
        "fonts": families,
        "inks": dict(PAPER),
        **_parts(list(_blocks(document, families, layout))),
    }
    rows = sum(len(group.rows) for table in document.tables for group in table.groups)
    template = Path(__file__).with_name("summary.typ").read_bytes()
    inputs = {"data": json.dumps(data)}
    file.write(typst.compile(template, font_paths=found, sys_inputs=inputs, pdf_tags=rows <= _TAGGED))


def canonical_text(document: Document) -> str:
    """Everything it says, to see which characters are needed."""
    return str(json.loads(canonical(document)))


def _words(document: Document) -> dict[str, object]:
    checked = document.labels.checksum + checksum(document)
    titles = sum(isinstance(block, Heading | Table | Chart) for block in document.blocks)
    return {
        "title": _safe(document.title),
        "subtitle": _safe(document.subtitle),
        "language": document.language,
        "contents": _safe(document.labels.contents) if titles > 2 else "",
        "illustrative": _safe(document.labels.illustrative),
        "mark": _safe(document.labels.mark),
        "foot": _safe(document.foot.replace("\n", " · ")),
        "closing": [_safe(line) for line in (*document.closing, checked)],
    }


def _safe(text: str) -> str:
    """Nothing hidden, and a place to break in what has none."""
    return "\n".join(_UNBROKEN.sub(_breakable, line) for line in lines_of(text))


def _breakable(found: re.Match[str]) -> str:
    return "\u200b".join(found[0][at : at + 12] for at in range(0, len(found[0]), 12))


def _parts(blocks: list[dict[str, object]]) -> dict[str, object]:
    """What stands on paper that stands; from the first wide table on it lies on its side.

    Notes alone would leave the first page empty, so they lie with their table.
    """
    turn = next((at for at, block in enumerate(blocks) if block["turns"]), len(blocks))
    if turn < len(blocks) and all(block["kind"] in _NOTES for block in blocks[:turn]):
        turn = 0
    return {"standing": blocks[:turn], "lying": blocks[turn:]}


def _blocks(document: Document, families: list[str], layout: Layout) -> Iterator[dict[str, object]]:
    lying = False
    for at, (block, turns) in enumerate(turning(document.blocks)):
        layout.tick(at, len(document.blocks))
        lying = lying or turns
        yield {"turns": turns, **_block(block, document, families, lying)}


def _block(block: Block, document: Document, families: list[str], lying: bool) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": _safe(block.text), "level": block.level - 1}
    if isinstance(block, Paragraph):
        return {"kind": "prose", **_prose(block)}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    if isinstance(block, Chart):
        drawn = [_svg(one, families) for one in sheets(block, *_SIZE[lying], document.labels.mark)]
        return {
            "kind": "chart",
            "title": _safe(block.title),
            "subtitle": _safe(block.subtitle),
            "pictures": drawn,
            "notes": [_safe(note) for note in block.notes],
        }
    return {"kind": block.role, "text": _safe(block.text)}


def _prose(block: Paragraph) -> dict[str, object]:
    return {"align": block.align, "runs": [{"text": _safe(run.text), "role": run.role} for run in block.runs]}


def _table(table: Table) -> dict[str, object]:
    refuse_long_heads(table, "pdf")
    points = [_decimals(table, at) for at in range(len(table.columns))]
    rows: list[dict[str, object]] = []
    for group in table.groups:
        if group.title:
            rows.append({"group": _safe(group.title)})
        rows += [_row(table, row, points, first=not at) for at, row in enumerate(group.rows)]
        if group.subtotal:
            rows.append(_row(table, group.subtotal, points, first=False, total=True))
    rows += [_row(table, row, points, total=True) for row in table.total]
    return {
        "title": _safe(table.title),
        "subtitle": _safe(table.subtitle),
        "columns": [
            {
                "title": _safe(column.title + (f" ({column.unit})" if column.unit else "")),
                "group": _safe(column.group),
                "align": "left" if column.align == "left" else "right",
                "blank": not any(row.cells[at].text for row in table.rows),
            }
            for at, column in enumerate(table.columns)
        ],
        "rows": rows,
        "head": [_safe(text) for text in table.head],
        "lead": [_prose(paragraph) for paragraph in table.lead],
        "around": [_safe(text) for text in (table.as_of, table.unit)],
        "tail": [_safe(text) for text in (table.rule, table.provenance, *table.notes) if text],
        "foot": [_safe(text) for text in table.foot],
    }


def _row(
    table: Table, row: Row, points: list[int], *, first: bool = True, total: bool = False
) -> dict[str, object]:
    cells = []
    for cell, column, most in zip(row.cells, table.columns, points, strict=True):
        said = "" if column.merge and not first else cell.text
        light = LIGHTS[cell.light] if cell.role == "light" else None
        padded = column.align == "point" and cell.number is not None
        cells.append(
            {
                "text": _safe(said.removeprefix(light[0]).strip() if light else said),
                "role": cell.role,
                "sign": light[0] if light else "",
                "ink": light[1] if light else "",
                "pad": _padding(cell.text, most) if padded else "",
            }
        )
    return {"cells": cells, "invented": row.illustrative, "total": total}


def _decimals(table: Table, at: int) -> int:
    if table.columns[at].align != "point":
        return 0
    cells = (row.cells[at] for row in table.rows)
    return max((len(cell.text.partition(".")[2]) for cell in cells if cell.number is not None), default=0)


def _padding(text: str, most: int) -> str:
    """What a figure lacks of the decimals of its column: set, but not seen."""
    _, point, decimals = text.partition(".")
    return "0" * (most - len(decimals)) if point or not most else "." + "0" * most


def _svg(picture: Picture, families: list[str]) -> dict[str, object]:
    """As a picture of its own, in the font of the page."""
    family = families[0].replace('"', "")
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{family}">'
    drawn = "".join(elements(picture, lambda ink: PAPER.get(ink) or PAPER[f"ink-{ink}"]))
    return {"svg": f"{head}{drawn}</svg>", "width": picture.width, "label": _safe(picture.title)}
