"""A document as JSON: the canonical form, indented, with its fingerprint; `summary.schema.json` describes it.

Whoever reads it can check it: `document`, written with sorted keys, without blanks and in ASCII, has the
SHA-256 whose first twelve digits are `checksum`. It is written block by block, a row at a time; so the
fingerprint, known at the end, is its last line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from pilot_tui.report.canonical import Checksum, fields_of, plain
from pilot_tui.report.document import Document, Group, Row, Table
from pilot_tui.report.formats import Layout
from pilot_tui.safe import escape_unseen

FORM, VERSION = "pilot-tui summary", 1
_EVERY = 512
"""Rows after which somebody is told how far it is."""


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """One object, in UTF-8."""
    for piece in _pieces(document, layout):
        file.write(escape_unseen(piece).encode())


def _pieces(document: Document, layout: Layout) -> Iterator[str]:
    told = Checksum(document)
    yield f'{{\n "format": {json.dumps(FORM)},\n "version": {VERSION},\n "document": '
    blocks = (_block(block, layout) for block in told.blocks(layout.tick))
    rest = {name: value for name, value in fields_of(document).items() if name != "blocks"}
    yield from _object([("blocks", _list(blocks, 2)), *_plain_fields(rest, 2)], 2)
    yield f',\n "checksum": {json.dumps(told.digits())}\n}}\n'


def _block(block: object, layout: Layout) -> Iterator[str]:
    if not isinstance(block, Table):
        return iter([_dumped(block, 3)])
    given = fields_of(block)
    groups = _list((_group(group, layout) for group in block.groups), 4)
    parts = [(name, groups if name == "groups" else iter([_dumped(one, 4)])) for name, one in given.items()]
    return _object(sorted(parts, key=lambda part: part[0]), 4)


def _group(group: Group, layout: Layout) -> Iterator[str]:
    rest = {name: value for name, value in fields_of(group).items() if name != "rows"}
    return _object([("rows", _list(_rows(group.rows, layout), 6)), *_plain_fields(rest, 6)], 6)


def _rows(rows: Sequence[Row], layout: Layout) -> Iterator[Iterator[str]]:
    for at, row in enumerate(rows):
        if at % _EVERY == 0:
            layout.tick(at, len(rows))
        yield iter([_dumped(row, 7)])


def _plain_fields(given: dict[str, object], deep: int) -> list[tuple[str, Iterator[str]]]:
    return [(name, iter([_dumped(value, deep)])) for name, value in sorted(given.items())]


def _object(parts: Iterable[tuple[str, Iterator[str]]], deep: int) -> Iterator[str]:
    """An object whose names stand `deep` blanks from the edge."""
    before, edge = "{", "\n" + " " * deep
    for name, value in parts:
        yield from chain([f"{before}{edge}{json.dumps(name)}: "], value)
        before = ","
    yield f"{edge[:-1]}}}"


def _list(parts: Iterable[Iterator[str]], deep: int) -> Iterator[str]:
    """A list whose parts stand one blank further in than `deep`."""
    before, edge = "[", "\n" + " " * (deep + 1)
    for part in parts:
        yield from chain([before, edge], part)
        before = ","
    yield "[]" if before == "[" else f"{edge[:-1]}]"


def _dumped(one: object, deep: int) -> str:
    said = json.dumps(one, default=plain, sort_keys=True, ensure_ascii=False, indent=1)
    return said.replace("\n", "\n" + " " * deep)
