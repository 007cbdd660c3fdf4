"""Verbs that whoever a file was handed out to can do nothing with: not offered, and pressed they say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.rules.roles import CHAIR, ROLES, Handout
from pilot_tui.store import Store
from pilot_tui.store.handing import hand_out
from pilot_tui.words import say
from raw import content, tamper

GIVEN = {
    "clerk": Handout("clerk", "zhang", "P1", "shangyu", 2020),
    "expert": Handout("expert", "li", expert="E3", rounds=("P1-2017",)),
    "prefecture": Handout("prefecture", "sun"),
    "reviewer": Handout("reviewer", "qian"),
    "chair": Handout("chair", "zhao"),
}
EDITS = {"edit.begin", "edit.choose", "edit.large", "edit.clear", "block.paste", "block.fill"}
CARD = {
    "clerk": {"book.handout", "finding.accept"},
    "expert": {"book.handout", "finding.accept", "book.approve", "viewer.pick"},
    "prefecture": {"book.handout", "finding.accept", "book.import", "book.template", "book.approve", *EDITS},
    "reviewer": {"book.handout", "book.approve"},
    "chair": set(),
}
"""Role → what it can do nothing with on a card, a finding under the cursor, nothing submitted."""


def handed(demo: Path, role: str) -> Path:
    place = demo.with_name("handed.db")
    with Store.open(demo, read_only=True) as store:
        hand_out(store.conn, place, GIVEN[role])
    return place


def withheld(app: Drawn) -> dict[str, str]:
    """The verbs that are dimmed in the help, and why."""
    return {one.value.split("'")[1]: one.why for one in app.desk.verbs(shown=False) if one.why}


def foot(app: Drawn) -> str:
    return app.drawing.text.splitlines()[-1]


async def to_a_finding(app: Drawn) -> None:
    """On the card of Shangyu, at a cell something is wrong with."""
    app.desk.look(county="shangyu", programme="P1", year=2020)
    await app.typed("g", "1", "f")
    assert app.desk.pane.NAME == "scorecard"
    assert app.desk._here_found() is not None


@pytest.mark.parametrize("role", ROLES)
async def test_what_a_role_can_do_nothing_with_is_not_offered(demo: Path, role: str) -> None:
    async with drawn(handed(demo, role), size=(200, 50)) as (app, _pilot):
        await to_a_finding(app)
        assert set(withheld(app)) == CARD[role]
        assert all(withheld(app).values())
        assert (say("verb.finding.accept") in foot(app)) is ("finding.accept" not in CARD[role])
        assert (f"e {say('verb.edit.begin')}" in foot(app)) is ("edit.begin" not in CARD[role])
        await app.typed("question_mark")
        await app.until(lambda: say("desk.help")[:10] in app.drawing.text)
        await app.typed(*say("verb.book.handout"))
        await app.until(lambda: say("verb.app.theme") not in app.drawing.text)
        assert (say("reason.handed_again")[:30] in app.drawing.text) is (role != CHAIR)


@pytest.mark.parametrize(
    ("role", "key", "why"),
    [
        ("clerk", "A", "handed.setup"),
        ("expert", "A", "handed.setup"),
        ("expert", "w", "handed.setup"),
        ("expert", "E", "handed.viewer"),
        ("prefecture", "i", "handed.figures"),
        ("prefecture", "w", "handed.step"),
        ("prefecture", "ctrl+v", "handed.figures"),
        ("prefecture", "ctrl+d", "handed.figures"),
        ("reviewer", "w", "handed.step"),
        ("clerk", "H", "reason.handed_again"),
    ],
)
async def test_pressed_it_says_why_at_once(demo: Path, role: str, key: str, why: str) -> None:
    file = handed(demo, role)
    before = content(file)
    async with drawn(file, size=(120, 40)) as (app, _pilot):
        await to_a_finding(app)
        await app.typed(key)
        said = " ".join(" ".join(app.drawing.text.splitlines()[-3:-1]).split())
        assert say(why)[:40] in said
        assert len(app.screen_stack) == 1, "nothing is asked first"
    assert content(file) == before


@pytest.mark.parametrize(("role", "why"), [("prefecture", "handed.figures"), ("reviewer", "handed.step")])
async def test_completing_is_for_who_fills_in(demo: Path, role: str, why: str) -> None:
    async with drawn(handed(demo, role), size=(120, 40)) as (app, _pilot):
        await app.typed("g", "8")
        assert withheld(app)["entry.complete"] == say(why)
        assert say("verb.entry.complete") not in foot(app)
        await app.typed("f10")
        assert say(why)[:40] in app.drawing.text
        assert len(app.screen_stack) == 1


async def test_rows_are_added_where_the_whole_of_them_may_be_written(demo: Path) -> None:
    async with drawn(handed(demo, "clerk"), size=(120, 40)) as (app, _pilot):
        add = f"o {say('verb.row.add')}"
        await app.typed("g", "6")
        assert withheld(app)["row.add"] == withheld(app)["row.retire"] == say("handed.setup")
        assert add not in foot(app)
        app.desk.look(year=2020, county="shangyu")
        await app.typed("g", "3")
        assert add not in foot(app), "a task is set by the office"


async def test_a_report_of_ones_own_task_can_be_added(demo: Path) -> None:
    file = handed(demo, "clerk")
    async with drawn(file, size=(120, 40)) as (app, _pilot):
        add = f"o {say('verb.row.add')}"
        await app.typed("g", "3")
        while not app.desk.pane.task_here:  # type: ignore[attr-defined]  # the pane of milestones
            await app.typed("down")
        assert add not in foot(app)
        await app.typed("r")
        await app.until(lambda: add in foot(app))


async def test_only_the_ways_that_are_ones_own_are_offered(demo: Path) -> None:
    tamper(
        demo,
        "INSERT INTO approval (id, programme, county, year, state)"
        " VALUES ('P1.shangyu.2020', 'P1', 'shangyu', 2020, 'submitted')",
    )
    async with drawn(handed(demo, "prefecture"), size=(120, 40)) as (app, _pilot):
        app.desk.look(county="shangyu", programme="P1", year=2020)
        assert "book.approve" not in withheld(app)
        await app.typed("w")
        assert say("desk.approve_on", state=say("choice.confirmed")) in app.drawing.text
        assert say("desk.approve_back", state=say("choice.entering")) not in app.drawing.text


async def test_in_a_file_that_is_not_understood_nothing_is_offered_that_writes(demo: Path) -> None:
    tamper(demo, "INSERT INTO meta (k, v) VALUES ('handout', '{')")
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("g", "1")
        broken = {"book.note", "book.import", "book.template", "book.approve", *EDITS}
        assert {id for id, why in withheld(app).items() if why == say("handed.broken")} == broken
        assert f"e {say('verb.edit.begin')}" not in foot(app)


async def test_a_file_of_ones_own_asks_nothing(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        asked: list[str] = []
        monkeypatch.setattr(type(app.desk), "withhold", lambda _desk, action: asked.append(action))
        await app.typed("down", "g", "3", "question_mark")
        assert asked == []
        assert withheld(app) == {}
