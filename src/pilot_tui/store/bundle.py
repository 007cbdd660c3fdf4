"""What one file hands to another: runs of changes, and what the sender knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pilot_tui.errors import BundleRefused
from pilot_tui.model import Change
from pilot_tui.store import journal

BASE = "base"
Vector = Mapping[str, tuple[int, bytes]]
"""Site → the last `seq` somebody has of it, and its hash."""


class Run(NamedTuple):
    """Changes of one site that follow each other; their chain has been proven."""

    site: str
    before: bytes
    """The hash of the change before the first."""
    changes: Sequence[Change]

    @property
    def first(self) -> int:
        """The `seq` of the first."""
        return self.changes[0].seq


@dataclass(frozen=True)
class Bundle:
    """A bundle as it was read, or is to be written."""

    name: str
    """Of its file."""
    author: str
    """Who made it."""
    made: str
    """When: ISO, UTC."""
    site: str
    """Where; empty on a machine that never wrote."""
    knows: Vector
    """What the sender had."""
    runs: Sequence[Run] = field(default_factory=tuple)

    @property
    def count(self) -> int:
        """How many changes there are in it."""
        return sum(len(run.changes) for run in self.runs)


def runs_beyond(db: sqlite3.Connection, known: Mapping[str, int]) -> list[Run]:
    """What the file has and somebody who knows so much of each site has not."""
    found = []
    for site, (seq, _) in sorted(journal.vector(db).items()):
        after = known.get(site, 0)
        if seq > after:
            before = journal.hash_at(db, site, after) or journal.GENESIS
            found.append(Run(site, before, journal.run(db, site, after)))
    return found


def to_take(db: sqlite3.Connection, bundles: Sequence[Bundle]) -> list[Change]:
    """The changes of the bundles that are not here, however they overlap.

    Raises:
        BundleRefused: A run does not reach what is here (`gap`), tells another story of a site (`fork`), or
            comes from a file that began otherwise (`origin`).
    """
    for bundle in bundles:
        _refuse_other_story(db, bundle)
    by_site: dict[str, list[tuple[Run, Bundle]]] = {}
    for bundle in bundles:
        for run in bundle.runs:
            by_site.setdefault(run.site, []).append((run, bundle))
    return [change for site in sorted(by_site) for change in _joined(db, site, by_site[site])]


def _refuse_other_story(db: sqlite3.Connection, bundle: Bundle) -> None:
    """Compare the hash of each site's last common change."""
    sent = {run.site for run in bundle.runs}
    for site, (seq, hash) in bundle.knows.items():
        here, _ = journal.tip(db, site)
        if site == BASE and here != seq and site not in sent:
            raise BundleRefused(name=bundle.name, reason="origin" if here else "no_base")
        if here >= seq and journal.hash_at(db, site, seq) != hash:
            raise _fork(bundle, site, seq)


def _joined(db: sqlite3.Connection, site: str, given: Iterable[tuple[Run, Bundle]]) -> list[Change]:
    last, _ = here = journal.tip(db, site)
    fresh: list[Change] = []

    def known(seq: int) -> bytes | None:
        return journal.hash_at(db, site, seq) if seq <= here[0] else fresh[seq - here[0] - 1].hash

    for run, bundle in sorted(given, key=lambda one: one[0].first):
        if run.first > last + 1:
            raise BundleRefused(name=bundle.name, reason="gap", site=site, first=run.first, last=last)
        common = min(run.changes[-1].seq, last)
        told = run.changes[common - run.first].hash if common >= run.first else run.before
        if known(common) != told or known(run.first - 1) != run.before:
            raise _fork(bundle, site, common)
        fresh += run.changes[last + 1 - run.first :]
        last = max(last, run.changes[-1].seq)
    return fresh


def _fork(bundle: Bundle, site: str, seq: int) -> BundleRefused:
    if site == BASE:
        return BundleRefused(name=bundle.name, reason="origin")
    return BundleRefused(name=bundle.name, reason="fork", site=site, seq=seq)
