"""A document as one HTML file: no scripts, nothing fetched, light and dark, made for A4."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import Block, Document, Heading, Note, Paragraph, Table
from pilot_tui.report.formats import Layout
from pilot_tui.report.html_chart import chart_parts
from pilot_tui.report.html_rows import class_of
from pilot_tui.report.html_table import table_parts
from pilot_tui.report.html_text import escaped, flat, prose
from pilot_tui.workbook.blocks import Ticking, silent

_WIDE = 8
"""Columns from which a table asks for landscape paper."""
_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Should an escape ever fail, the browser still runs and fetches nothing."""


def write(document: Document) -> str:
    """The whole file."""
    return "".join(_parts(document))


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """`write`, into a file."""
    for part in _parts(document, layout.tick):
        file.write(part.encode("utf-8"))


def _parts(document: Document, tick: Ticking = silent) -> Iterator[str]:
    wide = any(isinstance(block, Table) and len(block.columns) > _WIDE for block in document.blocks)
    told = Checksum(document)
    yield f'<!doctype html>\n<html lang="{_LANGUAGES[document.language]}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{flat(document.title)} {flat(document.subtitle)}</title>\n"
    yield f"<style>\n{_style()}</style>\n"
    yield f"</head>\n<body{' class=wide' if wide else ''}>\n<main>\n"
    yield f"<header><h1>{escaped(document.title)}</h1><p>{escaped(document.subtitle)}</p></header>\n"
    for at, block in enumerate(told.blocks(tick)):
        yield from _block(block, document, at)
    yield "</main>\n<footer>\n"
    yield from (f"<p>{escaped(said)}</p>\n" for said in document.closing)
    yield f"<p>{escaped(document.labels.checksum)}<code>{told.digits()}</code></p>\n"
    yield "</footer>\n</body>\n</html>\n"


@cache
def _style() -> str:
    return (Path(__file__).parent / "summary.css").read_text("utf-8")


def _block(block: Block, document: Document, at: int) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{escaped(block.text)}</h{block.level}>\n"
        case Paragraph():
            yield f"<p{class_of(block.align if block.align != 'left' else '')}>{prose(block)}</p>\n"
        case Note(role="banner"):
            mark = escaped(document.labels.illustrative)
            yield f'<p class="banner" role="note"><strong>{mark}</strong>{escaped(block.text)}</p>\n'
        case Note():
            yield f'<p class="{block.role}">{escaped(block.text)}</p>\n'
        case Table():
            yield from table_parts(block, document.labels.illustrative, at)
        case _:
            yield from chart_parts(block, document.labels, at)
