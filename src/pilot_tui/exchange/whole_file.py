"""Writing a file so that a half-written one never replaces a good one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pilot_tui.errors import FileRefused


def write_whole(path: Path, given: str | bytes) -> None:
    """Write bytes, or text as UTF-8, beside `path`, then put it in its place; raises `FileRefused`."""
    with whole_file(path) as file:
        file.write(given if isinstance(given, bytes) else given.encode())


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file beside `path`, put in its place once all is written; raises `FileRefused`.

    Whatever is raised while it is written, or kills the program, leaves `path` as it was.
    """
    fresh = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        if path.is_dir():
            raise FileRefused(path=path, reason="folder")
        with fresh.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise FileRefused(path=path, reason="cannot_make", said=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
