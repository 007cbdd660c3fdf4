"""Figures that the desk keeps: killed anywhere they are right, and opened again it reads few rows."""

from __future__ import annotations

import sqlite3
import sys
import time
from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from desk.terminal import PATIENCE, Desk
from pilot_tui.model import Birth
from pilot_tui.store import Store, building
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook
from workbook.test_kept import GROUPS, afresh, births, fill, kept, known

MANY, FEW = 1500, 300
MOMENTS = [1, 640, 1400, 1500, 2200, 3600, 4000]
"""Figures in the file from which on the desk is killed."""


def built(path: Path, counties: int, tasks: int = 1) -> Path:
    """A file of so many counties; each of the first ten has so many tasks."""
    made = births([f"c{at:04d}" for at in range(counties)])
    more = [one for one in made if one.table == "milestone"][:10]
    made += [Birth("milestone", f"{one.id}-{nth}", one.row) for one in more for nth in range(1, tasks)]
    building.build(path, made)
    path.chmod(0o600)
    return path


def figures(path: Path) -> int:
    """How many the file keeps; it may be being written."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1) as db:
            return int(db.execute("SELECT count(*) FROM kept").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.usefixtures("open_desk")
def test_killed_while_it_keeps_what_is_kept_is_right(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there is no pty on Windows")
    path = built(tmp_path / "country.db", MANY)
    right = afresh(path)
    partly = 0
    for moment in MOMENTS:
        desk = Desk(path)
        try:
            end = time.monotonic() + PATIENCE
            while figures(path) < moment:
                assert time.monotonic() < end
                desk.read(0.002)
            desk.kill()
        finally:
            desk.close()
        with Store.open(path) as store:
            book = Workbook(store)
            assert list(book.problems()) == []
            partly += 0 < sum(len(book._group(group).rows) for group in GROUPS) < len(GROUPS) * MANY
            assert known(book) == right, f"killed at {moment}"
    assert partly > 0
    desk = Desk(path).ready()
    desk.wait_for(lambda: kept(path) == dict.fromkeys(GROUPS, MANY))
    desk.close()


async def steps_to_open(path: Path) -> int:
    """Of SQLite's machine, in hundreds, until the desk is drawn: reading a row takes a few."""
    steps = 0

    def counted() -> int:
        nonlocal steps
        steps += 1
        return 0

    speak("en")
    with Store.open(path) as store:
        store.conn.set_progress_handler(counted, 100)
        app = Drawn(Workbook(store, "lin"), (120, 40))
        async with app.run_test(headless=False, size=(120, 40)):
            await app.until(lambda: f"Pilots {FEW}" in app.drawing.text and "saved" in app.drawing.text)
        store.conn.set_progress_handler(None, 0)
    return steps


async def test_opening_reads_no_more_of_a_file_with_more_rows(tmp_path: Path) -> None:
    steps = []
    for name, tasks in (("few", 1), ("more", 200)):
        path = built(tmp_path / f"{name}.db", FEW, tasks)
        with Store.open(path) as store:
            fill(Workbook(store))
        steps.append(await steps_to_open(path))
    few, more = steps
    assert 0 < more < 1.5 * few, "2,000 tasks more, and hardly a row more is read"


async def test_esc_says_what_becomes_of_what_is_not_computed(tmp_path: Path) -> None:
    path = built(tmp_path / "country.db", MANY)
    async with drawn(path) as (app, _):
        await app.until(lambda: "Rescoring" in app.drawing.text or "◌" in app.drawing.text)
        await app.typed("escape")
        await app.until(lambda: "what is computed stays" in app.drawing.text)
    with Store.open(path) as store:
        assert known(Workbook(store)) == afresh(path)


async def test_figures_of_another_programme_are_computed_once_it_is_chosen(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilot_tui.screens.keeping.AT_ONCE", 0)
    async with drawn(demo, size=(120, 36)) as (app, _):
        await app.until(lambda: "98.75" in app.drawing.text)
        await app.typed("P", *"P2", "enter")
        await app.until(lambda: app.desk.view.programme == "P2" and "▲ 4/5" in app.drawing.text)
