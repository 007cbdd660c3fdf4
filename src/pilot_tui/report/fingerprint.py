"""What a report rests on, in twelve digits: the same rows, the same digits, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pilot_tui.report.material import Material, Stored
from pilot_tui.workbook.rows import Row

DIGITS = 12


def of_data(material: Material) -> str:
    """Of every stored row behind it."""
    return _digest(material.rows())


def _digest(stored: Iterable[Stored]) -> str:
    """Of the rows as JSON, in order of that; a table at a time, for all at once take much room."""
    tables: dict[str, list[Row]] = {}
    for table, row in stored:
        if row:
            tables.setdefault(table, []).append(row)
    digest, before = hashlib.sha256(), b""
    for table in sorted(tables):
        for told in sorted(json.dumps((table, row), sort_keys=True, default=str) for row in tables[table]):
            digest.update(before + told.encode("ascii"))
            before = b"\n"
    return digest.hexdigest()[:DIGITS]
