"""The archive: every file with its sum, in one order and with one time, so that the same makes the same."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

SUMS = "SHA256SUMS"
_TIME = (2020, 2, 2, 0, 0, 0)
_PLAIN, _RUNNABLE = 0o100644, 0o100755


def files(folder: Path) -> Iterator[str]:
    """Every file of a folder, by its path inside, in order."""
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digest(path: Path) -> str:
    """The SHA-256 sum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_sums(folder: Path) -> None:
    """Write the list of sums, as `sha256sum --check` reads it."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in files(folder) if name != SUMS]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def pack(folder: Path, archive: Path) -> None:
    """Pack a folder, under its own name; a half-written archive never takes the place of a good one."""
    fresh = archive.with_suffix(".new")
    with zipfile.ZipFile(fresh, "w") as packed:
        for name in files(folder):
            packed.writestr(_entry(f"{folder.name}/{name}"), (folder / name).read_bytes())
    fresh.replace(archive)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3  # so that a launcher can be run where that is asked
    entry.external_attr = (_RUNNABLE if name.endswith(".sh") else _PLAIN) << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
    return entry
