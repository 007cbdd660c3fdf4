"""Reading a file somebody sent: a workbook, or text with separators. Nothing of it is run or looked up."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pilot_tui.errors import FileRefused, SheetRefused
from pilot_tui.exchange.sheets.delimited import delimited
from pilot_tui.exchange.sheets.package import Package
from pilot_tui.exchange.sheets.parts import workbook
from pilot_tui.workbook.sheets.given import Given

MOST_BYTES = 100_000_000
"""Of a file."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIGITS = 12


def read_file(path: Path, encoding: str = "") -> Given:
    """The sheets of a file; raises `SheetRefused` or `FileRefused`."""
    data = _bytes(path)
    if not data.strip():
        raise SheetRefused(reason="no_content", place=path.name)
    digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
    if data.startswith(_OLE):
        reason = "encrypted" if _ENCRYPTED in data else "old_format"
        raise SheetRefused(reason=reason, place=path.name)
    if data.startswith(b"PK"):
        return Given(path.name, digest, workbook(Package(path.name, data)))
    if data.startswith((b"%PDF", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise SheetRefused(reason="no_sheet_file", place=path.name)
    sheet, read_as = delimited(path.name, data, encoding)
    return Given(path.name, digest, (sheet,), read_as)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would never end
            raise FileRefused(path=path, reason="folder" if path.is_dir() else "no_such_file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except PermissionError as error:
        raise FileRefused(path=path, reason="unreadable") from error
    except (OSError, ValueError) as error:
        raise FileRefused(path=path, reason="failed", said=str(error)) from error
    if len(data) > MOST_BYTES:
        raise SheetRefused(reason="too_large", place=path.name)
    return data
