"""A task over time on the desk: its reports below it, its level from a list, its curve on a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.model import Cell
from pilot_tui.store import Store
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from raw import ask

MADE = "SELECT tbl, row, col, val FROM change WHERE site <> 'base' ORDER BY n"
HALF = "M104"
"""A demo task reported twice: 295 by March, then its own 640 as of June."""


async def to_task(app: Drawn, id: str) -> None:
    """To a milestone of the demo file, whatever its programme, year and county."""
    await app.desk.go_to(Cell("milestone", id, "actual"))
    await app.until(lambda: app.desk.pane.grid.cursor[0] == id)
    await app.drawn()


async def test_reports_unfold_below_their_task_and_fold_again(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await to_task(app, HALF)
        assert "03-31" not in app.drawing.text
        await app.typed("r")
        await app.until(lambda: "03-31" in app.drawing.text)
        find = app.desk.pane.grid.view.source.find
        assert find("M104.2020-03-31") == (find(HALF) or 0) + 1
        await app.typed("down", "r")
        await app.until(lambda: "03-31" not in app.drawing.text)
        assert app.desk.pane.grid.cursor[0] == HALF


async def test_a_report_is_added_below_its_task_and_counts_where_the_task_says_nothing(demo: Path) -> None:
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        for name in ("actual", "as_of"):
            book.edit(Cell("milestone", HALF, name), "")
    before = len(ask(demo, MADE))
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to_task(app, HALF)
        assert "295" in app.drawing.text  # of the only report there is
        await app.typed("r", "o", "enter", *"900", "enter")  # the day as proposed: a month after the last
        await app.until(lambda: "900" in app.drawing.text)
        assert [row[:3] for row in ask(demo, MADE)[before:]] == [
            ("progress", "M104.2020-04-30", ""),
            ("progress", "M104.2020-04-30", "actual"),
        ]
        assert app.desk.book.task(HALF).row["actual"] == "900"
        await app.typed("u", "u")
        await app.until(lambda: app.desk.book.task(HALF).row["actual"] == "295")


@pytest.mark.parametrize("column", ["completion", "gap"])
async def test_what_follows_from_target_and_actual_says_so_when_it_is_typed_into(
    demo: Path, column: str
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _):
        await to_task(app, HALF)
        app.desk.pane.grid.move_to(HALF, column)
        await app.typed("7")
        assert say("milestones.derived") in app.drawing.text


async def test_the_figure_a_report_brings_is_changed_in_that_report(demo: Path) -> None:
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        for name in ("actual", "as_of"):
            book.edit(Cell("milestone", HALF, name), "")
    async with drawn(demo) as (app, _):
        await to_task(app, HALF)
        await app.typed(*"300", "enter")
        await app.until(lambda: app.desk.book.task(HALF).row["actual"] == "300")
    assert ask(demo, MADE)[-1] == ("progress", "M104.2020-03-31", "actual", '"300"')


async def test_a_level_is_chosen_from_those_the_programme_declares(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await to_task(app, "M148")
        await app.typed("e")
        await app.until(lambda: "Under way" in app.drawing.text)
        await app.typed(*"under", "enter")
        await app.until(lambda: bool(ask(demo, MADE)))
    assert ask(demo, MADE) == [("milestone", "M148", "level", '"L3"')]


async def test_the_curve_of_a_task_at_any_width(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to_task(app, HALF)
        await app.typed("t")
        await app.until(lambda: "at this pace" in app.drawing.text)
        assert "106.7 % by the end" in app.drawing.text  # 53.3 % at half time
        assert "106.7 mu a month so far" in app.drawing.text  # 640 ÷ 6
        assert "93.3 mu a month needed" in app.drawing.text  # (1,200 − 640) ÷ 6
        await app.typed("escape")
        await app.until(lambda: "by the end" not in app.drawing.text)


async def test_a_date_has_no_curve_and_says_so(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await to_task(app, "M013")
        await app.typed("t")
        await app.until(lambda: "A curve is drawn of a task" in app.drawing.text)


async def test_one_goes_to_a_report_from_a_finding(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.desk.go_to(Cell("progress", "M050.2020-06-30", "planned"))
        await app.drawn()
        assert app.desk.pane.grid.cursor == ("M050.2020-06-30", "target")
        assert "plan 45" in app.drawing.text


async def test_an_owner_is_chosen_from_those_there_are_and_filters_by_it(demo: Path) -> None:
    with Store.open(demo) as store:
        Workbook(store, "lin").edit(Cell("milestone", "M052", "owner_zh"), "经信局、自然资源局")
    async with drawn(demo, lang="zh") as (app, _):
        await to_task(app, HALF)
        await app.typed("O")
        await app.until(lambda: "自然资源局   3 项   达进度 2/3" in app.drawing.text)
        await app.typed("down", "enter")
        await app.until(lambda: "“@自然资源局” 3 / 5" in app.drawing.text)
        assert app.desk.pane.grid.view.source.find("M052") is not None
        assert app.desk.pane.grid.view.source.find("M049") is None


async def test_a_filter_with_the_at_sign_of_an_input_method_asks_for_owners_only(demo: Path) -> None:
    async with drawn(demo, lang="zh") as (app, _):
        await to_task(app, HALF)
        await app.typed("slash", "＠", "自", "然", "enter")
        await app.until(lambda: "2 / 5" in app.drawing.text)
        await app.typed("escape", "slash", "@", "小", "微", "enter")  # the beginning of a task's name
        await app.until(lambda: "0 / 5" in app.drawing.text)
