"""The one way of writing a document down, and its fingerprint.

It is JSON with sorted keys, in ASCII, without blanks. It is made in pieces, a row at a time, so that a table
of a hundred thousand rows is hashed without ever being one text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from pilot_tui.report.document import Block, Blocks, Cell, Document, Group, Row, Table
from pilot_tui.workbook.blocks import Ticking, silent

_said = json.encoder.encode_basestring_ascii
_AT_ONCE = 256
"""Rows a piece."""
_LONG = (Document, Table, Group)
"""What is written piece by piece."""


def canonical(document: Document) -> str:
    """The document as JSON, the same wherever the same is said."""
    return "".join(pieces(document))


def checksum(document: Document) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of `canonical`."""
    told = Checksum(document)
    for _ in told.blocks():
        pass
    return told.digits()


class Checksum:
    """`checksum`, taken while a document is written: each block is made once, each row gone through once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._digest = hashlib.sha256()
        self._left: Iterator[str | Sequence[Row]] = iter(())

    def blocks(self, tick: Ticking = silent) -> Iterator[Block]:
        """The blocks in order; what a writer has not gone through of one is hashed after it."""
        before, many = '{"blocks":[', len(self._document.blocks)
        for at, block in enumerate(self._document.blocks):
            tick(min(at, many), many)
            self._add(before)
            self._left, before = _parts(block), ","
            yield block
            self._until(None)
        self._add("]" if before == "," else f"{before}]")

    def rows(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows of a group of the block that is written, hashed as they go by; others are let through."""
        if not self._until(rows):
            yield from rows
            return
        left, before = iter(rows), "["
        while some := list(islice(left, _AT_ONCE)):
            yield from some
            self._add(before + ",".join(map(_row, some)))
            before = ","
        self._add("]" if before == "," else "[]")

    def digits(self) -> str:
        """The digits, once all blocks have been written."""
        for name, value in sorted(fields_of(self._document).items()):
            if name != "blocks":
                self._add(f",{_dumped(name)}:{_dumped(value)}")
        self._add("}")
        return self._digest.hexdigest()[:12]

    def _until(self, rows: Sequence[Row] | None) -> bool:
        """Everything before these rows, or to the end of the block; whether they stand in it."""
        for part in self._left:
            if isinstance(part, str):
                self._add(part)
            elif part is rows:
                return True
            else:
                for piece in _rows(part):
                    self._add(piece)
        return False

    def _add(self, piece: str) -> None:
        self._digest.update(piece.encode("ascii"))


def pieces(document: Document) -> Iterator[str]:
    """`canonical`, piece by piece."""
    for part in _parts(document):
        if isinstance(part, str):
            yield part
        else:
            yield from _rows(part)


def _parts(one: object) -> Iterator[str | Sequence[Row]]:
    """The same, rows of a group as they are."""
    if isinstance(one, _LONG):
        before = "{"
        for name, value in sorted(fields_of(one).items()):
            yield f"{before}{_dumped(name)}:"
            yield from [one.rows] if isinstance(one, Group) and name == "rows" else _parts(value)
            before = ","
        yield "}"
    elif isinstance(one, Blocks | tuple):
        yield "["
        for at, part in enumerate(one):
            yield "," if at else ""
            yield from _parts(part)
        yield "]"
    else:
        yield _dumped(one)


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    """Many rows a piece: a long document is nothing else."""
    left, before = iter(rows), "["
    while some := list(islice(left, _AT_ONCE)):
        yield before + ",".join(map(_row, some))
        before = ","
    yield "]" if before == "," else "[]"


def _row(row: Row) -> str:
    """As `_dumped`, at a fifth of its time: nearly all of a long document is cells."""
    cells = ",".join(map(_cell, row.cells))
    return f'{{"cells":[{cells}],"illustrative":{"true" if row.illustrative else "false"}}}'


def _cell(cell: Cell) -> str:
    number = "null" if cell.number is None else f'"{cell.number}"'
    return (
        f'{{"light":{_said(cell.light)},"number":{number},"role":{_said(cell.role)},'
        f'"short":{_said(cell.short)},"text":{_said(cell.text)}}}'
    )


def _dumped(one: object) -> str:
    return json.dumps(one, default=plain, sort_keys=True, separators=(",", ":"))


def plain(one: object) -> object:
    """What `json` cannot write by itself, as something it can."""
    return str(one) if isinstance(one, Decimal) else fields_of(one)


def fields_of(one: Any) -> dict[str, object]:  # noqa: ANN401  # whatever has slots
    """Its fields by name; of a block also what kind it is."""
    fields: dict[str, object] = {name: getattr(one, name) for name in one.__slots__}
    return {"kind": type(one).__name__.lower(), **fields} if isinstance(one, Block) else fields
