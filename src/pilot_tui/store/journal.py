"""The change log: appending to it, reading it, and proving it.

hash = SHA-256(previous hash of the site ‖ length-prefixed bytes of every hashed column): docs/file-format.md.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pilot_tui.model import Change
from pilot_tui.store.steady import kept

HASHED = (
    "site",
    "seq",
    "step",
    "undoes",
    "hlc",
    "actor",
    "tbl",
    "row",
    "col",
    "val",
    "deps",
    "schema",
    "reason",
)
GENESIS = bytes(32)
"""What stands for the previous hash before a site's first change."""

_COLUMNS = ", ".join((*HASHED, "hash", "n"))
_AT_ONCE = 500
"""Changes a statement asks for at most."""


def digest(previous: bytes, change: Sequence[object]) -> bytes:
    """The hash of what `HASHED` names of a change, given that of the one before it at its site (32 bytes)."""
    import hashlib  # only what is written is hashed: a start need not load it

    told = [previous]
    for value in change[: len(HASHED)]:
        stored = str(value).encode("utf-8", "surrogatepass")
        length = len(stored)
        told += (_LENGTHS[length] if length < 256 else length.to_bytes(8, "big"), stored)
    return hashlib.sha256(b"".join(told)).digest()


_LENGTHS = [length.to_bytes(8, "big") for length in range(256)]
"""Made once: nearly all there is to hash is short."""


def to_json(value: object) -> str:
    """The one way a value is written into `val` and `deps`."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
"""Made once: making one takes longer than a value."""


def uids(changes: Iterable[Change]) -> str:
    """The `deps` that name these changes."""
    return to_json(sorted({change.uid for change in changes}))


def tip(db: sqlite3.Connection, site: str) -> tuple[int, bytes]:
    """The last `seq` and hash of a site; `(0, GENESIS)` when it has none."""
    found = db.execute(
        "SELECT seq, hash FROM change WHERE site = ? ORDER BY seq DESC LIMIT 1", (site,)
    ).fetchone()
    return (found[0], found[1]) if found else (0, GENESIS)


def hash_at(db: sqlite3.Connection, site: str, seq: int) -> bytes | None:
    """The hash of one change, None when it is not here."""
    if seq == 0:
        return GENESIS
    found = db.execute("SELECT hash FROM change WHERE site = ? AND seq = ?", (site, seq)).fetchone()
    return found[0] if found else None


def revision(db: sqlite3.Connection) -> int:
    """The last arrival number of the log, 0 when it is empty."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM change").fetchone()[0])


