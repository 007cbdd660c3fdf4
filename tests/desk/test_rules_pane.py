"""The rules as a person meets them: read, changed after a look at what that does, added and retired."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.screens.explanation import Whole
from pilot_tui.screens.preview import Preview
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Plan, Ticking
from pilot_tui.workbook.effects import Effect
from pilot_tui.workbook.outcomes import Scope
from raw import ask

MADE = "SELECT tbl, row, col, val FROM change WHERE site <> 'base' ORDER BY n"


async def to_rules(app: Drawn) -> None:
    await app.typed("g", "7")
    await app.until(lambda: app.desk.focused_pane.NAME == "rules" and bool(app.desk.pane.grid.cursor[0]))
    await app.drawn()


async def asked(app: Drawn) -> None:
    await app.until(lambda: isinstance(app.screen, Preview))
    await app.drawn()


async def test_a_blank_rule_says_what_it_stands_for(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        assert "default 95" in app.drawing.text
        assert "An indicator's completion" in app.drawing.text
        assert "rule version " in app.drawing.text


async def test_what_would_change_is_shown_before_anything_is_written(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        await app.typed("j", "0", "enter")
        await asked(app)
        assert "1 rank moves: Shangyu 3→2" in app.drawing.text
        assert ask(demo, MADE) == []
        await app.typed("escape")
        await app.until(lambda: not isinstance(app.screen, Preview) and not app.desk.pane.grid.busy)
        assert ask(demo, MADE) == []
        assert not app.desk.pane.grid.editing
        await app.typed("0", "enter")
        await asked(app)
        await app.typed("enter")
        await app.until(lambda: bool(ask(demo, MADE)))
        await app.drawn()
        assert ask(demo, MADE) == [("rule", "P1", "places", "0")]
        assert "lin" in app.drawing.text


async def test_a_rule_that_moves_nothing_is_written_at_once(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _):
        await to_rules(app)
        app.desk.pane.reach("P1/tolerance", "value")
        await app.typed("6", "enter")
        await app.until(lambda: ask(demo, MADE) == [("rule", "P1", "tolerance", '"6"')])


async def test_a_rule_that_moves_another_year_alone_is_shown_in_that(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        app.desk.pane.reach("P1/near", "value")
        await app.typed(*"95.05", "enter")
        await asked(app)
        assert "nothing in 2020; this is 2019" in app.drawing.text
        assert "Wenling" in app.drawing.text
        assert ask(demo, MADE) == []
        await app.typed("enter")
        await app.until(lambda: ask(demo, MADE) == [("rule", "P1", "near", '"95.05"')])


async def test_what_is_refused_is_refused_in_its_cell(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        await app.typed("j", "9", "enter")
        grid = app.desk.pane.grid
        await app.until(lambda: "Write 6 or less" in app.drawing.text)
        assert grid.editing
        await app.typed("escape")
    assert ask(demo, MADE) == []


async def test_a_grade_is_added_named_and_retired_in_place(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        await app.typed(*["right_curly_bracket"] * 3, "o", "enter", *"Top", "enter")
        await app.until(lambda: len(ask(demo, MADE)) == 2)
        await app.drawn()
        assert [made[:2] for made in ask(demo, MADE)] == [("band", "P1.poor1")] * 2
        app.desk.pane.reach("P1.poor1")
        await app.typed("D")
        await app.until(lambda: len(ask(demo, MADE)) == 3)


async def test_the_changes_of_a_rule_stand_in_its_explanation(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        app.desk.pane.reach("P1/tolerance", "value")
        await app.typed("6", "enter")
        await app.until(lambda: bool(ask(demo, MADE)))
        app.desk.pane.reach("P1/tolerance", "value")
        await app.typed("equals_sign")
        await app.until(lambda: isinstance(app.screen, Whole))
        await app.drawn()
        assert "changes: 1" in app.drawing.text
        assert "→ 6" in app.drawing.text


async def test_a_finding_about_a_rule_leads_to_it(demo: Path) -> None:
    from pilot_tui.model import Cell

    async with drawn(demo, size=(120, 36)) as (app, _):
        for address in ("rule/P1/share_look", "band/P1.good/low", "round/P1-2017/trim"):
            assert await app.desk.go_to(Cell.parse(address))
            await app.drawn()
            assert app.desk.opened == "rules"
            slot = app.desk.pane.grid.current_slot()
            assert slot is not None
            assert slot.address == address


async def test_where_it_takes_long_a_thread_works_it_out_and_esc_gives_up(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilot_tui.workbook.effects.is_large", lambda db, scopes: True)
    going = Event()
    done = Workbook.effect

    def slowly(
        book: Workbook, plan: Plan, programme: str, year: int, round: str, tick: Ticking
    ) -> tuple[Effect, Scope]:
        while not going.is_set():
            tick(1, 2)
        return done(book, plan, programme, year, round, tick)

    monkeypatch.setattr(Workbook, "effect", slowly)
    async with drawn(demo, size=(120, 36)) as (app, _):
        await to_rules(app)
        await app.typed("j", "0", "enter")
        await app.until(lambda: bool(app.desk.works) and "1 / 2" in app.drawing.text)
        assert not app.desk.pane.grid.busy
        await app.typed("escape")
        await app.until(lambda: not app.desk.works and "the rule is as it was" in app.drawing.text)
        assert ask(demo, MADE) == []
        going.set()
        await app.typed("0", "enter")
        await asked(app)
        await app.typed("enter")
        await app.until(lambda: ask(demo, MADE) == [("rule", "P1", "places", "0")])
