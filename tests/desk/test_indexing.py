"""A file from before some indexes were thought of: it gets them beside all other work, or does without."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk.drawing import drawn
from pilot_tui.errors import Stopped
from pilot_tui.store import Store, indexing, schema
from pilot_tui.workbook import Workbook
from raw import ask, content
from shell import process

NAMES = "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite%' ORDER BY name"
ADDED = [made.split()[2] for made in schema.INDEXES]


@pytest.fixture
def bare(demo: Path) -> Path:
    """The demo file without the indexes."""
    with closing(sqlite3.connect(demo)) as db:
        for name in ADDED:
            db.execute(f"DROP INDEX {name}")
        db.commit()
    return demo


async def test_the_desk_makes_what_is_missing(bare: Path) -> None:
    rows = content(bare)
    async with drawn(bare) as (app, _):
        await app.until(lambda: not app.book.lacks_indexes())
        await app.until(lambda: "\u25cc" not in app.drawing.text)
    assert set(ADDED) <= {name for (name,) in ask(bare, NAMES)}
    assert content(bare) == rows
    assert process("check", "-f", str(bare)).code in (0, 1)


async def test_a_file_that_cannot_be_written_is_shown_without(bare: Path) -> None:
    bare.chmod(0o400)
    before = bare.read_bytes()
    async with drawn(bare) as (app, _):
        await app.typed("g", "3", "a")
        await app.until(lambda: app.desk.view.everyone)
        await app.drawn()
        assert not app.book.lacks_indexes()
    assert bare.read_bytes() == before


def test_whoever_stops_it_leaves_some_whole_and_none_half(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_STEPS", 10)
    asked = []

    def step(done: int, of: int) -> None:
        asked.append((done, of))
        if done == 2:
            raise Stopped

    with Store.open(bare) as store, pytest.raises(Stopped):
        Workbook(store).make_indexes(step)
    assert asked[0] == (0, len(ADDED))
    there = {name for (name,) in ask(bare, NAMES)}
    assert [name for name in ADDED if name in there] == ADDED[:2]
    assert ask(bare, "PRAGMA integrity_check") == [("ok",)]
    with Store.open(bare) as store:
        Workbook(store).make_indexes(lambda *_: None)
        assert not Workbook(store).lacks_indexes()
