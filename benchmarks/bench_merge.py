"""Merging: against inserting the same rows bare, three laptops with a thousand edits, a long past."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from figures import Figure, percentile, ratio

from pilot_tui import places
from pilot_tui.exchange.bundle import read_bundle, write_bundle
from pilot_tui.model import Cell
from pilot_tui.store import Store, journal, site
from pilot_tui.workbook import Workbook, exchanging

EDITS, PAST, TRIES = 1_000, 160_000, 200
FIELDS = ("actual", "target", "baseline", "remark")


def laptop(folder: Path, name: str, start: Path) -> Workbook:
    """A file that writes as the site `name`."""
    path = Path(shutil.copy(start, folder / f"{name}.db"))
    book = Workbook(Store.open(path), name)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('site', ?)", (name,))
    site._unkept[name] = (0, journal.GENESIS)
    return book


def write(book: Workbook, count: int, offset: int) -> None:
    """Edits spread over the values, as one step a hundred."""
    ids = [str(row["id"]) for row in book.rows_where("value")]
    pairs = [
        (
            Cell("value", ids[(nth + offset) % len(ids)], FIELDS[(nth + offset) // len(ids) % len(FIELDS)]),
            str(offset + nth),
        )
        for nth in range(count)
    ]
    for at in range(0, count, 100):
        book.edit_all(pairs[at : at + 100])


def bare(path: Path, book: Workbook) -> float:
    """Seconds for inserting the changes, heads and cells of `book` into another file, and nothing else."""
    db = book.store.conn
    changes = db.execute("SELECT * FROM change WHERE site <> 'base' ORDER BY n").fetchall()
    heads = db.execute("SELECT * FROM head").fetchall()
    cells = [(head[1], head[2]) for head in heads]
    values = [
        db.execute(f'SELECT "{col}" FROM value WHERE id = ?', (row,)).fetchone()[0] for row, col in cells
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = EXTRA")
        begun = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(
            f"INSERT INTO change VALUES (NULL, {', '.join('?' * (len(changes[0]) - 1))})",
            [change[1:] for change in changes],
        )
        target.executemany("INSERT INTO head VALUES (?, ?, ?, ?, ?)", heads)
        for (row, col), value in zip(cells, values, strict=True):
            target.execute(f'UPDATE value SET "{col}" = ? WHERE id = ?', (value, row))
        target.execute("COMMIT")
        return time.perf_counter() - begun


def against_bare(folder: Path, start: Path) -> tuple[list[float], list[float]]:
    """Seconds of merging a laptop's edits, and of inserting them bare, in turn."""
    theirs = laptop(folder, "theirs", start)
    write(theirs, EDITS, 0)
    write_bundle(folder / "theirs.bundle", exchanging.gather(theirs))
    merged, inserted = [], []
    for nth in range(7):
        book = laptop(folder, f"m{nth}", start)
        begun = time.perf_counter()
        exchanging.merge(book, [read_bundle(folder / "theirs.bundle")])
        merged.append(time.perf_counter() - begun)
        book.store.close()
        inserted.append(bare(Path(shutil.copy(start, folder / f"b{nth}.db")), theirs))
    return merged, inserted


def three(folder: Path, start: Path) -> float:
    """Seconds until three laptops with a thousand edits each have everything of each other."""
    books = [laptop(folder, name, start) for name in ("x", "y", "z")]
    for nth, book in enumerate(books):
        write(book, EDITS, 137 * nth)
    begun = time.perf_counter()
    for book in books:
        write_bundle(folder / f"{book.author}.bundle", exchanging.gather(book))
    for book in books:
        others = [read_bundle(folder / f"{one.author}.bundle") for one in books if one is not book]
        exchanging.merge(book, others)
    took = time.perf_counter() - begun
    assert len({str(book.content()) for book in books}) == 1
    return took


def long_past(folder: Path, start: Path) -> tuple[float, float]:
    """With 160,000 past changes: the 95th percentile of an edit, and proving the file; both in seconds."""
    book = laptop(folder, "old", start)
    for nth in range(0, PAST, 20_000):
        write_many(book, 20_000, nth)
    cell, took = Cell("value", "P1.yongkang.I07.2020", "actual"), []
    for nth in range(TRIES):
        begun = time.perf_counter()
        book.edit(cell, str(nth))
        took.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    assert list(book.problems()) == []
    return percentile(took, 0.95), time.perf_counter() - begun


def write_many(book: Workbook, count: int, offset: int) -> None:
    """So many changes of the file's few hundred values."""
    ids = [str(row["id"]) for row in book.rows_where("value")]
    with book.writing("past") as writing:
        for nth in range(count):
            writing.edit(Cell("value", ids[nth % len(ids)], FIELDS[nth // len(ids) % 3]), str(offset + nth))


def measure(start: Path) -> Iterator[Figure]:
    """On copies of the demo file at `start`; the settings of the sites are kept in a folder of their own."""
    with tempfile.TemporaryDirectory() as name, settings_in(Path(name, "settings")):
        folder = Path(name)
        merged, inserted = against_bare(folder, start)
        times = f"{1000 * median(merged):.0f} and {1000 * median(inserted):.0f} ms"
        yield Figure(
            f"merge of {EDITS:,} edits, read and backed up, against bare inserts",
            ratio(merged, inserted),
            "×",
            3,
            times,
        )
        yield Figure(f"three laptops × {EDITS:,} edits exchanged", three(folder, start), "s", 2)
        edit, proof = long_past(folder, start)
        yield Figure(f"another edit after {PAST:,} changes, p95 of {TRIES}", 1000 * edit, "ms", 20)
        yield Figure("check of that file", proof, "s", 5)


@contextmanager
def settings_in(folder: Path) -> Iterator[None]:
    """What laptops remember of themselves is written there, and forgotten."""
    before = os.environ.get("PILOT_CONFIG")
    os.environ["PILOT_CONFIG"] = str(folder)
    places.settings.cache_clear()
    try:
        yield
    finally:
        places.settings.cache_clear()
        site._unkept.clear()
        del os.environ["PILOT_CONFIG"]
        if before is not None:
            os.environ["PILOT_CONFIG"] = before
