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

from pilot_tui.report.document import Block, Cell, Document, Group, Row, Table

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
    digest = hashlib.sha256()
    for piece in pieces(document):
        digest.update(piece.encode("ascii"))
    return digest.hexdigest()[:12]


def pieces(one: object) -> Iterator[str]:
    """`canonical`, piece by piece."""
    if isinstance(one, _LONG):
        before = "{"
        for name, value in sorted(_fields(one).items()):
            yield f"{before}{_dumped(name)}:"
            yield from pieces(value)
            before = ","
        yield "}"
    elif isinstance(one, Row):
        yield _row(one)
    elif isinstance(one, Sequence) and one and isinstance(one[0], Row):
        yield from _rows(one)
    elif isinstance(one, Sequence) and not isinstance(one, str):
        yield "["
        for at, part in enumerate(one):
            yield "," if at else ""
            yield from pieces(part)
        yield "]"
    else:
        yield _dumped(one)


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    """As `pieces`, many rows a piece: a long document is nothing else."""
    left, before = iter(rows), "["
    while some := ",".join(map(_row, islice(left, _AT_ONCE))):
        yield before + some
        before = ","
    yield "]"


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
    return json.dumps(one, default=_plain, sort_keys=True, separators=(",", ":"))


def _plain(one: object) -> object:
    return str(one) if isinstance(one, Decimal) else _fields(one)


def _fields(one: Any) -> dict[str, object]:  # noqa: ANN401  # whatever has slots
    fields: dict[str, object] = {name: getattr(one, name) for name in one.__slots__}
    return {"kind": type(one).__name__.lower(), **fields} if isinstance(one, Block) else fields
