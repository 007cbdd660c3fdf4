"""The rows of one CSV file, or where it is malformed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from pilot_tui.errors import BadCsv, FileRefused
from pilot_tui.tables import Table
from pilot_tui.words import say

WHOLE = "—"
"""Stands for the column where the whole line is meant."""


def rows(table: Table, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """`(line, text by column)`; raises `BadCsv` naming file, line and column, or `FileRefused`."""
    try:
        # Bytes that are no UTF-8 come through as lone surrogates, so that their cell can be named.
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            yield from _rows(table, path, file)
    except OSError as error:
        raise FileRefused(path=path, reason="unreadable") from error


def bad(path: Path, line: int, column: object, key: str, **facts: object) -> BadCsv:
    """The refusal whose reason is the sentence `csv.<key>`."""
    return BadCsv(file=path.name, line=line, column=column or WHOLE, why=say(f"csv.{key}", **facts))


def _rows(table: Table, path: Path, file: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(file, strict=True)
    names = _next(reader, path, 1)
    if not names:
        raise bad(path, 1, WHOLE, "no_header")
    _check_header(table, path, names)
    line = reader.line_num
    while (cells := _next(reader, path, line + 1)) is not None:
        first, line = line + 1, reader.line_num
        if cells:
            _check_cells(path, first, names, cells)
            yield first, dict(zip(names, cells, strict=True))


def _next(reader: Iterator[list[str]], path: Path, line: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise bad(path, line, WHOLE, "too_long" if "limit" in str(error) else "quotes") from error


def _check_header(table: Table, path: Path, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        if name not in table.columns():
            raise bad(path, 1, name or number + 1, "not_utf8" if _escaped(name) else "unknown_column")
        if name in names[:number]:
            raise bad(path, 1, name, "column_twice")
    if "id" not in names:
        raise bad(path, 1, "id", "no_id")


def _check_cells(path: Path, line: int, names: Sequence[str], cells: Sequence[str]) -> None:
    if len(cells) != len(names):
        column = names[len(cells)] if len(cells) < len(names) else names[-1]
        raise bad(path, line, column, "width", found=len(cells), wanted=len(names))
    for name, cell in zip(names, cells, strict=True):
        if _escaped(cell):
            raise bad(path, line, name, "not_utf8")


def _escaped(cell: str) -> bool:
    return not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell)
