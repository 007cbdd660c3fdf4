"""Text measured in terminal cells: nothing here ever cuts a wide character in two or lets a column slip.

Every function takes the text as it is stored and passes it through `safe.one_line`, the one door. Widths
add up character by character because `shown` leaves out what changes the width of a neighbour: terminals
differ there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVarTuple

from rich.cells import get_character_cell_size

from pilot_tui.glyphs import PAIRS, PLAIN, STAND_IN, Shown
from pilot_tui.safe import one_line

_KEPT = 2048  # texts remembered by each cache: some pages of a wide table
_LONG = 512
"""Characters beyond which a text is not remembered: thousands of long notes would fill the memory."""
_MARKS = 8
"""Marks on one letter that are sent: a thousand on one would only slow the line."""
_MINUS = "\u2212"
_PLAIN_NUMBER = re.compile(rf"([+\-{_MINUS}]?)(\d+)(\.\d+)?")
_FIGURES = re.compile(rf"(?=.*\d)[<>=\u2264\u2265\u2248\u2260+\-{_MINUS}\u2013\d.,:/%\u2030?*\s]+")
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")


Asked = TypeVarTuple("Asked")


def _remembered(measure: Callable[[str, *Asked], str]) -> Callable[[str, *Asked], str]:
    """`measure`, the answers for the last short texts kept."""
    kept = lru_cache(_KEPT)(measure)

    @wraps(measure)
    def answer(text: str, *asked: *Asked) -> str:
        return (kept if len(text) <= _LONG else measure)(text, *asked)

    return answer


class _Widths(dict[str, int]):
    """The cells of each character met so far."""

    def __missing__(self, character: str) -> int:
        self[character] = cells = get_character_cell_size(character)
        return cells


_WIDTHS = _Widths()
_SHOWN = Shown()


@_remembered
def shown(text: str) -> str:
    """`text` as a cell shows it: one line, nothing hidden, every width one that all terminals agree on."""
    said = one_line(text)
    if said.isascii():
        return said
    if _JAMO.search(said):
        said = _composed(said)
    said = said.translate(_SHOWN)
    if 0 not in map(_WIDTHS.__getitem__, said):
        return said
    # A mark with nothing to stand on would sit on the neighbour's last character.
    return _sparing(said if _WIDTHS[said[0]] else STAND_IN + said)


def width(text: str) -> int:
    """The cells `text` takes."""
    return _measure(shown(text))


@_remembered
def crop(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells: cut where it is too long, filled with blanks where it is short."""
    return _pad(_cut(shown(text), cells), cells)


@_remembered
def fit(text: str, cells: int) -> str:
    """`crop` that ends in an ellipsis where something was cut."""
    said = shown(text)
    if _measure(said) <= cells or cells < 1:
        return crop(text, cells)
    return _pad(_cut(said, cells - 1).rstrip(" ") + "…", cells)


@_remembered
def right(text: str, cells: int) -> str:
    """`fit`, at the right end."""
    said = shown(text)
    gap = cells - _measure(said)
    return " " * gap + said if gap >= 0 else fit(text, cells)


@_remembered
def number(text: str, cells: int) -> str:
    """`text` at the right end; `####` where it does not fit, for a cut number is another number."""
    said = shown(text)
    gap = cells - _measure(said)
    return " " * gap + said if gap >= 0 else "#" * cells


@_remembered
def point(text: str, whole: int, frac: int) -> str:
    """A number in `whole` + 1 + `frac` cells with its decimal point at the same place in every row."""
    said = shown(text)
    cells = whole + 1 + frac if frac else whole
    before, dot, after = said.partition(".")
    if _measure(before) > whole or _measure(after) > frac or not is_number(said):
        return number(said, cells) if is_number(said) else right(said, cells)
    return " " * (whole - _measure(before)) + _pad(before + dot + after, cells - whole + _measure(before))


def is_number(text: str) -> bool:
    """Whether `text` is a figure, so that cutting it would make it another one."""
    return _FIGURES.fullmatch(text.strip()) is not None


@_remembered
def group_thousands(text: str) -> str:
    """A plain decimal number with a comma every three digits and a real minus; any other text as it is."""
    found = _PLAIN_NUMBER.fullmatch(text)
    if found is None:
        return text
    sign, whole, decimals = found.groups()
    return f"{sign.replace('-', _MINUS)}{int(whole):,}{decimals or ''}"


@_remembered
def safe_signs(text: str) -> str:
    """`text` for a terminal that draws ambiguous signs two cells wide: ASCII instead, of the same width."""
    if text.isascii():
        return text
    for pair, signs in PAIRS:
        text = text.replace(pair, signs)
    return text.translate(PLAIN)


def _composed(said: str) -> str:
    """Korean syllables put together from their parts."""
    from unicodedata import normalize

    return normalize("NFC", said)


def _sparing(said: str) -> str:
    """`said` with no more marks on a letter than anybody reads."""
    out, marks = [], 0
    for character in said:
        marks = 0 if _WIDTHS[character] else marks + 1
        if marks <= _MARKS:
            out.append(character)
    return "".join(out)


def _measure(said: str) -> int:
    return len(said) if said.isascii() else sum(map(_WIDTHS.__getitem__, said))


def _pad(said: str, cells: int) -> str:
    return said + " " * (cells - _measure(said))


def _cut(said: str, cells: int) -> str:
    """As many characters as fit, with the marks that stand on the last of them."""
    if said.isascii():
        return said[: max(0, cells)]
    used = 0
    for index, character in enumerate(said):
        used += _WIDTHS[character]
        if used > cells:
            return said[:index]
    return said
