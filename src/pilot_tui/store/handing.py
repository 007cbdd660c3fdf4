"""A copy of a file for somebody else's laptop: the whole log, no site, and what it was handed out for."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from pilot_tui.errors import FileRefused
from pilot_tui.rules.roles import Handout
from pilot_tui.store import backups, journal, opening, peers
from pilot_tui.store.handed import KEY, VERSION


def hand_out(db: sqlite3.Connection, place: Path, given: Handout, *, replace: bool = False) -> None:
    """Write the copy: it appears whole or not at all.

    Args:
        db: A connection to the file.
        place: Where the copy goes.
        given: What it is handed out for.
        replace: Whether a file that stands there already may go.

    Raises:
        FileRefused, Busy: There is something already, no room, or nothing may be written there.
    """
    if not replace and (place.exists() or place.is_symlink()):
        raise FileRefused(path=place, reason="exists")
    fresh = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        backups.copy(db, fresh)
        _mark(fresh, given)
        _put(fresh, place, replace=replace)
    except OSError as error:
        raise FileRefused(path=place, reason="cannot_make", said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise opening.told(error, place) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _mark(path: Path, given: Handout) -> None:
    """Say in the copy what it is for, who has its changes already, and nothing of who wrote the original."""
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        copy.execute("BEGIN IMMEDIATE")
        copy.execute("DELETE FROM meta WHERE k = 'site' OR k LIKE 'peer:%'")
        said = json.dumps({"version": VERSION, **given._asdict()}, ensure_ascii=False)
        copy.execute("INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", (KEY, said))
        peers.remember(copy, peers.HANDED, journal.vector(copy))
        copy.execute("COMMIT")
    finally:
        copy.close()


def _put(fresh: Path, place: Path, *, replace: bool) -> None:
    """To its place; of two who hand out to one name at once, the second is refused."""
    if replace:
        fresh.replace(place)
        return
    try:
        os.link(fresh, place)
    except FileExistsError as error:
        raise FileRefused(path=place, reason="exists") from error
    except OSError:  # a stick's file system has no links
        fresh.rename(place)
