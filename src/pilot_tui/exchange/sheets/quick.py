"""The quick way through a sheet, or the texts its cells share, that is written as spreadsheets write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot_tui.collecting import uncollected
from pilot_tui.exchange.sheets.limits import MOST_CELLS, MOST_ROWS, PLAIN
from pilot_tui.exchange.sheets.package import unescaped
from pilot_tui.exchange.sheets.thorough import column_at
from pilot_tui.workbook.sheets.given import NUMBER, Leaf, Told

if TYPE_CHECKING:
    from pilot_tui.exchange.sheets.cells import Cells

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?<\?xml version="1.0" encoding="(?:UTF|utf)-8"(?: standalone="yes")?\s*\?>\s*'
    rb"<(worksheet|sst)\s"
)
_ELSE = (b"<!", b"<f", b"hidden", b"mergeCell", b"\r")
"""What this way knows nothing of."""
_CELL = re.compile(
    '<c r="([A-Z]+)([0-9]+)"([^>/]*)'
    '(?:><v>([^<]*)</v></c>|/>|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>|></c>|><v/></c>)'
)
"""Column, row, other attributes, value, a text of its own."""
_ABOUT = re.compile('(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?')
"""The attributes of a cell that are known: its style, its kind."""
_SHARED = re.compile('<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_BLANK_ROW = re.compile("<row[^<>]*/>")
_ENTITY = re.compile("&(amp|lt|gt|quot|apos);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _Unusual(Exception):
    """Something that has to be looked at more closely."""


def quick(cells: Cells, data: bytes) -> Leaf | None:
    """The cells; None where there is anything that has to be looked at more closely."""
    try:
        text = _usual(data, "worksheet")
        count = text.count("<c ") + text.count("<c>")
        if count > MOST_CELLS or not _closed(text):
            return None
        with uncollected():
            found = _CELL.findall(text)
            return _leaf(cells, found) if len(found) == count else None
    except _Unusual:
        return None


def _closed(text: str) -> bool:
    """Whether every row that begins ends."""
    begun, ended = text.count("<row"), text.count("</row>")
    return begun == ended or begun - len(_BLANK_ROW.findall(text)) == ended


def shared(data: bytes) -> list[str] | None:
    """The texts that cells share; None where there is anything that has to be looked at more closely."""
    try:
        text = _usual(data, "sst")
        found: list[str] = _SHARED.findall(text)
        if len(found) != text.count("<si>") + text.count("<si ") + text.count("<si/"):
            return None
        return [unescaped(_plain(one)) for one in found] if "&" in text or "_x" in text else found
    except _Unusual:
        return None


def _usual(data: bytes, root: str) -> str:
    """The whole of a part; raises `_Unusual` unless it is as spreadsheets write it."""
    head = _HEAD.match(data)
    if (
        head is None
        or head[1].decode() != root
        or data.count(_MAIN) != 1
        or b'xmlns="' + _MAIN not in data[:4096]
        or any(word in data for word in _ELSE)
        or not data.rstrip().endswith(f"</{root}>".encode())
    ):
        raise _Unusual
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _Unusual from error


class _Told(dict[str, Told]):
    """What the values of cells with the same attributes say."""

    def __init__(self, cells: Cells, about: str) -> None:
        self._cells = cells
        self._kind, self._style = _about(about)
        self._figure = not self._kind and not self._style
        if self._kind == "s":
            self.update((str(at), (text, "")) for at, text in enumerate(cells.strings))

    def __missing__(self, value: str) -> Told:
        if self._figure and PLAIN.fullmatch(value):
            return value, NUMBER
        told = self[value] = self._cells.told(self._kind, self._style, _plain(value))
        return told


class _ByAbout(dict[str, _Told]):
    """The same by attributes."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def __missing__(self, about: str) -> _Told:
        told = self[about] = _Told(self._cells, about)
        return told


class _Columns(dict[str, int]):
    """Columns by their letters."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def __missing__(self, letters: str) -> int:
        at = self[letters] = column_at(self._cells, letters)
        return at


def _leaf(cells: Cells, found: list[tuple[str, str, str, str, str]]) -> Leaf:
    rows: dict[int, dict[int, Told]] = {}
    columns, known = _Columns(cells), _ByAbout(cells)
    last, row = "", dict[int, Told]()
    for letters, number, about, value, inline in found:
        if number != last:
            last, row = number, _row(rows, number)
        if value:
            row[columns[letters]] = known[about][value]
        elif inline:
            row[columns[letters]] = (unescaped(_plain(inline)), "")
    return Leaf({at: row for at, row in rows.items() if row})


def _about(said: str) -> tuple[str, int]:
    """Kind and style of a cell."""
    found = _ABOUT.fullmatch(said)
    if found is None:
        raise _Unusual
    return found[2] or "", int(found[1] or 0)


def _row(rows: dict[int, dict[int, Told]], number: str) -> dict[int, Told]:
    at = int(number) - 1 if len(number) < 8 else -1
    if not 0 <= at < MOST_ROWS:
        raise _Unusual
    return rows.setdefault(at, {})


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    if text.count("&") != len(_ENTITY.findall(text)):
        raise _Unusual
    return _ENTITY.sub(lambda one: _MEANT[one[1]], text)
