"""A ring of dated copies beside the file: made by SQLite itself, whole or not at all, old ones thinned out.

A copy is named after the moment and why it was made: `desk.backups/20270115-080000-merge.db`.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pilot_tui.errors import FileRefused
from pilot_tui.store import opening, site

WHYS = ("open", "hour", "import", "merge", "restore", "migration", "asked")
LATEST = 24
"""Copies that are kept whatever their age."""
HOUR = 3_600.0
"""Seconds between two copies nobody asked for."""
DAYS = 30
"""Days beyond them of which the last copy is kept."""
LARGE = 500_000_000
"""Bytes from which on a file is copied only for somebody who asked, or before a merge."""
RING = 4_000_000_000
"""Bytes of the ring beyond which old copies go, down to the latest `FEWEST`."""
FEWEST = 3
ROOM, SPARE = 2, 200_000_000
"""How many times the file there must be room for, and bytes besides, before a copy nobody asked for."""
Ticking = Callable[[int, int], None]
_NAME = re.compile(rf"([0-9]{{8}})-([0-9]{{6}})-({'|'.join(WHYS)})(?:-[0-9]+)?\.db")
_STAMP = "%Y%m%d-%H%M%S"
_PAGES = 1_000
"""Pages copied at a time: others may read and write between, and whoever waits may stop it."""


class Backup(NamedTuple):
    """One of the copies."""

    path: Path
    made: datetime
    """In UTC."""
    why: str
    """Of `WHYS`."""


def folder(path: Path) -> Path:
    """Where the copies of a file lie."""
    return path.with_name(f"{path.stem}.backups")


def listed(path: Path) -> list[Backup]:
    """The copies of a file, newest first; none where there are none, or none may be looked at."""
    try:
        names = [one.name for one in folder(path).iterdir()]
    except OSError:
        return []
    return [one for name in sorted(names, reverse=True) if (one := _named(folder(path) / name)) is not None]


def untold(done: int, of: int) -> None:
    """Nobody waits for it."""


def make(db: sqlite3.Connection, path: Path, why: str, now: float, tick: Ticking = untold) -> Path:
    """Copy the file of a connection into its ring; raises `FileRefused` or `Busy`.

    Args:
        db: A connection to the file.
        path: Of the file.
        why: Of `WHYS`.
        now: Seconds since 1970.
        tick: Told how many pages there are yet; what it raises ends the copying, and nothing is left of it.
    """
    stem = f"{datetime.fromtimestamp(now, UTC).strftime(_STAMP)}-{why}"
    place = _free(folder(path), stem)
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        copy(db, place, tick)
    except OSError as error:
        raise FileRefused(path=place, reason="cannot_make", said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise opening.told(error, place) from error
    _thin_out(path)
    _sweep(place)
    return place


def copy_to(db: sqlite3.Connection, place: Path) -> Path:
    """Copy the file of a connection to a place where nothing is yet; raises `FileRefused` or `Busy`."""
    if place.exists():
        raise FileRefused(path=place, reason="exists")
    try:
        copy(db, place)
    except OSError as error:
        raise FileRefused(path=place, reason="cannot_make", said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise opening.told(error, place) from error
    return place


def copy(db: sqlite3.Connection, place: Path, tick: Ticking = untold) -> None:
    """Copy the file of a connection; the copy appears whole or not at all. Raises OSError, sqlite3.Error."""
    fresh = place.with_name(f".{place.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        fresh.touch(mode=0o600)
        target = sqlite3.connect(fresh)
        try:
            for setting in ("journal_mode", "synchronous"):  # nobody has it yet: it is synced once, whole
                target.execute(f"PRAGMA {setting} = OFF")
            db.backup(target, pages=_PAGES, sleep=0, progress=lambda _, left, of: tick(of - left, of))
        finally:
            target.close()
        with fresh.open("rb+") as whole:
            os.fsync(whole.fileno())
        fresh.replace(place)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _free(where: Path, stem: str) -> Path:
    """A name nobody has: two copies may be made within a second."""
    names = (f"{stem}-{nth}.db" if nth else f"{stem}.db" for nth in (0, *range(2, 1_000)))
    return next(where / name for name in names if not (where / name).exists())


def _named(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if not found:
        return None
    try:
        made = datetime.strptime(f"{found[1]}-{found[2]}", _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, made, found[3])


def _thin_out(path: Path) -> None:
    """Keep the latest, and of the days before them the last copy each; of large files no more than fit."""
    days: set[str] = set()
    held = 0
    for nth, one in enumerate(listed(path)):
        with suppress(OSError):
            held += one.path.stat().st_size
        day = one.made.date().isoformat()
        old = nth >= LATEST and (day in days or len(days) >= DAYS)
        if old or (nth >= FEWEST and held > RING):
            with suppress(OSError):
                one.path.unlink()
        elif nth >= LATEST:
            days.add(day)


def _sweep(made: Path) -> None:
    """Take away what a program that was killed over an hour ago left of its copy."""
    for begun in made.parent.glob(".*.new"):
        with suppress(OSError):
            if made.stat().st_mtime - begun.stat().st_mtime > HOUR:
                begun.unlink()


def withheld(path: Path) -> str:
    """Why no copy is made of a file unless somebody asks: `large`, `no_room`, or empty. Raises OSError."""
    size = path.stat().st_size
    if size >= LARGE:
        return "large"
    return "no_room" if shutil.disk_usage(path.resolve().parent).free < ROOM * size + SPARE else ""


def due(db: sqlite3.Connection, path: Path, now: float) -> bool:
    """Whether there is room, an hour has gone by since the last copy, and the file was written since."""
    if not site.current(db):  # nobody has written anything yet
        return False
    last = next(iter(listed(path)), None)
    try:
        if withheld(path):
            return False
        return last is None or (
            now - last.made.timestamp() >= HOUR and path.stat().st_mtime > last.path.stat().st_mtime
        )
    except OSError:
        return True


def restore(path: Path, backup: Path, now: float) -> Path | None:
    """Put a backup in the place of a file; what stood there is kept, and its place answered.

    A file that can be opened is copied into its ring and written over in one transaction; one that cannot be
    is moved aside. Raises `FileRefused` or `Busy`, and nothing was changed.
    """
    from pilot_tui.store.store import Store

    with Store.open(backup, read_only=True) as source:
        opening.refuse_unless_whole(source.conn, backup)
        try:
            target = Store.open(path)
        except FileRefused:
            return _instead(source.conn, path, now)
        with target:
            kept = make(target.conn, path, "restore", now)
            try:
                source.conn.backup(target.conn)
            except sqlite3.Error as error:
                raise opening.told(error, path) from error
            return kept


def _instead(source: sqlite3.Connection, path: Path, now: float) -> Path | None:
    """A copy in the place of a file nothing can be read of; None when there was none."""
    aside = None
    try:
        if path.exists():
            stamp = datetime.fromtimestamp(now, UTC).strftime(_STAMP)
            aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
            path.rename(aside)
        copy(source, path)
    except OSError as error:
        raise FileRefused(path=path, reason="cannot_make", said=error.strerror or str(error)) from error
    return aside
