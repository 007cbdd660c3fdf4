"""Filter, sort, columns, folds, going to a cell: with keys and with the mouse, and remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.drawing import Drawn, drawn
from pilot_tui.pane.remembered import remembered
from pilot_tui.widgets.shape import PLAIN
from shell import process


def indicators(app: Drawn) -> list[str]:
    """The names of the rows in view, from top to bottom."""
    view = app.desk.pane.grid.view
    lines = [view.source.line(at) for at in range(len(view.source))]
    return ["".join(run.text for run in line.slots[1].runs) for line in lines if line.kind == "row"]


def log(path: Path) -> list[tuple[str, str]]:
    """What was entered, first change first."""
    made = process("log", "-f", str(path), "--json").json
    return [(one["address"], one["new"]) for one in reversed(made)]


def test_a_filter_and_an_edit_typed_in_one_go(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(lang="zh")
    desk.send("a", "/", "yk 研发", "enter", "5.4", "enter")
    desk.wait_for(lambda: desk.saved and desk.said("app.saved") in desk.title and "5.4" in desk.text)
    desk.wait_for(lambda: "筛选“yk 研发”" in desk.text)
    desk.send("q")
    assert desk.exit_code() == 0
    assert log(demo) == [("value/P1.yongkang.I14.2020/actual", "5.4")]


def test_the_keys_of_the_field_never_reach_the_table(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.send("/", "sqgxu57")  # verbs and figures: all of them are only text there
    desk.wait_for("No row answers to")
    desk.send("esc")
    desk.wait_for(lambda: "Patents" in desk.text)
    desk.send("7", "enter")
    desk.wait_for(lambda: desk.saved and " 7 " in desk.row("R&D"))
    desk.send("/", "R&D", "enter", "g", "g")
    desk.wait_for(lambda: "filter “R&D” 2 / 18" in desk.lines[3])
    desk.send("esc")
    desk.wait_for(lambda: "Patents" in desk.text and "filter" not in desk.lines[3])
    desk.send("q")
    assert desk.exit_code() == 0
    assert log(demo) == [("value/P1.yongkang.I01.2020/actual", "7")]


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "zh"), ((120, 40), "en"), ((200, 50), "zh")])
async def test_the_table_narrows_with_every_key(demo: Path, size: tuple[int, int], lang: str) -> None:
    async with drawn(demo, size=size, lang=lang) as (app, _pilot):
        whole = indicators(app)
        await app.typed("down", "down", "slash")
        where = app.desk.pane.grid.cursor
        left = [len(whole)]
        for key in "ld":  # 劳动
            await app.typed(key)
        await app.until(lambda: lang == "en" or len(indicators(app)) == 1)
        left.append(len(indicators(app)))
        await app.until(lambda: f"{left[-1]} / 18" in app.drawing.lines[-3])  # beside what is typed
        assert app.drawing.torn() == []
        assert app.drawing.cursor == (5, size[1] - 3), "the caret stands behind the text"
        await app.typed("escape")
        assert indicators(app) == whole
        assert app.desk.pane.grid.cursor == where


async def test_nothing_answers(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("slash", *"zzz", "enter")
        assert "No row answers to “zzz”" in app.drawing.text
        await app.typed("5", "escape")
        assert len(indicators(app)) == 18


async def test_sorting_goes_round_inside_the_groups(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        own = indicators(app)
        await app.typed("s")
        rising = indicators(app)
        assert "actual▴" in app.drawing.text
        await app.typed("s")
        falling = indicators(app)
        assert "actual▾" in app.drawing.text
        await app.typed("s")
        assert indicators(app) == own
        assert [sorted(rising[at : at + 3]) for at in (0,)] == [sorted(own[:3])], "a row stays in its group"
        assert falling[:3] == rising[2::-1]


def test_shapes_are_remembered_until_the_next_time(open_desk: OpenDesk, config: Path) -> None:
    desk = open_desk()
    desk.send("s", ">", ">", "/", "R&D", "enter", "c")
    desk.wait_for(lambda: "Space shows or hides" in desk.text)
    desk.send("up", " ", "esc")  # the target, above the actual
    desk.wait_for(lambda: "target" not in desk.lines[4] and "actual▴" in desk.lines[4])
    desk.wait_for(lambda: "Space shows or hides" not in desk.text)
    desk.send("q")
    assert desk.exit_code() == 0
    kept = json.loads((config / "settings.json").read_text("utf-8"))["panes"]["scorecard"]
    assert kept == {"sort": "actual", "falling": False, "hidden": ["target"], "widths": {"actual": 8}}
    again = open_desk()
    again.wait_for(lambda: "actual▴" in again.lines[4] and "target" not in again.lines[4])
    assert again.row("Patents"), "what was looked for is not remembered"
    again.send("W")
    again.wait_for(lambda: "target" in again.lines[4] and "▴" not in again.lines[4])
    again.send("q")
    assert again.exit_code() == 0
    assert json.loads((config / "settings.json").read_text("utf-8"))["panes"] == {}


@pytest.mark.parametrize(
    "kept",
    [
        "[]",
        '{"panes": 3}',
        '{"panes": {"scorecard": [1]}}',
        '{"panes": {"scorecard": {"sort": ["x"], "falling": "yes", "hidden": "actual", "widths": [1]}}}',
        '{"panes": {"scorecard": {"sort": "\\u001b[2J", "hidden": [1, null], "widths": {"name": true}}}}',
        '{"panes": {"scorecard": {"widths": {"name": 99999, "actual": -1, "unit": 1e9, "done": "9"}}}}',
        '{"panes": ' + "[" * 5000,
    ],
)
async def test_settings_nobody_could_have_meant(demo: Path, config: Path, kept: str) -> None:
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.json").write_text(kept, "utf-8")
    assert remembered("scorecard").widths == PLAIN.widths
    async with drawn(demo, size=(100, 30)) as (app, _pilot):
        assert len(indicators(app)) == 18
        assert app.drawing.torn() == []


async def test_folding_keeps_the_cursor_and_the_subtotals(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        grid = app.desk.pane.grid
        await app.typed("down", "down", "down", "down")
        where = grid.cursor
        await app.typed("space")
        assert "▸ Brand and quality  3 rows folded" in app.drawing.text
        assert "15.00 / 15" in app.drawing.text
        assert [line.strip() for line in app.drawing.text.splitlines()[-3:-1]] == [
            "▸ Brand and quality  3 rows folded",
            "Space or Enter unfolds the group   Z unfolds all",
        ]
        assert grid.view.source.line(grid.view.row).folded
        await app.typed("5")
        assert not grid.editing
        await app.typed("enter")
        await app.until(lambda: grid.cursor == where)  # Enter opens it, and the cursor is back on its row
        await app.typed("Z")
        assert app.drawing.text.count("rows folded") == 6 + 1  # what is said of the one under the cursor
        await app.typed("down", "down", "up", "Z")
        assert app.drawing.text.count("rows folded") == 0


async def test_the_mouse_shapes_too(demo: Path) -> None:
    async with drawn(demo) as (app, pilot):
        grid = app.desk.pane.grid

        async def click(x: int, y: int, times: int = 1) -> None:
            await pilot.click(grid, offset=(x, y), times=times)
            await app.drawn()

        def place(key: str) -> int:
            return next(p.x for p in grid.view.columns if p.column.key == key)

        def wide(key: str) -> int:
            return next(p.width for p in grid.view.columns if p.column.key == key)

        await click(1, 1)
        assert "▸ Innovation capability" in app.drawing.text
        await click(1, 1)
        assert "▾ Innovation capability" in app.drawing.text
        await click(place("target") + 5, 0, 2)
        assert "target▴" in app.drawing.text
        await click(place("target") + wide("target") - 1, 0)
        await app.drawn()
        assert "target▾" in app.drawing.text, "a click on the arrow goes on"
        edge, before = place("actual") + wide("actual") + 1, wide("actual")
        await pilot.mouse_down(grid, offset=(edge, 0))
        await pilot.hover(grid, offset=(edge + 4, 0))
        await pilot.mouse_up(grid, offset=(edge + 4, 0))
        await app.drawn()
        assert wide("actual") > before
        assert app.drawing.torn() == []


async def go_to(app: Drawn, wanted: str) -> None:
    await app.typed("ctrl+g", *wanted, "enter")
    await app.drawn()


@pytest.mark.parametrize(
    ("wanted", "cursor", "year"),
    [
        ("value/P1.wenling.I07.2019/actual", ("wenling.I07", "actual"), 2019),
        ("wenling 2019 patents", ("wenling.I02", "actual"), 2019),
        ("ld hn", ("haining.I09", "actual"), 2020),
        ("劳动 上虞", ("shangyu.I09", "actual"), 2020),
    ],
)
async def test_going_to_a_cell(demo: Path, wanted: str, cursor: tuple[str, str], year: int) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("slash", *"water", "enter", "z", "g", "4")
        await go_to(app, wanted)
        await app.until(lambda: app.desk.pane.grid.cursor == cursor)
        assert app.desk.view.year == year
        assert app.desk.opened == "scorecard"


@pytest.mark.parametrize(
    "wanted", ["value/P1.nobody.I07.2019/actual", "a/b/c", "qqqq wwww", "//", "x/../../y"]
)
async def test_a_wrong_address_gets_a_sentence(demo: Path, wanted: str) -> None:
    async with drawn(demo) as (app, _pilot):
        before, seen = app.desk.pane.grid.cursor, app.drawing.lines[-3]
        await go_to(app, wanted)
        await app.until(lambda: app.drawing.lines[-3] not in (seen, "") and "Go to" not in app.drawing.text)
        assert wanted in app.drawing.text
        assert app.desk.pane.grid.cursor == before


async def test_the_next_gap_goes_on_in_the_next_county(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):

        def on_a_gap() -> bool:
            slot = app.desk.pane.grid.current_slot()
            return slot is not None and slot.absent == "not_reported" and bool(slot.address)

        seen = []
        for _ in range(3):
            await app.typed("n")
            assert on_a_gap()
            seen.append((app.desk.view.county, app.desk.pane.grid.cursor))
        assert len({county for county, _ in seen}) == 2
        assert seen[2] == seen[0], "and round again"
        assert "now in" in app.drawing.text
        await app.typed("N")
        assert on_a_gap()
        assert (app.desk.view.county, app.desk.pane.grid.cursor) == seen[1]


@pytest.mark.parametrize("size", [(100, 24), (120, 40), (200, 50)])
async def test_zoom_gives_the_pane_the_whole_width_and_takes_it_back(
    demo: Path, size: tuple[int, int]
) -> None:
    async with drawn(demo, size=size) as (app, _pilot):
        tabs = 2  # its count of findings comes when they are looked for
        before = [line for at, line in enumerate(app.drawing.lines) if not tabs <= at <= tabs + 1]
        await app.typed("z")
        assert app.desk.pane.grid.size.width == size[0]
        assert "z back to all" in app.drawing.text
        assert "Yongkang" in app.drawing.lines[0]
        await app.typed("z")
        assert [line for at, line in enumerate(app.drawing.lines) if not tabs <= at <= tabs + 1] == before


def test_a_filter_is_let_go_of_for_another_programme(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("/", "R&D", "enter", "P")
    desk.wait_for(desk.said("desk.pick_programme"))
    desk.send("P4", "enter")
    desk.wait_for(lambda: "Ten industrial actions" in desk.title and "filter" not in desk.lines[3])
