"""A document in lines, with the places where its parts begin: to be looked at page by page."""

from __future__ import annotations

from typing import NamedTuple

from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import Chart, Document, Heading, Table
from pilot_tui.report.text import block_lines, head_lines, tail_lines


class LaidOut(NamedTuple):
    """Lines of at most so many cells."""

    lines: list[str]
    parts: list[int]
    """The lines at which headings, tables and charts begin."""

    def part_from(self, line: int, by: int) -> int:
        """The line at which the next part begins, or with −1 the one before; the ends where there is none."""
        if by > 0:
            return next((at for at in self.parts if at > line), len(self.lines))
        return next((at for at in reversed(self.parts) if at < line), 0)

    def found(self, wanted: str) -> list[int]:
        """The lines that hold a text, whatever its case."""
        plain = wanted.casefold()
        return [at for at, line in enumerate(self.lines) if plain in line.casefold()] if plain else []


def laid_out(document: Document, cells: int) -> LaidOut:
    """The document as text, laid out for that many cells."""
    lines, parts = list(head_lines(document, cells)), [0]
    told = Checksum(document)
    for block in told.blocks():
        lines.append("")
        if isinstance(block, Heading | Table | Chart):
            parts.append(len(lines))
        lines += (line.rstrip() for line in block_lines(block, document, cells, told))
    return LaidOut([*lines, *tail_lines(document, cells, told.digits())], parts)
