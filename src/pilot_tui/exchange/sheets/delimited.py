"""Text with separators: in which encoding, by which separator, row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from pilot_tui.errors import SheetRefused
from pilot_tui.exchange.sheets.limits import MOST_ROWS
from pilot_tui.words import lexicon
from pilot_tui.workbook.sheets.given import Leaf, Named

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 20
"""Rows by which a separator is chosen."""
_SAMPLE = 200_000


def delimited(name: str, data: bytes, encoding: str = "") -> tuple[Named, str]:
    """The one sheet of a text, and how it was read; raises `SheetRefused`."""
    text, read_as = _decoded(name, data, encoding)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise SheetRefused(reason="no_text", place=name)
    separator = _separator(text)
    rows: dict[int, dict[int, tuple[str, str]]] = {}
    for at, cells in enumerate(_rows(name, text, separator)):
        if at >= MOST_ROWS:
            raise SheetRefused(reason="too_many_cells", place=name)
        found = {nth: (cell, "") for nth, cell in enumerate(cells) if cell}
        if found:
            rows[at] = found
    return Named("", hidden=False, read=lambda: Leaf(rows)), read_as


def _decoded(name: str, data: bytes, asked: str) -> tuple[str, str]:
    """The text, and the encoding where there was a question."""
    if asked:
        return _by(name, data, asked), asked
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by(name, data, encoding), "" if encoding == "utf-8" else encoding
    if encoding := _sixteen(data):
        return _by(name, data, encoding), encoding
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        if _nearly_utf8(data):
            raise SheetRefused(reason="damaged_text", place=name) from None
    return _by(name, data, "gb18030"), "gb18030"


def _by(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise SheetRefused(reason="no_encoding", place=name, encoding=encoding) from error
    except (UnicodeError, ValueError) as error:
        reason = "not_gb18030" if encoding == "gb18030" else "not_encoded"
        raise SheetRefused(reason=reason, place=name, encoding=encoding) from error


def _sixteen(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of what separates cells and lines is 0."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else ""


def _nearly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 that was cut or spoilt: of anything else hardly a character could be UTF-8."""
    text = data[:_SAMPLE].decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= sign <= "\udcff" for sign in text)
    good = sum(sign >= "\x80" for sign in text) - bad
    return good > bad


def _separator(text: str) -> str:
    """What stands between the cells: what makes the most columns of the first rows."""
    sample = text[:_SAMPLE]
    best, most = ",", 1
    for candidate in lexicon("separators").values():
        sign = "\t" if candidate == "tab" else candidate
        widths = Counter(len(row) for row in _some(sample, sign) if any(row))
        wide = max(widths, key=lambda one: (widths[one] * (one > 1), one), default=1)
        if wide > most:
            best, most = sign, wide
    return best


def _some(sample: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        for _, row in zip(range(_LOOKED_AT), reader, strict=False):
            yield row
    except csv.Error:
        return


def _rows(name: str, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            reason = "long_cell" if "limit" in str(error) else "quotes"
            raise SheetRefused(reason=reason, place=name, line=reader.line_num) from error
        if row is None:
            return
        yield row
