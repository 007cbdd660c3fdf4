"""How a number came about: asked at the number, down to the cell it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import drawn
from pilot_tui.screens.explanation import Whole
from pilot_tui.widgets.grid_view import GridView


async def test_a_total_is_opened_down_to_a_figure_and_the_cursor_goes_there(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("g", "0", "down", "equals_sign")
        await app.until(lambda: "98.25  = (19.77 + " in app.drawing.text)  # the total of the second county
        await app.typed("down", "right", "down", "right", "down", "down", "right", "down")
        await app.until(lambda: "go to the cell" in app.drawing.text)
        await app.typed("enter")
        await app.until(lambda: not isinstance(app.screen, Whole))
        await app.drawn()
        assert app.desk.opened == "scorecard"
        assert app.desk.view.county == "changxing"
        assert app.desk.pane.grid.cursor == ("changxing.I01", "actual")


async def test_a_score_is_explained_where_it_stands(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _pilot):
        await app.typed("down", "right", "right")
        assert app.desk.pane.grid.cursor[1] == "score"
        await app.until(lambda: "6.79 = 7 × min(97.1 %, 100 %)" in app.drawing.text)
        await app.typed("enter")
        await app.until(lambda: isinstance(app.screen, Whole))
        await app.typed("escape")
        await app.until(lambda: not isinstance(app.screen, Whole))


async def test_what_is_folded_opens_and_folds_again(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("equals_sign")
        await app.until(lambda: isinstance(app.screen, Whole) and bool(app.screen.query(GridView)))
        grid = app.screen.query_one(GridView)
        first = len(grid.view.source)
        await app.typed("down", "down", "right")
        assert len(grid.view.source) == first + 2  # actual and target
        await app.typed("down", "left")
        assert grid.view.key == "2"  # to what it is a part of
        await app.typed("left")
        assert len(grid.view.source) == first


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_tab_goes_from_entry_to_entry(demo: Path, lang: str) -> None:
    async with drawn(demo, lang=lang) as (app, _pilot):
        seen = []
        for _ in range(4):
            await app.typed("tab")
            seen.append(app.desk.pane.grid.cursor)
        assert seen == [
            ("yongkang.I02", "baseline"),
            ("yongkang.I02", "operator"),
            ("yongkang.I02", "target"),
            ("yongkang.I02", "actual"),
        ]


async def test_a_review_total_and_a_gap_have_their_workings(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("g", "2")
        await app.until(lambda: app.desk.opened == "review")
        await app.typed("equals_sign")
        await app.until(lambda: "89.905 = (89.5×0.30 + 90.6×0.20" in app.drawing.text)
