"""Every verb does something: something one sees, or a sentence."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from desk.conftest import OpenDesk
from desk.drawing import Drawn, drawn
from pilot_tui.screens.main import MainScreen
from pilot_tui.widgets.grid import Grid

VERBS = {
    binding.id: binding
    for binding in Binding.make_bindings([*Grid.BINDINGS, *MainScreen.BINDINGS])
    if binding.id
}
"""Every verb, by id, with the first of its keys."""
FIRST = {
    "pane.scorecard": ["g", "2"],
    "book.redo": ["7", "enter", "u"],
    "typing": ["7"],
    "asking": ["slash", "7"],
    "shape.drop": ["slash", "7", "enter"],
    "select.leave": ["shift+down"],
    "kind": ["g", "6"],
    "task": ["g", "3"],
    "owner": ["g", "3"],
    "finding.accept": ["f"],
    "entry": ["g", "8"],
}
"""What is pressed before a verb that would find nothing to do on a fresh desk."""
AWAY = (
    *("typing", "asking", "shape.drop", "select.leave", "work.stop"),
    *("finding.accept", "task", "owner", "entry"),
)
"""The verbs that are there only while there is something for them to do."""


OPENING = (
    *("finding.accept", "book.note", "shape.columns", "task.curve", "owner.pick", "county.pick", "app.help"),
    *("book.summary", "programme.pick", "app.palette", "book.explain", "viewer.pick", "app.jump"),
    *("book.merge", "book.approve", "pane.counties", "book.import", "entry.complete", "book.handout"),
    "book.template",
)
"""The verbs that open a screen."""


def before(id: str) -> list[str]:
    """To the middle of the table, then what the verb needs."""
    middle = ["down"] * 4 + ["left"]
    return middle + FIRST.get(id, FIRST.get(id.partition(".")[0], []))


def picture(app: Drawn) -> tuple[object, ...]:
    """All there is to see."""
    screen = app.drawing.screen
    return app.drawing.text, app.drawing.cursor, [dict(screen.buffer[y]) for y in range(screen.lines)]


def test_there_are_verbs() -> None:
    assert len(VERBS) > 40
    assert all(binding.description == f"verb.{id}" for id, binding in VERBS.items())


@pytest.mark.usefixtures("sheet_writer")
@pytest.mark.parametrize("id", VERBS)
async def test_a_verb_does_something(demo: Path, id: str) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _pilot):
        await app.typed(*before(id))
        seen, key = picture(app), VERBS[id].key
        await app.typed(*(key.split("+") if key.startswith("g+") else [key]))
        await app.until(lambda: picture(app) != seen or not app.is_running)
        assert "Traceback" not in app.drawing.text
        assert (id in OPENING) == (len(app.screen_stack) > 1)


async def test_every_key_of_a_verb_is_the_same_verb(demo: Path) -> None:
    bindings = Binding.make_bindings([*MainScreen.BINDINGS, *Grid.BINDINGS])
    async with drawn(demo) as (app, _pilot):
        bound = {key: active.binding for key, active in app.screen.active_bindings.items()}
        for one in bindings:
            if one.id and not one.id.startswith(AWAY):
                assert (bound[one.key].id, bound[one.key].action) == (one.id, one.action), one.key


async def test_the_help_and_the_palette_offer_every_verb(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        offered = {one.value for one in app.desk.verbs(shown=False)}
    assert offered == {f"verb('{id}')" for id in VERBS if not id.startswith(AWAY)}


def test_the_keys_of_an_input_method_are_the_same_verbs(open_desk: OpenDesk) -> None:
    desk = open_desk(lang="zh")
    desk.send("【")
    desk.wait_for("‹ 2019 ›")
    desk.send("】")
    desk.wait_for("‹ 2020 ›")
    desk.send("。")
    desk.wait_for(lambda: "各县总分" in desk.text)
    desk.send("，")
    desk.wait_for("98.75 /100")
    desk.send("；")
    desk.wait_for(lambda: desk.said("desk.ask_note") in desk.text)
    desk.send("已核\r")
    desk.wait_for(lambda: desk.said("desk.noted") in desk.text and "2.34;" in desk.text)
    desk.send("？")
    desk.wait_for(desk.said("desk.help"))
    desk.send("esc")
    desk.wait_for(lambda: desk.said("desk.help") not in desk.text)
    desk.send("＝")
    desk.wait_for("2.34 ÷ 2.16")


def test_language_and_theme_change_live_and_are_remembered(open_desk: OpenDesk, config: Path) -> None:
    desk = open_desk(lang="zh")
    desk.send("f9")
    desk.wait_for(
        lambda: "Scorecard" in desk.text and "saved ✓" in desk.title and "R&D intensity" in desk.text
    )
    assert "计分卡" not in desk.text
    assert not any("\u4e00" <= sign <= "\u9fff" for line in desk.lines[:-2] for sign in line)
    paper = desk.look(0, 20).ground
    desk.send("f8")
    desk.wait_for(lambda: desk.look(0, 20).ground != paper)
    ink = desk.look(0, 20).ground
    desk.send("q")
    assert desk.exit_code() == 0
    settings = (config / "settings.json").read_text("utf-8")
    assert '"language": "en"' in settings
    assert '"theme": "paper"' in settings

    again = open_desk(lang="")
    again.lang = "en"
    again.wait_for("saved ✓")
    assert again.look(0, 20).ground == ink


async def test_there_is_always_an_open_pane(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        opening = asyncio.create_task(app.desk.action_pane("history"))
        while not opening.done():
            assert app.desk.pane.is_attached  # whatever is drawn or asked for meanwhile
            await asyncio.sleep(0)
        assert app.desk.pane.NAME == "history"


def test_the_panes_go_round(open_desk: OpenDesk) -> None:
    desk = open_desk()
    tabs = ["1 Scorecard", "2 Review", "3 Milestones", "4 Findings", "5 Changes", "6 Set-up", "7 Rules"]
    for tab in tabs[1:]:
        desk.send("f6")
        desk.wait_for_tab(tab)
    desk.send("f6")
    desk.wait_for(lambda: desk.cursor == (desk.column("Yongkang", 5), 5))
    desk.send("f6")
    desk.wait_for(lambda: desk.opened == tabs[0] and desk.cursor[0] > 33)
    desk.send("shift+f6")
    desk.wait_for(lambda: desk.cursor == (desk.column("Yongkang", 5), 5))
    desk.send("f6", "f6", "f6")  # faster than it can paint
    desk.wait_for_tab(tabs[2])
    for keys, at in ((["g", "1"], 0), (["alt+2"], 1), (["g", "4"], 3), ([","], 2), (["."], 3)):
        desk.send(*keys)
        desk.wait_for_tab(tabs[at])


@pytest.mark.parametrize(
    ("tab", "one", "all_of_them"),
    [("1", "24", "108"), ("2", "21", "49"), ("3", "9", "32")],
)
def test_one_county_or_all_in_every_pane(open_desk: OpenDesk, tab: str, one: str, all_of_them: str) -> None:
    desk = open_desk(size=(80, 12))
    desk.send("g", tab)
    desk.wait_for(f" / {one} ─")
    desk.send("a")
    desk.wait_for(lambda: f" / {all_of_them} ─" in desk.text and desk.said("desk.all") in desk.title)
    desk.send("a")
    desk.wait_for(lambda: f" / {one} ─" in desk.text and desk.said("desk.all") not in desk.title)


def test_the_history_of_one_county_or_of_all(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("1\r")
    desk.wait_for(lambda: desk.saved and " 1 " in desk.row("R&D"))
    desk.send("ctrl+down", "g", "5")
    desk.wait_for(desk.said("history.none"))
    desk.send("a")
    desk.wait_for(lambda: "2.34" in desk.text and "lin" in desk.text)
    desk.send("enter")  # to the cell that was changed
    desk.wait_for(lambda: "4 / 108" not in desk.text and desk.county("Yongkang").startswith("▎"))


def test_the_help_finds_and_runs(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("?")
    desk.wait_for("type to find")
    desk.send("one/a")
    desk.wait_for(lambda: "first column" not in desk.text)
    desk.send("\r")
    desk.wait_for(lambda: desk.said("desk.all") in desk.lines[2])
    desk.send("?", "zzz")
    desk.wait_for(desk.said("desk.no_choice"))
    desk.send("\r", "esc")
    desk.wait_for(lambda: desk.said("desk.no_choice") not in desk.text)


def test_the_palette_finds_and_runs(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("ctrl+p")
    desk.wait_for("first column")
    desk.send("one/all")
    desk.wait_for(lambda: "first column" not in desk.text)
    desk.send("\r")
    desk.wait_for(lambda: desk.said("desk.all") in desk.lines[2])


@pytest.mark.parametrize(
    "first", [[], ["7"], ["slash", "7"], ["shift+down"], ["b"], *(["g", n] for n in "3456789")]
)
async def test_the_footer_asks_few_verbs_and_names_those_that_asking_all_would(
    monkeypatch: pytest.MonkeyPatch, demo: Path, first: list[str]
) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed(*first)
        asked, check = list[str](), Drawn._check_action_state

        def checking(app: Drawn, action: str, node: DOMNode) -> bool | None:
            asked.append(action)
            return check(app, action, node)

        monkeypatch.setattr(Drawn, "_check_action_state", checking)
        named = app.desk.verbs(shown=True)
        few, every = len(asked), app.desk.active_bindings
        assert few < len(asked) // 4
        monkeypatch.setattr(MainScreen, "_at_their_keys", lambda *_: every)
        assert named == app.desk.verbs(shown=True)
