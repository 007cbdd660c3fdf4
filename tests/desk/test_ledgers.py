"""Sheets beside scorecard and milestones: firms, rectification items, industries, facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.model import Cell
from pilot_tui.pane.sheets import Sheeted
from pilot_tui.words import LANGUAGES, say
from raw import ask, one

SIZES = [(80, 24), (120, 40), (200, 50)]


async def programme(app: Drawn, id: str, tab: str = "scorecard", turns: int = 0) -> Sheeted:
    """A programme, a tab, and so many sheets further."""
    app.desk._go_to_programme(id)
    await app.until(lambda: app.desk.view.programme == id)
    if tab != "scorecard":
        await app.typed("g", "3")
        await app.until(lambda: tab == app.desk.pane.NAME)
    await app.typed(*["right_curly_bracket" if turns > 0 else "left_curly_bracket"] * abs(turns))
    assert isinstance(app.desk.pane, Sheeted)
    return app.desk.pane


SHEETS = {
    "firms": ("P5", "scorecard", 0, "167.01"),
    "rectification": ("P8", "milestones", 1, "2019-08-23"),
    "industries": ("P6", "milestones", 2, "0/45"),
    "facts": ("P8", "milestones", -1, "2019-08-24"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("sheet", SHEETS)
async def test_every_sheet_is_drawn(demo: Path, sheet: str, size: tuple[int, int], lang: str) -> None:
    id, tab, turns, said = SHEETS[sheet]
    async with drawn(demo, size=size, lang=lang) as (app, _):
        pane = await programme(app, id, tab, turns)
        await app.until(lambda: said in app.drawing.text)
        assert f"‹ {say(f'sheet.{sheet}')} ›" in app.drawing.text
        assert pane.grid.cursor[0]
        assert "####" not in app.drawing.text


async def test_a_figure_typed_into_a_firm_moves_its_score_rank_and_grade(demo: Path) -> None:
    async with drawn(demo, size=(160, 40)) as (app, _):
        pane = await programme(app, "P5")
        pane.reach("P5.F05", "I01")
        await app.typed(*"60", "enter")
        await app.until(lambda: bool(ask(demo, "SELECT 1 FROM measure WHERE value = '60'")))
        firm = app.desk.book.firms("P5", 2019).firm("F05")
        assert firm is not None
        assert firm.rank == 3
        pane.reach("P5.F05", "rank")
        slot = pane.grid.current_slot()
        assert slot is not None
        assert (slot.about, slot.value) == ("graded/P5.F05.2019/rank", 3)


async def test_a_firm_is_added_in_place_and_one_undo_takes_it_back(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await programme(app, "P5")
        await app.typed("o", "enter")  # the code proposed is the next one
        await app.until(lambda: bool(ask(demo, "SELECT 1 FROM firm WHERE id = 'P5.F21'")))
        await app.typed("escape", "u")
        await app.until(lambda: not ask(demo, "SELECT 1 FROM firm WHERE id = 'P5.F21'"))


async def test_a_rectification_item_is_added_and_goes_on_to_its_days(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await programme(app, "P8", "milestones", 1)
        await app.typed("o")
        await app.typed(*"outfall", "enter")
        await app.typed(*"2019-09-01", "tab")
        await app.typed(*"2019-10-01", "enter")
        item = "SELECT found, due, county, year FROM rectification WHERE name_en = 'outfall'"
        await app.until(lambda: ask(demo, item) == [("2019-09-01", "2019-10-01", "yongkang", 2019)])
        await app.until(lambda: say("stage.overdue") in app.drawing.text)


async def test_an_industry_comes_with_its_five_ones_and_goes_with_them(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        before = one(demo, "SELECT count(*) FROM item")
        await programme(app, "P6", "milestones", 2)
        await app.typed("o")
        await app.typed(*"lighting", "enter")
        industry = "SELECT milestone FROM industry WHERE id = 'P6.jiashan.industry1'"
        await app.until(lambda: bool(ask(demo, industry)))
        assert one(demo, "SELECT count(*) FROM item") == before + 5
        await app.typed("escape", "u")
        await app.until(lambda: not ask(demo, industry))
        assert one(demo, "SELECT count(*) FROM item") == before


async def test_a_state_is_chosen_in_the_matrix_and_counted(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        pane = await programme(app, "P6", "milestones", 2)
        pane.reach("P6.haining.warpknit", "1")
        await app.typed("enter", *"done", "enter")
        await app.until(lambda: bool(ask(demo, "SELECT 1 FROM item WHERE id = 'M182.1' AND state = 'done'")))
        await app.until(lambda: "1/45" in app.drawing.text)


@pytest.mark.parametrize(
    ("address", "sheet", "key", "column"),
    [
        ("measure/P5.F19.I01.2019/value", "firms", "P5.F19", "I01"),
        ("fact/F004-009/value", "facts", "F004-009", "value"),
        ("rectification/R002/due", "rectification", "R002", "due"),
        ("industry/P6.haining.warpknit/name_zh", "industries", "P6.haining.warpknit", "name"),
        ("item/M182.3/state", "tasks", "M182.3", "actual"),
        ("value/P5.yongkang.I02.2019/actual", "indicators", "yongkang.I02", "actual"),
    ],
)
async def test_whoever_goes_to_a_cell_comes_to_its_sheet(
    demo: Path, address: str, sheet: str, key: str, column: str
) -> None:
    async with drawn(demo) as (app, _):
        assert await app.desk.go_to(Cell.parse(address))
        pane = app.desk.pane
        assert isinstance(pane, Sheeted)
        shown = pane.OWN if pane.sheet is None else pane.sheet.NAME
        assert (shown, pane.grid.cursor) == (sheet, (key, column))


async def test_more_than_a_figure_is_edited_as_it_is_read(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        pane = await programme(app, "P7", "milestones")
        pane.reach("M174", "actual")
        await app.typed("enter", "enter")  # opened, and left as it was
        row = "SELECT actual, actual_operator FROM milestone WHERE id = 'M174'"
        assert ask(demo, row) == [("1200", "more_than")]
        await app.until(lambda: "1,200+" in app.drawing.text)
        pane.reach("M174", "actual")
        await app.typed(*"1350+", "enter")
        await app.until(lambda: ask(demo, row) == [("1350", "more_than")])
