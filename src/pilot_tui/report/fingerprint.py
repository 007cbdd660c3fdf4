"""What a report rests on, in twelve digits: the same rows, the same digits, wherever they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from heapq import merge

from pilot_tui.report.scratch import Scratch
from pilot_tui.workbook.rows import Row

DIGITS = 12
_ROOM, _BLOCK = 12 << 20, 1 << 16
"""Bytes of rows that are sorted in memory, of more each so many by themselves; bytes read at once."""


class Fingerprint:
    """Of stored rows as JSON, in order of that; they are sorted piece by piece, for all take much room."""

    def __init__(self) -> None:
        self._tables: dict[str, list[bytes]] = {}
        self._runs: dict[str, list[tuple[int, int]]] = {}
        """Where the rows of a table stand that are sorted already, and how many bytes they take."""
        self._room: Scratch | None = None
        self._taken = 0
        self._said = json.JSONEncoder(sort_keys=True, default=str).encode

    def add(self, table: str, row: Row) -> None:
        """One more row; raises `FileRefused` where there is no room for very many."""
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
        self._room = self._room or Scratch()
        self._runs.setdefault(table, []).append(self._room.put(b"".join(sorted(rows))))
        rows.clear()

    def _sorted(self, table: str) -> Iterator[bytes]:
        """A newline is less than all that JSON is written in, so rows with one are in the same order."""
        runs = (self._run(*ends) for ends in self._runs.get(table, ()))
        return iter(merge(sorted(self._tables[table]), *runs))

    def _run(self, at: int, size: int) -> Iterator[bytes]:
        """The rows that stand in so many bytes, block by block: others are read meanwhile."""
        assert self._room is not None
        end, rest = at + size, b""
        while at < end:
            block = self._room.get(at, min(_BLOCK, end - at))
            at += len(block)
            *whole, rest = (rest + block).split(b"\n")
            for told in whole:
                yield told + b"\n"
