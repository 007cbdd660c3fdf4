"""A list read row by row looks as the same list read whole; nothing done meanwhile tears it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui import panes
from pilot_tui.cli.verbs import run
from pilot_tui.panes.milestones import pane
from pilot_tui.panes.milestones.groups import lines
from pilot_tui.panes.milestones.long import Long
from pilot_tui.widgets.sheet import Line, Listed, Runs
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list of all counties counts as a long one."""
    monkeypatch.setattr(pane, "BEYOND", 0)


def painted(line: Line) -> tuple[str, str, list[tuple[Runs, str, str, str]], Runs]:
    """All that is seen of a row; of a heading, what does not need all its rows."""
    slots = [(s.runs if s.fill is None else s.fill(12), s.address, s.entry, s.mark) for s in line.slots]
    return line.key, line.kind, slots if line.kind == "row" else [], line.lead


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("programme", "year"), [("P1", 2018), ("P1", 2020), ("P2", 2022), ("P4", 2019), ("P3", 2021)]
)
def test_line_by_line_it_is_the_list_read_whole(
    book: Workbook, language: str, programme: str, year: int
) -> None:
    panes.say_all()
    speak(language)
    columns = pane._columns()
    found = book.tasks(programme, year)
    assert found
    listed = Listed(columns, [one for one in lines(book, columns, found, everyone=True) if not one.part])
    *_, outline = book.outline(programme, year)
    source = Long(book, columns, outline)
    items = {str(item["id"]) for one in found for item in one.items}
    whole = [listed.line(at) for at in range(len(listed)) if listed.line(at).key not in items]
    assert [painted(source.line(at)) for at in range(len(source))] == [painted(one) for one in whole]
    for at, one in enumerate(whole):
        if one.kind == "row":
            assert source.find(one.key) == at
    assert all(source.find(id) == source.find(id.rpartition(".")[0]) for id in items)
    assert source.find("nothing") is None


async def all_counties(app: Drawn) -> None:
    """Milestones, all counties."""
    await app.typed("g", "3", "a")
    await app.until(lambda: isinstance(app.desk.pane.grid.view.source, Long))


@pytest.mark.usefixtures("all_long")
async def test_an_edit_undone_leaves_the_cursor_where_it_is(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        await app.typed("down", "down", "down")
        key, _column = grid.cursor
        await app.typed("8", "8", "8", "enter")
        await app.until(lambda: "888" in app.drawing.text)
        await app.typed("u")
        await app.until(lambda: "888" not in app.drawing.text)
        await app.typed("up")
        assert grid.cursor[0] == key


@pytest.mark.usefixtures("all_long")
async def test_a_row_retired_under_the_cursor_gives_way_to_its_neighbour(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        source = grid.view.source
        await app.typed("down")
        key, at = grid.cursor[0], grid.view.row
        neighbour = source.line(at + 1).key
        assert run(["retire", "milestone", key, "-f", str(demo), "--author", "wang"]) == 0
        app.desk._poll()
        await app.until(lambda: len(grid.view.source) == len(source) - 1)
        assert (grid.cursor[0], grid.view.row) == (neighbour, at)
        assert grid.view.source.find(key) is None


@pytest.mark.usefixtures("all_long")
async def test_another_writes_while_one_scrolls(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        for number in range(8):
            await app.typed("pagedown" if number % 2 else "down")
            key = grid.cursor[0]
            assert (
                run(["set", f"milestone/{key}/actual", f"70{number}", "-f", str(demo), "--author", "wang"])
                == 0
            )
            app.desk._poll()
            await app.until(lambda wanted=f"70{number}": wanted in app.drawing.text)  # type: ignore[misc]  # bound now
            assert grid.cursor[0] == key


@pytest.mark.usefixtures("all_long")
async def test_the_year_and_the_scope_can_change_while_it_is_counted(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("g", "3", "a", "[", "[", "a", "]", "a")
        await app.until(lambda: isinstance(app.desk.pane.grid.view.source, Long))
        shown = app.desk.pane.grid.view.source
        *_, outline = app.desk.book.outline("P1", app.desk.view.year)
        assert len(shown) == len(Long(app.desk.book, shown.columns, outline))
