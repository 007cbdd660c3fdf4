"""Whether the unpacked archive is whole: every file against its SHA-256 sum, and nothing beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from installer.refusal import Refusal, why

LIST = "SHA256SUMS"
"""The list, as `sha256sum --check` reads it; it does not list itself."""
WHEELS = "wheels"
_LINE = re.compile(r"([0-9a-f]{64})  ([\w.+-]+(?:/[\w.+-]+)*)")


def check(folder: Path) -> int:
    """How many files were checked; raises `Refusal` at the first kind of trouble."""
    listed = _listed(folder / LIST)
    if gone := sorted(name for name in listed if not (folder / name).is_file()):
        raise Refusal("missing", name=gone[0], count=len(gone))
    if added := sorted(_wheels(folder) - listed.keys()):
        raise Refusal("unlisted", name=added[0])
    if changed := [name for name, digest in sorted(listed.items()) if _digest(folder, name) != digest]:
        raise Refusal("damaged", name=changed[0], count=len(changed))
    return len(listed)


def _listed(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise Refusal("no_list", name=LIST) from error
    listed = {}
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None or ".." in found[2].split("/"):
            raise Refusal("bad_list", name=LIST, line=number)
        listed[found[2]] = found[1]
    if not listed:
        raise Refusal("no_list", name=LIST)
    return listed


def _wheels(folder: Path) -> set[str]:
    """What pip would find: anything more than is listed could be installed in place of it."""
    return {f"{WHEELS}/{path.name}" for path in _within(folder / WHEELS)}


def _within(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _digest(folder: Path, name: str) -> str:
    try:
        with (folder / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refusal("unreadable", name=name, why=why(error)) from error
