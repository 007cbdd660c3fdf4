"""What a further step would show is worked out while nothing is typed, and is what it then shows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.events import Key

from desk.drawing import Drawn, drawn
from desk.terminal import PATIENCE
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook

REST = 0.06
"""Seconds in which a step ahead is worked out."""


async def pressed(app: Drawn, *keys: str) -> int:
    """Keys, and nothing that follows; returns how many statements of SQL they took."""
    asked: list[str] = []
    app.book.store.conn.set_trace_callback(asked.append)
    for key in keys:
        await app.on_event(Key(key, key if len(key) == 1 else None))
    app.book.store.conn.set_trace_callback(None)
    return len(asked)


def foreseen(app: Drawn) -> asyncio.Event:
    """Set when a further step has been worked out: a busy machine takes its time to come to it."""
    done, draw = asyncio.Event(), app.desk._ahead._draw

    def drawing(by: int) -> None:
        draw(by)
        done.set()

    app.desk._ahead._draw = drawing
    return done


def said(app: Drawn) -> list[str]:
    """The lines of the explanation."""
    return app.drawing.lines[-3:-1]


@pytest.mark.parametrize("back", [False, True], ids=["down", "up"])
@pytest.mark.parametrize("pane", ["scorecard", "milestones"])
async def test_after_a_rest_a_further_step_reads_nothing(demo: Path, pane: str, back: bool) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("g", {"scorecard": "1", "milestones": "3"}[pane], *["down"] * 4 * back)
        key, ready = "up" if back else "down", foreseen(app)
        await pressed(app, key)
        await asyncio.wait_for(ready.wait(), PATIENCE)
        assert await pressed(app, key) == 0


async def test_without_a_rest_it_is_read_when_it_is_shown(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        assert await pressed(app, "down", "down") > 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
async def test_what_was_worked_out_is_what_is_said_otherwise(demo: Path, size: tuple[int, int]) -> None:
    async with drawn(demo, size=size) as (app, _pilot):
        for _ in range(12):
            await pressed(app, "down")
            await asyncio.sleep(REST)
            shown = app.drawing.lines
            app.desk._sayings = ()
            app.desk.frame_explain()
            await app.drawn()
            assert app.drawing.lines == shown


async def test_what_changes_meanwhile_is_said(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await pressed(app, "down")
        row = app.desk.pane.grid.view.row
        slot = app.desk.pane.grid.view.source.line(row + 1).slots
        address = next(one.address for one in slot if one.address.endswith("actual"))
        await asyncio.sleep(REST)
        with Store.open(demo) as store:
            Workbook(store, "wang").edit(Cell.parse(address), "12.34")
        app.desk._poll()
        await app.typed("down")
        assert "12.34" in "".join(said(app))


async def test_what_is_found_wrong_meanwhile_is_said(demo: Path) -> None:
    async with drawn(demo, size=(160, 40)) as (app, _pilot):
        app.desk.look(county="shangyu", programme="P1", year=2020)
        await app.typed("g", "1", "f", "down", "up")
        asked = said(app)
        del app.book.__dict__["_inquiry"]  # as before anybody has looked
        app.desk._known = None
        app.desk.frame()
        await pressed(app, "down", "up")
        assert said(app) != asked
        app.desk._ask()
        await app.drawn()
        assert said(app) == asked


async def test_who_turns_back_is_told_of_where_they_are(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        first = said(app)
        await pressed(app, "down")
        await asyncio.sleep(REST)
        await pressed(app, "up")
        assert said(app) == first


async def test_who_turns_back_reads_nothing(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await pressed(app, "down", "down")
        assert await pressed(app, "up") == 0


async def test_nothing_is_worked_out_for_a_block_or_while_a_cell_is_typed_in(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        for keys in (("down", "shift+down"), ("escape", "down", "5")):
            await pressed(app, *keys)
            known = app.desk._sayings
            await asyncio.sleep(REST)
            assert app.desk._sayings is known
