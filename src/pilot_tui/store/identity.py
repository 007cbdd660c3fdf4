"""A new identity for a machine that was cloned: its own changes since then are told again as another site's.

The only place that takes lines out of the log: what one site told in two ways has to become two sites, or the
two can never be brought together. The values, authors, times and reasons stay as they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from pilot_tui.errors import BundleRefused
from pilot_tui.model import Change
from pilot_tui.rules.merging import seen_by
from pilot_tui.store import journal, schema, site, taking
from pilot_tui.store.bundle import Bundle, Run
from pilot_tui.tables import TABLES


def parted(db: sqlite3.Connection, bundle: Bundle) -> int:
    """The last change of this file's site that a bundle of the other machine has as well.

    Raises:
        BundleRefused: It holds too little to say (`identity_more`), or the two have not parted
            (`identity_one`).
    """
    own = site.current(db)
    run = next((run for run in bundle.runs if run.site == own), None)
    if not own or run is None:
        raise BundleRefused(name=bundle.name, reason="identity_more")
    if journal.hash_at(db, own, run.first - 1) != run.before:
        raise BundleRefused(name=bundle.name, reason="identity_more")
    last = _last_common(db, own, run)
    if last == journal.tip(db, own)[0]:
        raise BundleRefused(name=bundle.name, reason="identity_one")
    return last


def _last_common(db: sqlite3.Connection, own: str, run: Run) -> int:
    last = run.first - 1
    for change in run.changes:
        if journal.hash_at(db, own, change.seq) != change.hash:
            break
        last = change.seq
    return last


def renew(db: sqlite3.Connection, after: int) -> tuple[str, int]:
    """Tell what this file's site wrote after `after` as a new site's; to be called inside a transaction.

    Returns:
        The new site, and how many changes it was.

    Raises:
        BundleRefused: Somebody else has built on them already (`identity_built_on`).
    """
    own = site.current(db)
    old = journal.run(db, own, after)
    named = {change.uid for change in old}
    for change in journal.everything(db):
        if change.site != own and not named.isdisjoint((*seen_by(change), change.undoes)):
            raise BundleRefused(name=change.actor, reason="identity_built_on")
    fresh = site.start(db)
    told = _told_again(old, fresh, {change.uid: f"{fresh}:{change.seq - after}" for change in old}, after)
    for name in schema.GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DELETE FROM change WHERE site = ? AND seq > ?", (own, after))
    for statement in schema.GUARDS.values():
        db.execute(statement)
    taking.append(db, told)
    for table, id in sorted({(change.tbl, change.row) for change in told if change.tbl in TABLES}):
        taking.rebuild(db, table, id)
    return fresh, len(told)


def _told_again(old: list[Change], fresh: str, uids: Mapping[str, str], after: int) -> list[Change]:
    hash, told = journal.GENESIS, list[Change]()
    for change in old:
        deps = sorted(uids.get(uid, uid) for uid in json.loads(change.deps))
        made = change._replace(
            site=fresh,
            seq=change.seq - after,
            step=max(1, change.step - after),
            undoes=uids.get(change.undoes, change.undoes),
            deps=journal.to_json(deps),
        )
        hash = journal.digest(hash, made)
        told.append(made._replace(hash=hash))
    return told
