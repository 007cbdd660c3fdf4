"""Breaking text into lines of so many terminal cells, the way Chinese and English are broken in print."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from rich.cells import get_character_cell_size

from pilot_tui.cells import shown

_KEPT = 4096
_NEVER_FIRST = frozenset({"Pe", "Pf", "Po"})
"""Closing brackets and quotes, commas, stops: they stay with what they close."""
_NEVER_LAST = frozenset({"Ps", "Pi"})
_PATH = re.compile(r"[\w.~:…-]*[/\\][\w./\\~:…-]+")
_READABLE, _AT_A_TIME = 24, 8
"""Characters of a path that stay at least, and how many go at a time."""
_JOINTS = "/-"
"""Where a long word may be broken when a letter follows."""


@lru_cache(_KEPT)
def wrap(text: str, cells: int) -> tuple[str, ...]:
    """`text` in lines of at most `cells` cells; a word is broken only where it is longer than a line.

    A character wider than the line gets a line of its own.
    """
    lines, line, used = [], "", 0
    for piece, size in pieces(text):
        bare = _cells(piece.rstrip(" "))
        if line and used + bare > cells:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        while bare > cells and len(piece) > 1:
            head = _head(piece, cells)
            lines.append(head)
            piece, taken = piece[len(head) :], _cells(head)
            bare, size = bare - taken, size - taken
        line, used = line + piece, used + size
    return (*lines, line.rstrip(" ")) if line or not lines else tuple(lines)


def squeezed(text: str, cells: int, lines: int) -> str:
    """`text` so that it needs at most `lines`: where it is longer its longest path loses its middle.

    A path keeps as much as it takes to be known, even where that is more than `lines`.
    """
    while len(wrap(text, cells)) > lines:
        path = max(_PATH.findall(text), key=len, default="")
        shorter = _without_middle(path)
        if len(shorter) >= len(path):
            return text
        text = text.replace(path, shorter, 1)
    return text


def _without_middle(path: str) -> str:
    """`path` with a few characters less between its first folder and its name."""
    head, tail = _READABLE // 3, max(_READABLE * 2 // 3, len(path) - _READABLE // 3 - _AT_A_TIME)
    return f"{path[:head]}…{path[-tail:]}"


@lru_cache(_KEPT)
def longest(text: str) -> int:
    """The cells of the widest part that is never broken."""
    return max((_cells(piece.rstrip(" ")) for piece, _ in pieces(text)), default=0)


@lru_cache(_KEPT)
def pieces(text: str) -> tuple[tuple[str, int], ...]:
    """The parts of `text` between which a line may end, each with its cells; blanks end a part."""
    said = shown(text)
    found, start = [], 0
    for at in range(1, len(said)):
        if _may_break(said, at):
            found.append(said[start:at])
            start = at
    found.append(said[start:])
    return tuple((piece, _cells(piece)) for piece in found if piece)


def _may_break(said: str, at: int) -> bool:
    """Whether a line may end before character `at`."""
    before, after = said[at - 1], said[at]
    if after == " ":
        return False
    if before == " ":  # a sign stays with its number, as does a percent
        return after != "%" and (at < 2 or category(said[at - 2]) != "Sm")
    if before in _JOINTS:
        return after.isalpha()
    wide = get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
    loose = category(before) not in _NEVER_LAST and category(after) not in _NEVER_FIRST
    return wide and loose and get_character_cell_size(after) > 0


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(get_character_cell_size, text))


def _head(piece: str, cells: int) -> str:
    """As many characters as fit, at least one, with the marks that stand on the last of them."""
    used = 0
    for at, character in enumerate(piece):
        used += get_character_cell_size(character)
        if used > cells and at:
            return piece[:at]
    return piece
