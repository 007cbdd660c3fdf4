"""What is wrong with a file or a folder, in words: looked at from outside, so that nothing can hurt."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pilot_tui.errors import PilotError, Term
from pilot_tui.rules.roles import BROKEN
from pilot_tui.store import backups, check, conflicts, opening, site
from pilot_tui.store.store import Store

Said = tuple[bool, str, dict[str, object]]
"""Whether it is wrong, a key of the words under `doctor.`, and its facts."""
_SHARES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "webdav", "davfs"}
_LITTLE = 200_000_000
"""Bytes of free room below which a person should know."""
_OLD_DAYS = 7


def about(path: Path, now: float) -> Iterator[Said]:
    """What there is to say of a file, or of the data files of a folder; and what the program runs on."""
    yield False, "runs_on", {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    if path.is_dir():
        yield from _folder(path)
        found = sorted(one for one in path.glob("*.db") if one.is_file())
        yield (not found, "files" if found else "no_files", {"count": len(found), "path": path})
        for one in found:
            yield from _file(one, now)
        return
    yield from _file(path, now)
    if path.parent.is_dir():
        yield from _folder(path.resolve().parent)


def _folder(path: Path) -> Iterator[Said]:
    if not os.access(path, os.W_OK):
        yield True, "folder_locked", {"path": path}
    free = shutil.disk_usage(path).free
    yield free < _LITTLE, "room", {"path": path, "free": f"{free // 1_000_000:,}"}
    if (kind := _kind_of_mount(path)) in _SHARES:
        yield True, "share", {"path": path, "kind": kind}


def _kind_of_mount(path: Path) -> str:
    """The file system a folder lies on, where Linux says so; empty elsewhere."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    over = [(point, kind) for _, point, kind, *_ in mounts if path.is_relative_to(point)]
    return max(over, key=lambda one: len(one[0]), default=("", ""))[1]


def _file(path: Path, now: float) -> Iterator[Said]:
    try:
        store = Store.open(path, read_only=True)
    except PilotError as error:
        yield True, "refused", {"said": error}
        if found := backups.listed(path):
            yield False, "restore", {"path": path, "backup": found[0].path}
        return
    with store, store.reading() as db:
        wrong = list(check.problems(db, path))
        yield bool(wrong), "problems" if wrong else "sound", {"path": path, "count": len(wrong)}
        if protected := opening.write_protected(path):
            yield True, protected, {"path": path}
        if open := len({one[:3] for one in conflicts.every(db)}):
            yield False, "conflicts", {"count": open}
        yield from _handed_out(db)
        yield from _identity(db)
        yield from _backups(db, path, now)


def _handed_out(db: sqlite3.Connection) -> Iterator[Said]:
    from pilot_tui.store.handed import handout

    given = handout(db)
    if given is None:
        return
    if given.role == BROKEN:
        yield True, "handed_unclear", {}
        return
    year = str(given.year or "")
    what = " ".join(filter(None, (given.programme, given.county, year, given.expert, *given.rounds)))
    facts = {"who": given.person or "—", "role": Term(f"role.{given.role}"), "what": what or "—"}
    yield False, "handed_out", {**facts, "by": given.by or "—", "at": given.made[:10]}


def _identity(db: sqlite3.Connection) -> Iterator[Said]:
    written = site.current(db)
    if written and not site.mine(db):
        yield False, "another_machine", {"site": written}


def _backups(db: sqlite3.Connection, path: Path, now: float) -> Iterator[Said]:
    found = backups.listed(path)
    if why := backups.withheld(path):
        size = path.stat().st_size // 1_000_000
        yield why == "no_room", f"unasked_{why}", {"path": path, "size": f"{size:,}"}
    if not found:
        yield bool(site.current(db)), "no_backup", {"path": path}
        return
    days = (datetime.fromtimestamp(now, UTC) - found[0].made).days
    yield days > _OLD_DAYS, "backups", {"count": len(found), "days": max(0, days)}
