"""A handed-out file on the desk: from gap to gap, what is locked and why, and the end of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.cli.verbs import run
from pilot_tui.errors import FileRefused
from pilot_tui.rules.roles import Handout
from pilot_tui.store import Store
from pilot_tui.store.handing import hand_out
from pilot_tui.words import say
from raw import ask, one, tamper

GAPS = ("I07", "I09", "I14")
CLERK = Handout("clerk", "zhang", "P1", "changxing", 2020, by="wang", made="2027-01-15T08:00:00Z")
EXPERT = Handout("expert", "li", expert="E3", rounds=("P1-2017",), by="wang", made="2027-01-15T08:00:00Z")


def hand(demo: Path, given: Handout) -> Path:
    """The demo file with three figures missing, and two marks, handed out."""
    for code in GAPS:
        assert (
            run(["set", "-f", str(demo), f"value/P1.changxing.{code}.2020/actual", "", "--author", "w"]) == 0
        )
    for code in ("K1", "K2"):
        assert run(["set", "-f", str(demo), f"mark/P1-2017.haining.E3.{code}/mark", "", "--author", "w"]) == 0
    place = demo.with_name("handed.db")
    with Store.open(demo, read_only=True) as store:
        hand_out(store.conn, place, given)
    return place


@pytest.fixture
def clerk(demo: Path) -> Path:
    return hand(demo, CLERK)


@pytest.fixture
def expert(demo: Path) -> Path:
    return hand(demo, EXPERT)


def counted(done: int, of: int) -> str:
    return say("completing.counted", done=done, of=of, left=of - done)


def actual(path: Path, code: str) -> object:
    return one(path, "SELECT actual FROM value WHERE id = ?", f"P1.changxing.{code}.2020")


def cursor(app: Drawn) -> str:
    return app.desk.pane.grid.cursor[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_it_opens_at_the_first_gap_and_leads_from_one_to_the_next(
    clerk: Path, size: tuple[int, int], lang: str
) -> None:
    async with drawn(clerk, size=size, lang=lang) as (app, _pilot):
        text = app.drawing.text
        assert app.desk.opened == "entry"
        assert cursor(app) == "P1.changxing.I07.2020"
        assert say("app.handed_clerk", name="zhang") in text.splitlines()[0]
        assert counted(20, 23) in text
        await app.typed(*"257.5", "enter")  # Enter commits and goes down
        assert (actual(clerk, "I07"), cursor(app)) == ("257.5", "P1.changxing.I08.2020")
        assert counted(21, 23) in app.drawing.text
        await app.typed("n", *"25.9", "enter", "n")
        assert (actual(clerk, "I09"), cursor(app)) == ("25.9", "P1.changxing.I14.2020")
        await app.typed("7", "0", "enter", "n")
        assert counted(23, 23) in app.drawing.text
        assert say("find.no_gap") in app.drawing.text
        assert say("entry.whole") in app.drawing.text


async def test_headings_count_and_a_word_is_an_answer(clerk: Path) -> None:
    async with drawn(clerk) as (app, _pilot):
        assert "Scale and efficiency  1/3" in app.drawing.text
        await app.typed("enter", *"not applicable", "enter")
        assert one(clerk, "SELECT state FROM value WHERE id = 'P1.changxing.I07.2020'") == "not_applicable"
        assert "Scale and efficiency  2/3" in app.drawing.text
        assert say("entry.stated") in app.drawing.text
        await app.typed("n")
        assert cursor(app) == "P1.changxing.I09.2020", "what is stated is no gap"


@pytest.mark.parametrize("key", ["e", "f2", "5", "delete", "alt+down", "f4"])
async def test_a_locked_cell_says_why(clerk: Path, key: str) -> None:
    async with drawn(clerk) as (app, _pilot):
        await app.typed("g", "1", "down", "left")  # a target
        held = ask(clerk, "SELECT * FROM value ORDER BY id")
        why = say("handed.locked", why=say("handed.field"))
        assert why in " ".join(app.drawing.text.split()) or why[:60] in app.drawing.text
        await app.typed(key)
        assert not app.desk.editing
        assert say("handed.field")[:40] in app.drawing.text
        assert ask(clerk, "SELECT * FROM value ORDER BY id") == held


async def test_a_paste_over_locked_cells_is_refused_whole(clerk: Path) -> None:
    async with drawn(clerk) as (app, _pilot):
        held = ask(clerk, "SELECT * FROM value ORDER BY id")
        await app.typed("g", "1", "down", "left", "left")
        app.screen.focused.take_paste("1\t2\t3")  # type: ignore[union-attr]  # the grid has the focus
        await app.until(lambda: say("block.cannot") in app.drawing.text)
        await app.typed("enter", "escape")
        assert ask(clerk, "SELECT * FROM value ORDER BY id") == held


@pytest.mark.parametrize("keys", [("g", "6", "o"), ("g", "6", "D"), ("g", "7", "e"), ("g", "3", "o")])
async def test_nothing_that_is_set_up_is_changed(clerk: Path, keys: tuple[str, ...]) -> None:
    async with drawn(clerk) as (app, _pilot):
        before = one(clerk, "SELECT count(*) FROM change")
        await app.typed(*keys)
        assert not app.desk.editing, keys
        assert "zhang: " in app.drawing.text or "locked: " in app.drawing.text, app.drawing.text
        assert one(clerk, "SELECT count(*) FROM change") == before


async def test_another_county_is_only_shown(clerk: Path) -> None:
    async with drawn(clerk) as (app, _pilot):
        await app.typed("g", "1", "J", "5")
        assert not app.desk.editing
        assert say("handed.county") in app.drawing.text


async def test_completing_lists_what_is_blank_writes_one_step_and_a_bundle(clerk: Path) -> None:
    async with drawn(clerk) as (app, _pilot):
        await app.typed(*"257.5", "enter")
        n = one(clerk, "SELECT count(*) FROM change")
        await app.typed("f10")
        text = app.drawing.text
        assert "2 of 23 are still blank" in text
        assert text.count(say("choice.not_reported")) == 2
        await app.typed("escape")
        assert one(clerk, "SELECT count(*) FROM change") == n, "Esc writes nothing"
        await app.typed("S", "enter")
        await app.until(lambda: bool([*clerk.parent.glob("*.bundle")]) and "Completed." in app.drawing.text)
        [bundle] = clerk.parent.glob("*.bundle")
        assert bundle.name in app.drawing.text
        assert one(clerk, "SELECT state FROM approval") == "submitted"
        assert counted(23, 23) in app.drawing.text
        assert f"✓ {say('entry.completed')}" in app.drawing.text
        await app.typed("u")
        assert ask(clerk, "SELECT * FROM approval") == []
        assert (
            ask(clerk, "SELECT id FROM value WHERE state = 'not_reported' AND id LIKE '%changxing%2020'")
            == []
        )
        assert actual(clerk, "I07") == "257.5"


async def test_a_firms_blank_measure_is_meant_once_the_year_is_submitted(demo: Path) -> None:
    tamper(
        demo,
        "UPDATE measure SET value = NULL, numerator = NULL, denominator = NULL WHERE id = 'P5.F01.I01.2019'",
    )
    file = demo.with_name("firms.db")
    with Store.open(demo, read_only=True) as store:
        hand_out(store.conn, file, Handout("clerk", "zhou", "P5", "yongkang", 2019))
    async with drawn(file) as (app, _pilot):
        assert say("entry.gap") in app.drawing.text
        await app.typed("f10")
        assert " ".join(("→", say("choice.not_reported"))) in " ".join(app.drawing.text.split())
        await app.typed("enter")
        await app.until(lambda: f"✓ {say('entry.completed')}" in app.drawing.text)
        assert say("entry.stated") in app.drawing.text
        assert say("entry.gap") not in app.drawing.text
        await app.typed("n")
        assert say("find.no_gap") in app.drawing.text
        await app.typed("u")
        await app.until(lambda: say("entry.gap") in app.drawing.text)


async def test_an_expert_marks_what_is_theirs(expert: Path) -> None:
    async with drawn(expert) as (app, _pilot):
        assert app.desk.opened == "entry"
        assert cursor(app) == "P1-2017.haining.E3.K1"
        assert "0–100" in app.drawing.text
        await app.typed("9", "9", "9", "enter")
        assert app.desk.editing, "off the scale"
        await app.typed("escape", *"91", "enter")
        assert one(expert, "SELECT mark FROM mark WHERE id = 'P1-2017.haining.E3.K1'") == "91"
        await app.typed("f10")
        await app.until(lambda: "they become abstentions" in app.drawing.text)
        await app.typed("enter")
        await app.until(lambda: "Completed." in app.drawing.text)
        assert one(expert, "SELECT completed FROM expert WHERE code = 'E3'")
        assert one(expert, "SELECT state FROM mark WHERE id = 'P1-2017.haining.E3.K2'") == "abstained"


async def test_an_experts_file_is_looked_at_as_that_expert(expert: Path) -> None:
    async with drawn(expert) as (app, _pilot):
        app.desk.book.look_as("E3")
        await app.typed("E")
        assert say("handed.viewer") in app.drawing.text
        assert len(app.screen_stack) == 1
        assert app.desk.book.viewer == "E3"


async def test_other_files_have_the_tab_when_it_is_asked_for(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        assert say("entry.title") not in app.drawing.text.splitlines()[2]
        await app.typed("g", "8")
        assert f"8 {say('entry.title')}" in app.drawing.text.splitlines()[2]
        await app.typed("f6", "shift+f6")
        assert app.desk.opened != "entry" or "8" in app.drawing.text
        await app.typed("g", "1")
        assert say("entry.title") not in app.drawing.text.splitlines()[2]


async def test_a_file_whose_county_went_shows_and_says_so(clerk: Path) -> None:
    tamper(clerk, "DELETE FROM pilot WHERE county = 'changxing'")
    async with drawn(clerk) as (app, _pilot):
        assert say("entry.empty") in app.drawing.text
        await app.typed("f10")
        assert "Traceback" not in app.drawing.text
        assert app.is_running


@pytest.mark.parametrize("said", ["{", json.dumps({"version": 9, "role": "clerk"})])
async def test_what_is_not_understood_is_shown_and_locked(demo: Path, said: str) -> None:
    tamper(demo, f"INSERT INTO meta (k, v) VALUES ('handout', '{said}')")
    async with drawn(demo) as (app, _pilot):
        assert say("app.handed_broken", name="").strip() in app.drawing.text
        await app.typed("5")
        assert not app.desk.editing
        assert say("handed.broken")[:50] in app.drawing.text


async def test_a_bundle_that_cannot_be_written_is_said_and_loses_nothing(
    clerk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _bundle: object) -> None:
        raise FileRefused(path=path, reason="full")

    async with drawn(clerk) as (app, _pilot):
        monkeypatch.setattr("pilot_tui.exchange.bundle.write_bundle", full)
        await app.typed("f10", "enter")
        await app.until(lambda: "The disk is full" in app.drawing.text)
        assert one(clerk, "SELECT state FROM approval") == "submitted"
        monkeypatch.undo()
        await app.typed("f10", "enter")
        await app.until(lambda: bool([*clerk.parent.glob("*.bundle")]))
