"""Which site this machine writes as.

The site stands in the file and, with the last change it made, in the user's settings. If the two disagree
(a cloned laptop, a restored copy, somebody else's file) a new site starts: one site never tells two stories.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pilot_tui.model import Change
from pilot_tui.places import settings
from pilot_tui.store import journal

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_unkept: dict[str, tuple[int, bytes]] = {}
"""What could not be written into the settings, for as long as the program runs."""


def own(db: sqlite3.Connection) -> str:
    """The site to write as; to be called inside the transaction that will write."""
    found = db.execute("SELECT v FROM meta WHERE k = 'site'").fetchone()
    if found and _agrees(db, found[0]):
        return str(found[0])
    return start(db)


def start(db: sqlite3.Connection) -> str:
    """A new site to write as; to be called inside the transaction that will write."""
    import secrets  # it loads hashlib, and only a new site needs it

    site = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    db.execute("INSERT OR REPLACE INTO meta (k, v) VALUES ('site', ?)", (site,))
    return site


def current(db: sqlite3.Connection) -> str:
    """The site the file was last written as, empty when it never was."""
    found = db.execute("SELECT v FROM meta WHERE k = 'site'").fetchone()
    return str(found[0]) if found else ""


def mine(db: sqlite3.Connection) -> str:
    """The site this machine writes as, empty when the file was last written elsewhere or never."""
    site = current(db)
    return site if site and _agrees(db, site) else ""


def refuse_another_me(db: sqlite3.Connection, fresh: Iterable[Change]) -> bool:
    """Stop writing as a site of which changes came that this machine never made; whether it did.

    A computer copied whole, settings and all, writes as the one it was copied from until the two meet.
    """
    site = current(db)
    last = max((change.seq for change in fresh if change.site == site), default=0)
    if not site or not last or _made_up_to(site) >= last:
        return False
    db.execute("DELETE FROM meta WHERE k = 'site'")
    return True


def _made_up_to(site: str) -> int:
    try:
        return (_unkept.get(site) or _kept(site))[0]
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        return 0


def remember(site: str, seq: int, digest: bytes) -> None:
    """Keep the site's last change in the user's settings.

    A settings folder that cannot be written only costs a new site at the next start.
    """
    place = _record(site)
    _unkept[site] = seq, digest
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(".new")
        fresh.write_text(json.dumps({"seq": seq, "hash": digest.hex()}), "utf-8")
        fresh.replace(place)
    except OSError:
        return
    del _unkept[site]


def _agrees(db: sqlite3.Connection, site: str) -> bool:
    try:
        seq, digest = _unkept.get(site) or _kept(site)
        return journal.hash_at(db, site, seq) == digest
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        return False


def _kept(site: str) -> tuple[int, bytes]:
    record = json.loads(_record(site).read_text("utf-8"))
    return int(record["seq"]), bytes.fromhex(record["hash"])


def _record(site: str) -> Path:
    return settings() / "sites" / f"{site}.json"
