"""Writing a file so that a half-written one never replaces a good one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pilot_tui.errors import FileRefused


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 beside `path`, then put it in its place; raises `FileRefused`."""
    fresh = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        if path.is_dir():
            raise FileRefused(path=path, reason="folder")
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise FileRefused(path=path, reason="cannot_make", said=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
