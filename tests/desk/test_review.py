"""Expert review as a person meets it: who is to mark whom, how far they agree, what an expert may see."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from raw import ask

MADE = "SELECT row, col, val FROM change WHERE site <> 'base' ORDER BY n"


async def to_review(app: Drawn) -> None:
    await app.typed("g", "2")
    await app.until(lambda: app.desk.opened == "review" and bool(app.desk.pane.grid.cursor[0]))
    await app.drawn()


async def test_an_assignment_is_chosen_in_its_cell_and_its_mark_refused(demo: Path) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _):
        await to_review(app)
        await app.typed("right_curly_bracket")
        await app.until(lambda: "Who marks whom" in app.drawing.text)
        assert "nobody is assigned" in app.drawing.text
        await app.typed("enter")
        await app.until(lambda: app.desk.pane.grid.editing)
        await app.typed(*"recused", "enter")
        await app.until(lambda: bool(ask(demo, MADE)))
        await app.until(lambda: "– recused 1" in app.drawing.text)
        await app.typed("left_curly_bracket")
        await app.until(lambda: "Totals" in app.drawing.text)
        app.desk.pane.reach("yongkang.K1", "E1")
        await app.drawn()
        await app.typed("9", "0", "enter")
        await app.until(lambda: "is recused from" in app.drawing.text)
        assert app.desk.pane.grid.editing
        await app.typed("escape")


async def test_agreement_stands_in_a_line_and_whole_on_a_sheet_with_its_tree(demo: Path) -> None:
    async with drawn(demo, size=(120, 44)) as (app, _):
        await to_review(app)
        assert "ICC(A,1) 0.60" in app.drawing.text
        assert "severity" in app.drawing.text
        await app.typed("right_curly_bracket", "right_curly_bracket")
        await app.until(lambda: "Kendall" in app.drawing.text)
        await app.typed("equals_sign")
        await app.until(lambda: "BMS, between counties" in app.drawing.text)
        assert "EMS, residual" in app.drawing.text
        assert "counties with gaps, left out" in app.drawing.text


async def test_what_an_expert_may_not_see_is_hidden_and_said_so(demo: Path) -> None:
    async with drawn(demo, size=(160, 44)) as (app, _):
        await to_review(app)
        assert "88.26" in app.drawing.text  # Haining's mean
        await app.typed("E")
        await app.until(lambda: "Look as which expert" in app.drawing.text)
        await app.typed(*"E7", "enter")
        await app.until(lambda: "Seen as Expert 07" in app.drawing.text)
        await app.drawn()
        assert "88.26" not in app.drawing.text
        assert "hid." in app.drawing.text
        app.desk.look(county="haining")
        await app.drawn()
        assert "89.36" not in app.drawing.text  # what the third gave Haining
        await app.typed("E", "enter")
        await app.until(lambda: "88.26" in app.drawing.text)


async def test_where_counties_are_many_a_thread_works_it_out(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilot_tui.workbook.reading.FEW_COUNTIES", 0)
    async with drawn(demo, size=(120, 44)) as (app, _):
        await to_review(app)
        await app.until(lambda: "ICC(A,1) 0.60" in app.drawing.text)
