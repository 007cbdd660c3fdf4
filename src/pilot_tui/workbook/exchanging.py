"""Handing changes on, and taking them in: looked at first, then all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pilot_tui.model import Cell, Change
from pilot_tui.store import (
    Connection,
    backups,
    bundle,
    conflicts,
    identity,
    journal,
    peers,
    read,
    site,
    taking,
)
from pilot_tui.store.bundle import Bundle
from pilot_tui.workbook.approval import STATES
from pilot_tui.workbook.workbook import Workbook

Ticking = Callable[[int, int], None]
_COMPLETES = {"approval": "state", "expert": "completed"}
"""Tables whose rows say that something is complete, and the field that does."""


def _untold(done: int, of: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True)
class Brought:
    """What one person's changes come to."""

    author: str
    changes: int
    tables: Mapping[str, int]
    """Table → how many of them."""
    first: Change
    last: Change


@dataclass(frozen=True)
class Merging:
    """What a merge does, or would do."""

    brought: Sequence[Brought] = ()
    """By author."""
    already: int = 0
    """Changes of the bundles that are here."""
    unknown: int = 0
    """Changes of fields only a newer version has; they are kept."""
    waiting: int = 0
    """Changes to rows that are not here yet; they wait."""
    met: Sequence[conflicts.Listed] = ()
    """Conflicts there were not before."""
    settled: int = 0
    """Conflicts there are no longer."""
    completed: Sequence[tuple[Cell, str]] = ()
    """The cells that say that a county's year, or an expert's marks, are all there now; by whom."""
    rows: int = 0
    renewed: bool = False
    """Whether another machine writes as this one did, so that this one has a new identity."""
    changes: int = 0
    backup: Path | None = None


def gather(book: Workbook, *, everything: bool = False, other: Bundle | None = None) -> Bundle:
    """The changes the other side lacks.

    Args:
        book: Where from.
        everything: All changes there are, for somebody of whom nothing is known.
        other: A bundle the other side made: it says what they have. Else what every other side is known to
            have, by the bundles merged so far, is left out.
    """
    with book.store.reading() as db:
        known = _known(db, everything, other)
        return Bundle(
            name="",
            author=book.author,
            made=datetime.fromtimestamp(book.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            site=site.current(db),
            knows=journal.vector(db),
            runs=bundle.runs_beyond(db, known),
        )


def _known(db: Connection, everything: bool, other: Bundle | None) -> Mapping[str, int]:
    if everything:
        return {}
    if other is not None:
        return {name: seq for name, (seq, _) in other.knows.items()}
    return peers.known_to_all(db)


def file_name(made: Bundle) -> str:
    """What a bundle's file is called where nobody says: after who made it, and when."""
    who = "".join(sign for sign in made.author if sign.isalnum()) or made.site or "bundle"
    return f"{who}-{made.made[:16].translate({45: None, 58: None, 84: 45})}.bundle"


def preview(book: Workbook, bundles: Sequence[Bundle], tick: Ticking = _untold) -> Merging:
    """What `merge` would do; nothing is written. Raises as `merge`."""
    with _taken(book, bundles, tick) as merging:
        return merging


def merge(book: Workbook, bundles: Sequence[Bundle], tick: Ticking = _untold) -> Merging:
    """Take every change of the bundles in, or none; a backup is made before.

    Raises:
        BundleRefused, Busy, FileRefused, Stopped: And nothing was changed.
    """
    with _taken(book, bundles, tick) as merging:
        backup = _backup(book, tick) if merging.changes else None
        book.store.conn.execute("COMMIT")
    book.refresh()
    return replace(merging, backup=backup)


def _backup(book: Workbook, tick: Ticking = _untold) -> Path:
    """The file as it stands on the disk: what is being taken in is not written yet."""
    with book.store.another() as beside:
        return backups.make(beside.conn, book.store.path, "merge", book.clock(), tick)


def back_up(book: Workbook, why: str, tick: Ticking = _untold) -> Path:
    """A copy for the ring before something large; raises `Busy`, `FileRefused`, and what `tick` raises."""
    book.store.refuse_protected()
    with book.store.reading() as db:
        return backups.make(db, book.store.path, why, book.clock(), tick)


def back_up_when_due(book: Workbook, why: str, tick: Ticking = _untold) -> Path | None:
    """A copy for the ring, where one is due and there is room.

    Raises `Busy`, `FileRefused` or `Stopped`, and nothing is left of the copy.
    """
    with book.store.reading() as db:
        if not backups.due(db, book.store.path, book.clock()):
            return None
        return backups.make(db, book.store.path, why, book.clock(), tick)


def new_identity(book: Workbook, other: Bundle) -> tuple[str, int]:
    """Tell what this file wrote since it and the maker of `other` parted as a new site's; a backup is made.

    Returns the new site, and how many changes. Raises `BundleRefused`, `Busy`, `FileRefused`.
    """
    with book.store.bulk() as db:
        found = identity.renew(db, identity.parted(db, other))
        _backup(book)
        db.execute("COMMIT")
    site.remember(found[0], *journal.tip(book.store.conn, found[0]))
    book.refresh()
    return found


@contextmanager
def _taken(book: Workbook, bundles: Sequence[Bundle], tick: Ticking) -> Iterator[Merging]:
    """A transaction in which they have been taken in; rolled back unless it is committed inside."""
    with book.store.bulk() as db:
        before = set(conflicts.every(db))
        fresh = bundle.to_take(db, bundles)
        taken = taking.take(db, fresh, tick)
        renewed = site.refuse_another_me(db, fresh)
        for one in bundles:
            if one.site:
                peers.remember(db, one.site, one.knows)
        now = set(conflicts.every(db))
        yield Merging(
            brought=_by_author(fresh),
            already=sum(one.count for one in bundles) - len(fresh),
            unknown=taken.unknown,
            waiting=taken.waiting,
            met=sorted(now - before),
            settled=len(before - now),
            completed=sorted(_completed(db, fresh)),
            rows=len(taken.rows),
            renewed=renewed,
            changes=len(fresh),
        )


def _completed(db: Connection, fresh: Sequence[Change]) -> Iterator[tuple[Cell, str]]:
    """What is complete now that these changes are here, and by whom."""
    by = {(one.tbl, one.row): one.actor for one in fresh if one.tbl in _COMPLETES}
    for (table, id), actor in by.items():
        field = _COMPLETES[table]
        said = [one for one in fresh if (one.tbl, one.row) == (table, id) and one.col in ("", field)]
        held = (read.one(db, table, id) or {}).get(field)
        if said and held and (table == "expert" or held == STATES[1]):
            yield Cell(table, id, field), actor


def _by_author(fresh: Sequence[Change]) -> list[Brought]:
    by: dict[str, list[Change]] = {}
    for change in fresh:
        by.setdefault(change.actor, []).append(change)
    return [
        Brought(
            author,
            len(made),
            Counter(change.tbl for change in made),
            min(made, key=lambda one: one.hlc),
            max(made, key=lambda one: one.hlc),
        )
        for author, made in sorted(by.items())
    ]
