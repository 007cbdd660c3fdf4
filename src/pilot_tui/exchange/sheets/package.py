"""The parts of a zipped workbook: unpacked in memory, one at a time, and no further than a workbook needs."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from pilot_tui.errors import SheetRefused

MOST_PARTS = 4_000
MOST_UNPACKED = 400_000_000
"""Bytes of all parts that are read."""
_RATIO, _SMALL = 250, 20_000_000
"""How many times a part may grow when it is unpacked, and bytes below which it may anyway."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
)
"""What the reader of archives says of damaged ones, ours by intent or by accident."""
Attributes = dict[str, str]
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Package:
    """A workbook's archive."""

    def __init__(self, name: str, data: bytes) -> None:
        """Look it over; raises `SheetRefused`."""
        self.name, self._left = name, MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            every = self._zip.infolist()
        except _BROKEN as error:
            raise self.refusal("damaged") from error
        self._parts = {one.filename.lstrip("/"): one for one in every}
        if len(every) > MOST_PARTS:
            raise self.refusal("bomb")
        if len(self._parts) < len(every):
            raise self.refusal("damaged")
        if any(one.flag_bits & 1 for one in every):
            raise self.refusal("encrypted")
        for one in every:
            if one.file_size > MOST_UNPACKED or _grows(one.file_size, one.compress_size):
                raise self.refusal("bomb")

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def refusal(self, reason: str, sheet: str = "") -> SheetRefused:
        """Why it is not read."""
        return SheetRefused(reason=reason, place=f"{self.name} {sheet}".strip())

    def part(self, name: str) -> bytes:
        """A part, unpacked; raises `SheetRefused` where it is missing, damaged or grows too much."""
        about = self._parts.get(name)
        if about is None:
            raise self.refusal("damaged")
        try:
            with self._zip.open(about) as file:
                data = file.read(self._left + 1)
        except _BROKEN as error:
            raise self.refusal("damaged") from error
        self._left -= len(data)
        if self._left < 0 or _grows(len(data), about.compress_size):
            raise self.refusal("bomb")
        return data

    def parse(
        self,
        data: bytes,
        start: Callable[[str, Attributes], None],
        text: Callable[[str], None] | None = None,
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Go through a part, elements and attributes without their namespaces; no entity is ever expanded."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, given: start(_local(name), given)
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        if text is not None:
            parser.CharacterDataHandler = text
        if end is not None:
            parser.EndElementHandler = lambda name: end(_local(name))
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.refusal("damaged") from error

    def _refuse_doctype(self, *_: object) -> None:
        raise self.refusal("doctype")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _grows(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > _RATIO * max(1, packed)


def unescaped(text: str) -> str:
    """What a workbook writes `_x000D_` for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