def of_row(db: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """Every change of a row, by arrival."""
    return _select(db, "WHERE tbl = ? AND row = ? ORDER BY n", (table, row))


def of_rows(db: sqlite3.Connection, table: str, rows: Sequence[str]) -> list[Change]:
    """The same of some rows, by arrival."""
    asked = ", ".join("?" * len(rows))
    return _select(db, f"WHERE tbl = ? AND row IN ({asked}) ORDER BY n", (table, *rows))


def of_cell(db: sqlite3.Connection, table: str, row: str, col: str) -> list[Change]:
    """Every change of a cell, births and retirements of its row among them, by arrival."""
    return _select(db, "WHERE tbl = ? AND row = ? AND col IN ('', ?) ORDER BY n", (table, row, col))


def heads(db: sqlite3.Connection, table: str, row: str, col: str) -> list[Change]:
    """The changes the table of heads names for a cell."""
    named = ", ".join(f"c.{name}" for name in (*HASHED, "hash", "n"))
    sql = f"""SELECT {named} FROM head h JOIN change c ON c.site = h.site AND c.seq = h.seq
        WHERE h.tbl = ? AND h.row = ? AND h.col = ?"""
    return [Change._make(found) for found in db.execute(sql, (table, row, col))]


def heads_of_rows(
    db: sqlite3.Connection, table: str, rows: Sequence[str]
) -> Iterator[tuple[str, str, Change]]:
    """The same for all cells of some rows, each with the row and the field of its cell."""
    named = ", ".join(f"c.{name}" for name in (*HASHED, "hash", "n"))
    sql = f"""SELECT h.row, h.col, {named} FROM head h JOIN change c ON c.site = h.site AND c.seq = h.seq
        WHERE h.tbl = ? AND h.row IN ({", ".join("?" * len(rows))})"""
    for row, col, *found in db.execute(sql, (table, *rows)):
        yield row, col, Change._make(found)


def existence(db: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """The births and retirements of a row, by arrival."""
    return _select(db, "WHERE tbl = ? AND row = ? AND col = '' ORDER BY n", (table, row))


def existence_of_rows(db: sqlite3.Connection, table: str, rows: Sequence[str]) -> list[Change]:
    """The same of some rows, by arrival."""
    asked = ", ".join("?" * len(rows))
    return _select(db, f"WHERE tbl = ? AND row IN ({asked}) AND col = '' ORDER BY n", (table, *rows))


def vector(db: sqlite3.Connection) -> dict[str, tuple[int, bytes]]:
    """The last `seq` and hash of every site."""
    tips = db.execute("SELECT site, max(seq), hash FROM change GROUP BY site")
    return {name: (seq, hash) for name, seq, hash in tips}


def run(db: sqlite3.Connection, site: str, after: int) -> list[Change]:
    """The changes of a site beyond `after`, in order."""
    return _select(db, "WHERE site = ? AND seq > ? ORDER BY seq", (site, after))


def lacks(db: sqlite3.Connection, uid: str) -> bool:
    """Whether the change `site:seq` is not here."""
    site, _, seq = uid.rpartition(":")
    return db.execute("SELECT 1 FROM change WHERE site = ? AND seq = ?", (site, int(seq))).fetchone() is None


def clock(db: sqlite3.Connection) -> int:
    """The next clock to be given out at least."""
    found = db.execute("SELECT v FROM meta WHERE k = 'hlc'").fetchone()
    return int(found[0]) if found else 0


def keep_clock(db: sqlite3.Connection, hlc: int) -> None:
    """Keep the next clock to be given out at least."""
    db.execute("INSERT OR REPLACE INTO meta (k, v) VALUES ('hlc', ?)", (str(hlc),))


def by_uid(db: sqlite3.Connection, uid: str) -> Change | None:
    """The change `site:seq`."""
    if (known := kept(db)) is not None and uid in known.changes:
        return known.changes[uid]
    site, _, seq = uid.rpartition(":")
    found = _select(db, "WHERE site = ? AND seq = ?", (site, int(seq)))
    return found[0] if found else None


def named_ahead(db: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Have what some changes name in `deps` read with few statements, while it is kept (`steady`)."""
    if (known := kept(db)) is None:
        return
    named = {uid for change in changes for uid in json.loads(change.deps)}
    asked: dict[str, list[int]] = {}
    for site, _, seq in (uid.rpartition(":") for uid in named):
        asked.setdefault(site, []).append(int(seq))
    known.changes.update(dict.fromkeys(named))
    for site, seqs in asked.items():
        for at in range(0, len(seqs), _AT_ONCE):
            some = seqs[at : at + _AT_ONCE]
            where = f"WHERE site = ? AND seq IN ({', '.join('?' * len(some))})"
            known.changes.update((one.uid, one) for one in _select(db, where, (site, *some)))


def of_step(db: sqlite3.Connection, site: str, step: int) -> list[Change]:
    """The changes made together, in order."""
    return _select(db, "WHERE site = ? AND step = ? AND seq >= ? ORDER BY seq", (site, step, step))


def since(db: sqlite3.Connection, n: int) -> list[tuple[str, str]]:
    """`(table, row)` of everything that arrived after `n`."""
    # no DISTINCT: for its sake SQLite would go through the whole log in the order of cells
    return list(dict.fromkeys(db.execute("SELECT tbl, row FROM change WHERE n > ?", (n,))))


def of_table_since(db: sqlite3.Connection, table: str, n: int, most: int) -> list[Change]:
    """Up to `most` changes of a table that arrived after `n`, by arrival."""
    return _select(db, "WHERE n > ? AND +tbl = ? ORDER BY n LIMIT ?", (n, table, most))  # along n, not tbl


def page(db: sqlite3.Connection, before: int, count: int) -> list[Change]:
    """Up to `count` changes made since the file was, newest first, with arrival numbers below `before`."""
    return _select(db, "WHERE site <> 'base' AND n < ? ORDER BY n DESC LIMIT ?", (before, count))


def between(db: sqlite3.Connection, low: int, high: int) -> list[Change]:
    """The changes whose arrival numbers lie from `low` to `high`."""
    return _select(db, "WHERE n BETWEEN ? AND ? ORDER BY n", (low, high))


def everything(db: sqlite3.Connection) -> Iterator[Change]:
    """The whole log by site and seq."""
    for found in db.execute(f"SELECT {_COLUMNS} FROM change ORDER BY site, seq"):
        yield Change._make(found)


def of_table(db: sqlite3.Connection, table: str) -> list[Change]:
    """Every change of a table, by row, then by arrival."""
    return _select(db, "WHERE tbl = ? ORDER BY row, n", (table,))


def steps_back(db: sqlite3.Connection, site: str, actor: str) -> Iterator[Change]:
    """The first change of each step this author made at this site, newest first."""
    cursor = db.execute(
        f"SELECT {_COLUMNS} FROM change WHERE site = ? AND actor = ? AND seq = step ORDER BY seq DESC",
        (site, actor),
    )
    for found in cursor:
        yield Change._make(found)


def undone_by(db: sqlite3.Connection, uid: str) -> bool:
    """Whether some later change takes `uid` back."""
    return (
        db.execute("SELECT 1 FROM change WHERE undoes = ? AND undoes <> '' LIMIT 1", (uid,)).fetchone()
        is not None
    )


class Mark(NamedTuple):
    """What tells one change from all others, without what it changed."""

    col: str
    hlc: int
    hash: bytes


def marks_of(db: sqlite3.Connection, table: str, first: str, last: str) -> Iterator[Mark]:
    """The changes of a table's rows whose ids lie from `first` to `last`."""
    sql = "SELECT col, hlc, hash FROM change WHERE tbl = ? AND row BETWEEN ? AND ?"
    for found in db.execute(sql, (table, first, last)):
        yield Mark(*found)


def _select(db: sqlite3.Connection, where: str, facts: tuple[object, ...]) -> list[Change]:
    return [Change._make(found) for found in db.execute(f"SELECT {_COLUMNS} FROM change {where}", facts)]
