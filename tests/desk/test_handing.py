"""Handing out on the desk: for whom, what they hold, where to; keys → screen → file → shell."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from desk.drawing import Drawn, drawn
from pilot_tui.cli.verbs import run
from pilot_tui.rules.roles import Handout
from pilot_tui.store import Store, backups, handing
from pilot_tui.store.handed import handout
from pilot_tui.words import say
from raw import content, one, tamper

NAMED = "SELECT person FROM expert WHERE id = 'P1-2017.E3'"


def held(path: Path) -> Handout:
    with Store.open(path, read_only=True) as store:
        found = handout(store.conn)
    assert found is not None
    return found


async def handed(app: Drawn, *typed: str) -> None:
    """Hand out, by keys, until it is said."""
    await app.typed("H", *typed)
    await app.until(lambda: "handed out" in app.drawing.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_county_is_found_by_its_pinyin_and_its_clerk_gets_a_file(
    demo: Path, size: tuple[int, int], lang: str
) -> None:
    place, before = demo.with_name("haining-2020.db"), content(demo)
    async with drawn(demo, size=size, lang=lang) as (app, _pilot):
        await app.typed("H", *"haining")
        assert f"▎{say('role.clerk')}" not in app.drawing.text
        await app.typed("enter", *"zhang", "enter")
        assert say("handing.rest") in app.drawing.text
        assert say("handing.to_fill", of=24, left=1) in app.drawing.text
        assert say("choice.submitted") in app.drawing.text or size[1] == 24
        await app.typed("enter")
        assert place.name in app.drawing.text
        assert not place.exists()
        await app.typed("enter")
        await app.until(place.exists)
        await app.until(lambda: place.name in app.drawing.text.splitlines()[-3])
        await app.until(lambda: not app.desk.progress)
    assert held(place)[:5] == ("clerk", "zhang", "P1", "haining", 2020)
    assert held(place).by == "lin"
    assert content(demo) == before == content(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert run(["set", "-f", str(place), "value/P1.haining.I07.2020/actual", "260"]) == 0
    assert run(["set", "-f", str(place), "value/P1.haining.I07.2020/target", "1"]) == 2


async def test_an_expert_is_named_in_one_step_and_undo_takes_it_back(demo: Path, tmp_path: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"E3", "enter", *"wu", "enter")
        assert say("handing.names", code="E3", person="wu") in app.drawing.text
        assert one(demo, NAMED) is None
        await app.typed("enter", *"stick", "enter")
        await app.until(lambda: "handed out stick.db" in app.drawing.text)
        assert one(demo, NAMED) == "wu"
        await app.typed("H", *"E3")
        assert "Expert 03 · wu" in app.drawing.text
        await app.typed("enter")
        await app.until(lambda: "wu" in app.drawing.text)  # who it was for is proposed
        await app.typed(*"chen", "enter")
        renames = say("handing.renames", code="E3", before="wu", person="chen")
        assert renames in app.drawing.text
        await app.typed("escape")
        await app.until(lambda: renames not in app.drawing.text)
        await app.typed("u")
        await app.until(lambda: one(demo, NAMED) is None)
    assert held(demo.with_name("stick.db"))[:2] == ("expert", "wu")
    assert held(demo.with_name("stick.db")).rounds == ("P1-2017",)
    assert one(demo.with_name("stick.db"), NAMED) == "wu"


@pytest.mark.parametrize("role", ["prefecture", "reviewer", "chair"])
async def test_a_role_gets_the_file_the_shell_would_make(demo: Path, role: str) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *role, "enter", *"sun", "enter")
        assert (say("handing.everything") in app.drawing.text) is (role == "chair")
        assert (say("handing.rest") in app.drawing.text) is (role != "chair")
        await app.typed("enter", "enter")
        await app.until(lambda: f"handed out {role}.db" in app.drawing.text)
    made = demo.with_name("shell.db")
    asked = ["handout", "-f", str(demo), "--role", role, "--for", "sun", "-o", str(made), "--author", "lin"]
    assert run(asked) == 0
    assert held(demo.with_name(f"{role}.db"))._replace(made="") == held(made)._replace(made="")


async def test_another_file_goes_only_when_somebody_says_so(demo: Path) -> None:
    place = demo.with_name("reviewer.db")
    place.write_text("mine")
    there = say("handing.is_there", name=place.name)
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"reviewer", "enter", "enter", "enter", "enter")
        assert there in app.drawing.text
        await app.typed("escape")
        assert place.read_text() == "mine"
        await app.typed("H", *"reviewer", "enter", "enter", "enter", "enter", "enter", *"other", "enter")
        await app.until(lambda: "handed out other.db" in app.drawing.text)
        assert place.read_text() == "mine"
        await app.typed("H", *"reviewer", "enter", "enter", "enter", "enter", "down", "enter")
        await app.until(lambda: "handed out reviewer.db" in app.drawing.text)
    assert held(place).role == held(demo.with_name("other.db")).role == "reviewer"


async def test_the_open_file_is_never_written_over(demo: Path) -> None:
    before = content(demo)
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"reviewer", "enter", "enter", "enter", *demo.name, "enter")
        await app.until(lambda: "is the file itself" in app.drawing.text)
    assert content(demo) == before


async def test_a_folder_and_a_place_that_cannot_be_written(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"reviewer", "enter", "enter", "enter", *str(folder), "enter")
        await app.until(lambda: "handed out reviewer.db" in app.drawing.text)
        await app.typed("H", *"reviewer", "enter", "enter", "enter", *str(folder / "no" / "x.db"), "enter")
        await app.until(lambda: "cannot be written" in app.drawing.text)
    assert [path.name for path in folder.iterdir()] == ["reviewer.db"]


@pytest.mark.parametrize(("lang", "height"), [("zh", 20), ("en", 24)])
async def test_all_that_may_be_written_can_be_read_on_a_small_terminal(
    demo: Path, lang: str, height: int
) -> None:
    async with drawn(demo, size=(80, height), lang=lang) as (app, _pilot):
        await app.typed("H", "enter", "enter")
        await app.until(lambda: say("handing.writes") in app.drawing.text)
        assert f"{say('table.note')} " not in app.drawing.text
        assert re.search(r"↑ ↓ 1–\d+ / \d+", app.drawing.text)
        await app.typed("end", "ctrl+end")
        await app.until(lambda: f"{say('table.note')} " in app.drawing.text)
        seen = re.search(r"↑ ↓ \d+–(\d+) / (\d+)", app.drawing.text)
        assert seen is not None
        assert seen[1] == seen[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_however_long_a_path_is_the_reason_is_read(demo: Path, tmp_path: Path, lang: str) -> None:
    deep = tmp_path / "no" / "/".join(f"folder-{n:02}" for n in range(16)) / "there.db"
    async with drawn(demo, size=(80, 24), lang=lang) as (app, _pilot):
        await app.typed("H", *"reviewer", "enter", "enter", "enter", *str(deep), "enter")
        await app.until(lambda: "No such file or directory" in app.drawing.text.splitlines()[-2])
        assert "…" in app.drawing.text.splitlines()[-3]
        assert "there.db" in "".join(app.drawing.text.splitlines()[-3:-1])


@pytest.mark.parametrize("place", ["~nobody-here/x.db", "x" * 300])
async def test_no_place_at_all(demo: Path, place: str) -> None:
    before = content(demo), sorted(path.name for path in demo.parent.iterdir())
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"reviewer", "enter", "enter", "enter")
        app.screen.query_one(Input).value = place
        await app.typed("enter")
        await app.until(lambda: place[:60] in "".join(app.drawing.text.splitlines()[-3:-1]))
    assert (content(demo), sorted(path.name for path in demo.parent.iterdir())) == before


@pytest.mark.parametrize(("verb", "said"), [("i", "There is no file"), ("m", "No such file")])
async def test_a_file_in_the_home_of_nobody_is_not_there(demo: Path, verb: str, said: str) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed(verb, *"~nobody-here/x", "enter")
        await app.until(lambda: said in app.drawing.text.splitlines()[-3])


async def test_given_up_in_the_middle_nothing_is_left(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(db: object, place: Path, tick: backups.Ticking = backups.untold) -> None:
        while True:
            tick(0, 0)

    before = content(demo)
    monkeypatch.setattr(backups, "copy", slow)
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"E3", "enter", *"wu", "enter", "enter", "enter")
        await app.until(lambda: say("handing.working")[:12] in app.drawing.text)
        await app.typed("escape")
        await app.until(lambda: say("error.stopped")[:10] in app.drawing.text)
        assert one(demo, NAMED) is None
    assert content(demo) == before
    assert [path.name for path in demo.parent.glob("*P1-2017*")] == []


async def test_what_was_handed_out_is_not_handed_on(demo: Path) -> None:
    place = demo.with_name("x.db")
    with Store.open(demo, read_only=True) as store:
        handing.hand_out(store.conn, place, Handout("clerk", "zhang", "P1", "haining", 2020))
    async with drawn(place) as (app, _pilot):
        await app.typed("H")
        assert say("reason.handed_again")[:50] in app.drawing.text
        assert len(app.screen_stack) == 1


async def test_esc_at_every_question_writes_nothing(demo: Path) -> None:
    before = content(demo), sorted(path.name for path in demo.parent.iterdir())
    steps = ["H", "enter", "enter", "enter"]
    async with drawn(demo) as (app, _pilot):
        for upto in range(1, 5):
            await app.typed(*steps[:upto])
            assert len(app.screen_stack) == 2
            await app.typed("escape")
            await app.until(lambda: len(app.screen_stack) == 1)
    assert (content(demo), sorted(path.name for path in demo.parent.iterdir())) == before


async def test_an_empty_file_has_roles_to_hand_out_to(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    assert run(["init", str(path)]) == 0
    async with drawn(path) as (app, _pilot):
        await handed(app, *"chair", "enter", "enter", "enter", "enter")
    assert held(tmp_path / "chair.db").role == "chair"


async def test_hostile_names_are_shown_and_do_no_harm(demo: Path) -> None:
    tamper(
        demo, "UPDATE county SET name_zh = '[red]\x1b[2J', name_en = '[/b]\u202e\x07' WHERE id = 'haining'"
    )
    async with drawn(demo) as (app, _pilot):
        await app.typed("H", *"haining", "enter", *"a/../b", "enter", "enter", "enter")
        await app.until(lambda: "handed out haining-2020.db" in app.drawing.text)
    assert held(demo.with_name("haining-2020.db")).person == "a/../b"
    shutil.rmtree(demo.with_name("demo.backups"), ignore_errors=True)
