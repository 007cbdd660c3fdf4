"""Days as they are typed into every cell that holds one: the year is the row's where none is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.widgets.grid import Grid
from raw import ask

TYPED = "SELECT tbl || '/' || row || '/' || col, val FROM change WHERE site <> 'base' ORDER BY n"
SPELLINGS = ("2019-6-30", "6.30", "2019年6月30日", "６月３０日")


async def opened(app: Drawn, tab: str, pane: str, kinds: int = 0) -> Grid:
    """A pane, and of the set-up one of its kinds."""
    await app.typed("g", tab)
    await app.until(lambda: pane == app.desk.focused_pane.NAME and bool(app.desk.pane.grid.cursor[0]))
    turn = "right_curly_bracket" if kinds > 0 else "left_curly_bracket"
    await app.typed(*[turn] * abs(kinds))
    await app.until(lambda: bool(app.desk.pane.grid.cursor[0]))
    return app.desk.pane.grid


async def bring(app: Drawn, title: str) -> None:
    """Bring a column in, by the list of columns."""
    await app.typed("c")
    await app.until(lambda: "W as it was" in app.drawing.text)
    for _ in app.desk.pane.source.columns:
        line = next((line for line in app.drawing.lines if f"  {title} " in line), "")
        if line:
            break
        await app.typed("down")
    options = app.screen.query_one("OptionList")
    while title not in str(options.get_option_at_index(options.highlighted or 0).prompt):  # type: ignore[attr-defined]  # an OptionList
        await app.typed("down")
    await app.typed("space", "escape")
    await app.until(lambda: "W as it was" not in app.drawing.text)


async def type_into(app: Drawn, row: str, column: str, text: str) -> None:
    await app.until(lambda: app.desk.pane.grid.view.source.find(row) is not None)
    app.desk.pane.grid.move_to(row, column)
    await app.typed("e", "ctrl+u", *text, "enter")


@pytest.mark.parametrize(
    ("column", "title"),
    [("target", ""), ("actual", ""), ("as_of", "as of"), ("starts", "start"), ("ends", "end")],
)
async def test_a_day_of_a_task_is_in_the_year_of_the_task(demo: Path, column: str, title: str) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _):
        await app.typed("left_square_bracket", "p", *"wenling", "enter")
        await opened(app, "3", "milestones")
        if title:
            await bring(app, title)
        await the_day_in_each_spelling(app, demo, "milestone", "M101", column)


@pytest.mark.parametrize(
    ("kinds", "table", "row", "column"),
    [(-5, "programme", "P1", "starts"), (-5, "programme", "P1", "ends"), (-4, "year", "P1.2019", "due")],
)
async def test_a_day_of_the_set_up(demo: Path, kinds: int, table: str, row: str, column: str) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _):
        await opened(app, "6", "setup", kinds)
        await the_day_in_each_spelling(app, demo, table, row, column)


async def the_day_in_each_spelling(app: Drawn, path: Path, table: str, row: str, column: str) -> None:
    """Typed each way; where the row has no year, a day without one is refused and says what can be typed."""
    grid, lone = app.desk.pane.grid, table == "programme"
    for spelling in SPELLINGS:
        made = len(ask(path, TYPED))
        await type_into(app, row, column, spelling)
        if lone and "2019" not in spelling:
            await app.until(lambda: "in full, such as 2019-6-30" in app.drawing.text)
            await app.typed("escape")
        else:
            await app.until(lambda: len(ask(path, TYPED)) > made and not grid.busy)  # noqa: B023 - awaited here
            assert ask(path, TYPED)[-1] == (f"{table}/{row}/{column}", '"2019-06-30"')
            await type_into(app, row, column, "2019-1-2")
            await app.until(lambda: len(ask(path, TYPED)) > made + 1 and not grid.busy)  # noqa: B023 - awaited here
    wrong = "2019-6-31" if lone else "6-31"
    await type_into(app, row, column, wrong)
    await app.until(lambda: "Check the month and the day, such as 2019-6-30" in app.drawing.text)
    assert grid.editing
    assert grid.editor.value == wrong
    await app.typed("escape")
    assert ask(path, TYPED)[-1] == (f"{table}/{row}/{column}", '"2019-01-02"')
