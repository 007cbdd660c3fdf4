"""Tab-separated text, as spreadsheets put it on the clipboard and take it from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile('[\t\r\n"]')
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)')
_BARE = re.compile(r"[^\t\r\n]*+")
_BREAK = re.compile(r"\r\n|\r|\n")


def to_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Cells as text: tabs between them, a line break behind each row; a single cell is its text alone.

    A cell with a tab, a line break or a quote in it stands in quotes, its own quotes doubled.
    """
    made = [[_quoted(cell) for cell in row] for row in rows]
    if len(made) == 1 and len(made[0]) == 1:
        return made[0][0]
    return "".join("\t".join(row) + "\n" for row in made)


def from_tsv(text: str) -> list[list[str]]:
    """The cells of a text, row by row, however many each has; one line break at the end begins no row.

    Any text is read: quotes that are not those of a cell in quotes stand for themselves.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        found = _QUOTED.match(text, at)
        cell = found[1].replace('""', '"') if found else _BARE.match(text, at)[0]  # type: ignore[index]  # matches anything
        at = found.end() if found else at + len(cell)
        rows[-1].append(cell)
        if at == len(text):
            return rows
        if text[at] == "\t":
            at += 1
            continue
        at = _BREAK.match(text, at).end()  # type: ignore[union-attr]  # a cell ends at a tab or a break
        if at == len(text):
            return rows
        rows.append([])


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
