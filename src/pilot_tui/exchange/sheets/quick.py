"""The quick way through a sheet that is written as spreadsheets write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilot_tui.exchange.sheets.limits import MOST_CELLS, MOST_ROWS
from pilot_tui.exchange.sheets.package import unescaped
from pilot_tui.exchange.sheets.thorough import column_at
from pilot_tui.workbook.sheets.given import Leaf, Told

if TYPE_CHECKING:
    from pilot_tui.exchange.sheets.cells import Cells

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?<\?xml version="1.0" encoding="(?:UTF|utf)-8"(?: standalone="yes")?\s*\?>\s*'
    rb"<worksheet\s"
)
_ELSE = (b"<!", b"<f", b"hidden", b"mergeCell", b"CDATA")
"""What this way knows nothing of."""
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?'
    rb'(?:/>|>(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_BLANK_ROW = re.compile(rb"<row[^<>]*/>")
_ENTITY = re.compile("&(amp|lt|gt|quot|apos);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def quick(cells: Cells, data: bytes) -> Leaf | None:
    """The cells; None where there is anything that has to be looked at more closely."""
    count = data.count(b"<c ") + data.count(b"<c>")
    if not _usual(data) or count > MOST_CELLS:
        return None
    found = _CELL.findall(data)
    if len(found) != count:
        return None
    try:
        return _leaf(cells, found)
    except _Unusual:
        return None


def _usual(data: bytes) -> bool:
    return (
        _HEAD.match(data) is not None
        and data.count(_MAIN) == 1
        and b'xmlns="' + _MAIN in data[:4096]
        and not any(word in data for word in _ELSE)
        and data.rstrip().endswith(b"</worksheet>")
        and data.count(b"<row") - len(_BLANK_ROW.findall(data)) == data.count(b"</row>")
    )


class _Unusual(Exception):
    """Something that has to be looked at more closely."""


def _leaf(cells: Cells, found: list[tuple[bytes, ...]]) -> Leaf:
    rows: dict[int, dict[int, Told]] = {}
    columns: dict[bytes, int] = {}
    told = cells.told
    for letters, number, style, kind, value, inline in found:
        if not value and not inline:
            continue
        at = columns.get(letters)
        if at is None:
            at = columns[letters] = column_at(cells, letters.decode())
        row = int(number) - 1
        if not 0 <= row < MOST_ROWS:
            raise _Unusual
        said = told(kind.decode(), int(style or 0), _text(value)) if value else (_inline(inline), "")
        rows.setdefault(row, {})[at] = said
    return Leaf(rows)


def _inline(raw: bytes) -> str:
    return unescaped(_text(raw))


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise _Unusual from error
    if "&" not in text and "\r" not in text:
        return text
    if "\r" in text or text.count("&") != len(_ENTITY.findall(text)):
        raise _Unusual
    return _ENTITY.sub(lambda one: _MEANT[one[1]], text)
