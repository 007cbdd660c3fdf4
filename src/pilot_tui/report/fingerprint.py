"""What a report rests on, in twelve digits: the same rows, the same digits, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from heapq import merge
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

from pilot_tui.workbook.rows import Row

DIGITS = 12
_ROOM, _BLOCK = 12 << 20, 1 << 16
"""Bytes of rows that are sorted in memory, of more each so many by themselves; bytes read at once."""


class Fingerprint:
    """Of stored rows as JSON, in order of that; they are sorted piece by piece, for all take much room."""

    def __init__(self) -> None:
        self._tables: dict[str, list[bytes]] = {}
        self._runs: dict[str, list[tuple[int, int]]] = {}
        """Where in the file the rows of a table stand that are sorted already."""
        self._file: IO[bytes] | None = None
        self._taken = 0
        self._said = json.JSONEncoder(sort_keys=True, default=str).encode

    def add(self, table: str, row: Row) -> None:
        """One more row; raises `OSError` where there is no room for what does not fit into memory."""
        told = self._said((table, row)).encode("ascii") + b"\n"
        self._tables.setdefault(table, []).append(told)
        self._taken += len(told)
        if self._taken > _ROOM:
            for each in self._tables:
                self._put_down(each)
            self._taken = 0

    def digits(self) -> str:
        """The digits of all of them."""
        digest, before = hashlib.sha256(), b""
        for table in sorted(self._tables):
            for told in self._sorted(table):
                digest.update(before + told[:-1])
                before = b"\n"
        return digest.hexdigest()[:DIGITS]

    def _put_down(self, table: str) -> None:
        rows = self._tables[table]
        if not rows:
            return
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  # closed with the fingerprint
            finalize(self, self._file.close)
        begun = self._file.tell()
        self._file.writelines(sorted(rows))
        self._runs.setdefault(table, []).append((begun, self._file.tell()))
        rows.clear()

    def _sorted(self, table: str) -> Iterator[bytes]:
        """A newline is less than all that JSON is written in, so rows with one are in the same order."""
        runs = (self._run(*ends) for ends in self._runs.get(table, ()))
        return iter(merge(sorted(self._tables[table]), *runs))

    def _run(self, at: int, end: int) -> Iterator[bytes]:
        """The rows between two places of the file, block by block: others are read meanwhile."""
        assert self._file is not None
        rest = b""
        while at < end:
            self._file.seek(at)
            block = self._file.read(min(_BLOCK, end - at))
            at += len(block)
            *whole, rest = (rest + block).split(b"\n")
            for told in whole:
                yield told + b"\n"
