"""One installation at a time: a lock that the system takes back when its holder is killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installer.refusal import Refusal, why


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for the time of an installation; raises `Refusal` where another one does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a+b")
    except OSError as error:
        raise Refusal("not_writable", folder=folder, why=why(error)) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise Refusal("busy") from error
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
