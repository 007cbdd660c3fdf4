"""Opening a file, and saying in words why one cannot be opened."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from pilot_tui.errors import Busy, FileRefused
from pilot_tui.store.schema import APPLICATION_ID
from pilot_tui.tables import SCHEMA

_MAGIC = b"SQLite format 3\x00"
_HEAD = 100
"""Bytes of the header of a SQLite file."""
WAIT_SECONDS = 0.2
"""How long another program that has the file to itself is waited for."""
DESK_WAIT_SECONDS = 5.0
"""The same where somebody sits: without the file nothing can be drawn, so it is better late than refused."""
CACHE_KIB = 256
"""Of the file's pages a connection keeps: there are several, and none may grow with the file."""
CHECKED_BELOW = 50_000_000
"""Bytes up to which a file is checked whole when it is opened."""


def connect(path: Path, *, writable: bool, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """A connection with the file settings of the house."""
    mode = "rw" if writable else "ro"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=wait, check_same_thread=False)
    try:
        settle(db)
        if writable:
            db.execute("PRAGMA journal_mode = DELETE")  # another program may have left the file in WAL
    except sqlite3.Error:
        db.close()
        raise
    return db


def settle(db: sqlite3.Connection) -> None:
    """Set what holds for every connection."""
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "synchronous = EXTRA",
        f"cache_size = -{CACHE_KIB}",
    ):
        db.execute(f"PRAGMA {setting}")


def refuse_unless_ours(path: Path, *, newer: bool = False) -> None:
    """Raise `FileRefused` unless `path` looks like a whole file of ours; `newer` lets a newer schema pass."""
    head, size = _head(path)
    if not size:
        raise FileRefused(path=path, reason="empty")
    if not head.startswith(_MAGIC):
        raise FileRefused(path=path, reason="not_sqlite")
    if size < _HEAD:
        raise FileRefused(path=path, reason="truncated")
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise FileRefused(path=path, reason="foreign")
    if int.from_bytes(head[60:64]) > SCHEMA and not newer:
        raise FileRefused(path=path, reason="newer")
    if _pages(head) * _page_size(head) > size and not _journal(path).exists():
        raise FileRefused(path=path, reason="truncated")


def refuse_unless_whole(db: sqlite3.Connection, path: Path) -> None:
    """Raise `FileRefused` if SQLite finds the file damaged."""
    try:
        said = [row[0] for row in db.execute("PRAGMA integrity_check(1)")]
    except sqlite3.DatabaseError as error:
        raise told(error, path) from error
    if said != ["ok"]:
        raise FileRefused(path=path, reason="damaged")


def write_protected(path: Path) -> str:
    """Why the file cannot be written: `readonly`, `readonly_folder`, or empty when it can.

    Permission bits count even for root, who could override them: whoever set them meant them.
    """
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        return "readonly"
    folder = path.resolve().parent
    if not folder.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        folder, os.W_OK
    ):
        return "readonly_folder"
    return ""


def told(error: sqlite3.Error, path: Path) -> FileRefused | Busy:
    """What SQLite said, as a refusal in the user's words."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(path=path)
    for start, reason in _REASONS.items():
        if name.startswith(start):
            return FileRefused(path=path, reason=reason)
    return FileRefused(path=path, reason="failed", said=str(error))


_REASONS = {
    "SQLITE_READONLY_DBMOVED": "moved",
    "SQLITE_READONLY": "readonly",
    "SQLITE_CANTOPEN": "readonly_folder",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_sqlite",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "failing_disk",
}


def _head(path: Path) -> tuple[bytes, int]:
    """The first 100 bytes and the size, read before any connection of this process is open on it."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would never end
            raise FileRefused(path=path, reason="folder" if stat.S_ISDIR(about.st_mode) else "not_sqlite")
        with path.open("rb") as file:
            return file.read(_HEAD), about.st_size
    except PermissionError as error:
        raise FileRefused(path=path, reason="unreadable") from error
    except OSError as error:
        raise FileRefused(path=path, reason="missing") from error


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _pages(head: bytes) -> int:
    return int.from_bytes(head[28:32])


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18])
    return 65536 if size == 1 else size
