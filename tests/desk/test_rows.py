"""Rows that come and go in place, the set-up, and the larger editor, as a person meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.drawing import Drawn, drawn
from pilot_tui.store import Store
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from raw import ask

MADE = "SELECT tbl, row, col, val FROM change WHERE site <> 'base' ORDER BY n"


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Store.open(path) as store:
        return Workbook(store).content()


def sound(path: Path) -> bool:
    """Whether the file is whole."""
    with Store.open(path) as store:
        return not list(Workbook(store).problems())


async def to(app: Drawn, tab: str, name: str) -> None:
    """To a pane, and until it is drawn."""
    await app.typed("g", tab)
    await app.until(lambda: name == app.desk.focused_pane.NAME and bool(app.desk.pane.grid.cursor[0]))
    await app.drawn()


async def task_named(app: Drawn, name: str) -> None:
    await to(app, "3", "milestones")
    await app.typed("o", *name, "enter")
    await app.until(lambda: bool(ask(app.desk.book.store.path, MADE)))


async def test_a_task_is_added_by_its_name_in_one_step(demo: Path) -> None:
    before = content(demo)
    async with drawn(demo, size=(80, 24)) as (app, _):
        await task_named(app, "waterworks")
        made = ask(demo, MADE)
        assert [(tbl, col) for tbl, _, col, _ in made] == [("milestone", "")]
        await app.typed("u")
        await app.until(lambda: "waterworks" not in app.drawing.text)
    assert content(demo) == before
    assert sound(demo)


async def test_a_new_row_that_is_given_up_or_left_blank_was_never_there(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to(app, "3", "milestones")
        grid = app.desk.pane.grid
        here, text = grid.cursor, app.drawing.text
        for leave in (["escape"], ["enter"], ["a", "escape"]):
            await app.typed("o", *leave)
            await app.until(lambda: not grid.editing and not grid.busy)
            assert grid.cursor == here
            assert app.drawing.text.splitlines()[:-3] == text.splitlines()[:-3]
    assert ask(demo, MADE) == []


async def test_what_is_typed_after_a_row_was_given_up_goes_to_the_row_above(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to(app, "3", "milestones")
        key = app.desk.pane.grid.cursor[0]
        await app.typed("o", "escape", "9", "9", "enter")
        await app.until(lambda: bool(ask(demo, MADE)))
    assert [(row, val) for _, row, _, val in ask(demo, MADE)] == [(key, '"99"')]


async def test_a_row_is_retired_and_undo_brings_it_back(demo: Path) -> None:
    before = content(demo)
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to(app, "3", "milestones")
        await app.typed("G")  # a task of which nothing was reported: others are still referred to
        key = app.desk.pane.grid.cursor[0]
        await app.typed("D")
        await app.until(lambda: "u brings it" in app.drawing.text)
        assert app.desk.pane.grid.view.source.find(key) is None
        await app.typed("u")
        await app.until(lambda: app.desk.pane.grid.view.source.find(key) is not None)
        assert app.desk.pane.grid.cursor[0] == key
    assert content(demo) == before


def test_a_dimension_is_set_up_from_code_to_weight(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk(size=(120, 40), lang="zh")
    desk.send("g", "6", "{", "o", "\r", "对外开放\r")  # the code as it is proposed, then the name
    desk.wait_for(lambda: desk.saved and "对外开放" in desk.text)
    assert [(tbl, row, col) for tbl, row, col, _ in ask(demo, MADE)] == [
        ("dimension", "P1.D7", ""),
        ("dimension", "P1.D7", "name_zh"),
    ]
    desk.send("right", "right", "5\r")
    desk.wait_for("应为 100")


KINDS = ("programme", "year", "county", "pilot", "dimension", "indicator", "round", "criterion", "expert")
CODE = {"county": "yiwu", "pilot": "yiwu"}
"""What is typed where no code is proposed."""


async def set_up(app: Drawn, kind: str) -> None:
    """To a kind of rows in the set-up, by the keys from kind to kind."""
    await to(app, "6", "setup")
    by = KINDS.index(kind) - KINDS.index("indicator")
    await app.typed(*["right_curly_bracket" if by > 0 else "left_curly_bracket"] * abs(by))
    await app.until(lambda: bool(app.desk.pane.grid.cursor[0]))


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_is_added_to_in_the_set_up_and_undo_takes_it_back(demo: Path, kind: str) -> None:
    if kind == "pilot":  # every county of the demo set is one already
        with Store.open(demo) as store:
            Workbook(store, "lin").add("county", {"name_zh": "义乌市"}, id="yiwu")
    before, made = content(demo), len(ask(demo, MADE))
    async with drawn(demo) as (app, _):
        await set_up(app, kind)
        grid = app.desk.pane.grid
        rows = len(grid.view.source)
        await app.typed("o", *CODE.get(kind, ""), "enter", "escape")
        await app.until(lambda: len(ask(demo, MADE)) > made and not grid.busy)
        assert [(tbl, col) for tbl, _, col, _ in ask(demo, MADE)[made:]] == [(kind, "")]
        assert len(grid.view.source) == rows + 1
        await app.typed("u")
        await app.until(lambda: len(grid.view.source) == rows)
    assert content(demo) == before
    assert sound(demo)


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("dimension", "D1", "There is a row P1.D1 already (dimension): write another code"),
        ("indicator", "I07", "There is a row P1.I07 already (indicator): write another code"),
        ("county", "yongkang", "There is a row yongkang already (county): write another code"),
        ("year", "2018", "There is a row P1.2018 already (year): write another code"),
        ("pilot", "atlantis", "There is no county ‘atlantis’"),
    ],
)
async def test_a_code_that_cannot_be_is_refused_and_stays_to_be_mended(
    demo: Path, kind: str, code: str, said: str
) -> None:
    async with drawn(demo, size=(200, 50)) as (app, _):
        await set_up(app, kind)
        await app.typed("o", *code, "enter")
        await app.until(lambda: said in app.drawing.text)
        grid = app.desk.pane.grid
        assert grid.adding
        assert grid.editor.value == code
        await app.typed("escape")
        await app.until(lambda: not grid.editing)
    assert ask(demo, MADE) == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The county Yongkang (yongkang) cannot go yet: the group member member/"),
        ("zh", "县（市、区）“永康市”（yongkang）还不能停用：县组成员member/"),
    ],
)
async def test_a_row_in_use_is_not_retired_and_both_are_named(demo: Path, lang: str, said: str) -> None:
    async with drawn(demo, size=(200, 50), lang=lang) as (app, _):
        await set_up(app, "county")
        app.desk.pane.grid.move_to("yongkang")
        await app.typed("D")
        await app.until(lambda: said in app.drawing.text)
    assert ask(demo, MADE) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["g", "1", "o"], "scorecard.fixed"),
        (["g", "1", "D"], "scorecard.fixed"),
        (["g", "2", "o"], "review.fixed"),
        (["g", "2", "D"], "review.fixed"),
        (["g", "5", "o"], "history.fixed"),
        (["g", "5", "D"], "history.fixed"),
    ],
    ids="".join,
)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_where_rows_are_fixed_it_says_where_they_are_set_up(
    demo: Path, lang: str, keys: list[str], said: str
) -> None:
    async with drawn(demo, lang=lang) as (app, _):
        await app.typed(*keys)
        await app.until(lambda: say(said) in app.drawing.text)
    assert ask(demo, MADE) == []
