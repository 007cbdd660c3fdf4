"""What other files are known to have: by the bundles they sent, or since this one was handed out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from pilot_tui.store import journal
from pilot_tui.store.bundle import BASE, Vector

_KEY = "peer:"
HANDED = "handed"
"""Stands for the file this one was handed out from."""


def remember(db: sqlite3.Connection, site: str, knows: Vector) -> None:
    """Keep what a site had when it sent a bundle; never less than is known already."""
    had = of_site(db, site)
    seqs = {name: max(seq, had.get(name, 0)) for name, (seq, _) in knows.items()}
    text = json.dumps({**had, **seqs}, sort_keys=True)
    db.execute("INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", (_KEY + site, text))


def of_site(db: sqlite3.Connection, site: str) -> Mapping[str, int]:
    """Site → the last `seq` it is known to have."""
    found = db.execute("SELECT v FROM meta WHERE k = ?", (_KEY + site,)).fetchone()
    return {str(name): int(seq) for name, seq in json.loads(found[0]).items()} if found else {}


def known_to_all(db: sqlite3.Connection) -> dict[str, int]:
    """What every known other side has; where none is known, what this file was made with."""
    sites = [k[len(_KEY) :] for (k,) in db.execute("SELECT k FROM meta WHERE k LIKE 'peer:%'").fetchall()]
    peers = [of_site(db, site) for site in sites]
    if not peers:
        return {BASE: journal.tip(db, BASE)[0]}
    common = set.intersection(*({*peer} for peer in peers))
    return {site: min(peer[site] for peer in peers) for site in common}
