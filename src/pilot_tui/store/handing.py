"""A copy of a file for somebody else's laptop: the whole log, no site, and what it was handed out for."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pilot_tui.errors import FileRefused
from pilot_tui.rules.roles import Handout
from pilot_tui.store import backups, bundle, journal, opening, peers, taking
from pilot_tui.store.backups import Ticking
from pilot_tui.store.handed import KEY, VERSION


class Draft(NamedTuple):
    """A copy that is whole and does not stand at its place yet."""

    fresh: Path
    place: Path
    replace: bool

    def catch_up(self, db: sqlite3.Connection) -> None:
        """Take in what was written since the copy was made, or is being written: as a merge would.

        Raises:
            FileRefused, Busy: And the copy is of no use any more.
        """
        with told(self.place), _opened(self.fresh) as copy:
            known = {site: seq for site, (seq, _) in journal.vector(copy).items()}
            taking.take(copy, [one for run in bundle.runs_beyond(db, known) for one in run.changes])
            peers.remember(copy, peers.HANDED, journal.vector(copy))

    def put(self) -> None:
        """To its place; raises `FileRefused`."""
        with told(self.place):
            _put(self.fresh, self.place, replace=self.replace)


def hand_out(db: sqlite3.Connection, place: Path, given: Handout, *, replace: bool = False) -> None:
    """Write the copy: it appears whole or not at all. Raises as `drafted`."""
    with drafted(db, place, given, replace=replace) as draft:
        draft.put()


@contextmanager
def drafted(
    db: sqlite3.Connection,
    place: Path,
    given: Handout,
    *,
    replace: bool = False,
    tick: Ticking = backups.untold,
) -> Iterator[Draft]:
    """Make the copy beside its place; nothing of it is left but what `put` has put there.

    Args:
        db: A connection to the file.
        place: Where the copy goes.
        given: What it is handed out for.
        replace: Whether a file that stands there already may go.
        tick: Told how many pages there are yet; what it raises ends the copying.

    Raises:
        FileRefused, Busy: There is something already, no room, or nothing may be written there.
    """
    with told(place):
        if not replace and (place.exists() or place.is_symlink()):
            raise FileRefused(path=place, reason="exists")
    fresh = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        with told(place):
            backups.copy(db, fresh, tick)
            _mark(fresh, given)
        yield Draft(fresh, place, replace)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """What the system and SQLite say becomes a refusal that names the place."""
    try:
        yield
    except OSError as error:
        raise FileRefused(path=place, reason="cannot_make", said=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise opening.told(error, place) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction in the copy."""
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        copy.execute("BEGIN IMMEDIATE")
        yield copy
        copy.execute("COMMIT")
    finally:
        copy.close()


def _mark(path: Path, given: Handout) -> None:
    """Say in the copy what it is for, who has its changes already, and nothing of who wrote the original."""
    with _opened(path) as copy:
        copy.execute("DELETE FROM meta WHERE k = 'site' OR k LIKE 'peer:%'")
        said = json.dumps({"version": VERSION, **given._asdict()}, ensure_ascii=False)
        copy.execute("INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", (KEY, said))
        peers.remember(copy, peers.HANDED, journal.vector(copy))


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
