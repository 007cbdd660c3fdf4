"""Bundles: one gzip file of JSON lines, described in docs/bundle.md. What is written reads back exactly."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from gzip import GzipFile
from io import BufferedReader
from pathlib import Path

from pilot_tui.errors import BundleRefused
from pilot_tui.exchange.bundle_lines import FORMAT, LONGEST_LINE, VERSION, change_of, header_of
from pilot_tui.exchange.whole_file import write_whole
from pilot_tui.model import Change
from pilot_tui.store import journal
from pilot_tui.store.bundle import Bundle, Run

MOST_BYTES = 1_000_000_000
"""Of a bundle once it is unpacked."""
_MAGIC = b"\x1f\x8b"


def write_bundle(path: Path, bundle: Bundle) -> None:
    """Write it beside `path`, then put it in its place; raises `FileRefused`."""
    told = hashlib.sha256()
    packed = bytearray()
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    for line in _lines(bundle):
        told.update(line)
        packed += packer.compress(line)
    packed += packer.compress(_line({"sha256": told.hexdigest()})) + packer.flush()
    write_whole(path, bytes(packed))


def read_bundle(path: Path, tick: Callable[[int], None] = lambda done: None) -> Bundle:
    """The bundle of a file, its chains proven; raises `BundleRefused`, and what `tick` raises."""
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise BundleRefused(name=path.name, reason="foreign")
        with path.open("rb") as file:
            if file.read(2) != _MAGIC:
                raise BundleRefused(name=path.name, reason="foreign")
            file.seek(0)
            with BufferedReader(gzip.open(file)) as unpacked:  # lines are found in C
                return _read(unpacked, path.name, tick)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BundleRefused(name=path.name, reason="damaged") from error
    except OSError as error:
        raise BundleRefused(name=path.name, reason="unreadable", said=error.strerror or str(error)) from error


def _lines(bundle: Bundle) -> Iterator[bytes]:
    yield _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "author": bundle.author,
            "made": bundle.made,
            "site": bundle.site,
            "knows": {site: [seq, hash.hex()] for site, (seq, hash) in sorted(bundle.knows.items())},
            "runs": [
                [run.site, run.first, len(run.changes), run.before.hex(), run.changes[-1].hash.hex()]
                for run in bundle.runs
            ],
        }
    )
    for run in bundle.runs:
        for change in run.changes:
            yield _line(change[: len(journal.HASHED)])


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _read(file: BufferedReader[GzipFile], name: str, tick: Callable[[int], None]) -> Bundle:
    told, left = hashlib.sha256(), MOST_BYTES

    def following() -> bytes:
        nonlocal left
        line = file.readline(LONGEST_LINE + 1)
        left -= len(line)
        if len(line) > LONGEST_LINE or left < 0:
            raise BundleRefused(name=name, reason="too_large")
        if not line.endswith(b"\n"):
            raise BundleRefused(name=name, reason="damaged")
        return line

    first = following()
    told.update(first)
    head = header_of(first, name)
    runs = []
    for site, seq, count, before, tip in head.runs:
        changes, hash = list[Change](), before
        for nth in range(count):
            line = following()
            told.update(line)
            change = change_of(line, name, site, seq + nth)
            hash = journal.digest(hash, change)
            changes.append(Change._make((*change[: len(journal.HASHED)], hash, 0)))
            tick(nth)
        if hash != tip:
            raise BundleRefused(name=name, reason="damaged")
        runs.append(Run(site, before, changes))
    if following() != _line({"sha256": told.hexdigest()}) or file.read(1):
        raise BundleRefused(name=name, reason="damaged")
    return Bundle(name, head.author, head.made, head.site, head.knows, runs)
