"""The versions that lie side by side: a new one is made beside the one in use and counts when it is complete.

`program/0.1.0-1/`, `program/0.1.0-2/` … An environment cannot be moved once it is made, so each is made where
it stays; the file `complete` is written into it last, and the launcher is turned to it after that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMPLETE = "complete"
FOLDER = "program"


def numbered(path: Path) -> int:
    """The number of a version's folder; 0 of anything else."""
    _, dash, number = path.name.rpartition("-")
    return int(number) if dash and number.isdecimal() else 0


def versions(home: Path) -> list[Path]:
    """The folders of versions, oldest first."""
    folder = home / FOLDER
    found = [path for path in folder.iterdir() if numbered(path)] if folder.is_dir() else []
    return sorted(found, key=numbered)


def current(home: Path) -> Path | None:
    """The version in use: the last one that is complete."""
    return next((path for path in reversed(versions(home)) if complete(path)), None)


def complete(path: Path) -> bool:
    """Whether a version was made to its end."""
    return (path / COMPLETE).is_file()


def said(path: Path) -> str:
    """The version a folder holds, without the folder's number."""
    return path.name.rpartition("-")[0]


@contextmanager
def fresh(home: Path, version: str) -> Iterator[Path]:
    """The folder for a new version; what is not complete in the end is taken away again."""
    number = max(map(numbered, versions(home)), default=0) + 1
    place = home / FOLDER / f"{version}-{number}"
    try:
        yield place
    finally:
        if not complete(place):
            shutil.rmtree(place, ignore_errors=True)


def finish(path: Path) -> None:
    """Say that a version is complete."""
    (path / COMPLETE).touch()


def sweep(home: Path) -> None:
    """Take away what was never completed, and all but two: a desk may still run on the one before."""
    whole = [path for path in versions(home) if complete(path)]
    for path in versions(home):
        if path not in whole[-2:]:
            shutil.rmtree(path, ignore_errors=True)
