"""The list of what is wrong: where Enter goes, what an explanation does, how it looks in both languages."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.model import Cell
from pilot_tui.panes.findings.long import Long
from pilot_tui.screens.explanation import Whole
from pilot_tui.store import Store
from pilot_tui.words import LANGUAGES, say
from pilot_tui.workbook import Workbook, questions
from pilot_tui.workbook.findings import ledger
from pilot_tui.workbook.findings.inquiry import Ticking
from raw import ask

SIZES = [(80, 24), (120, 40), (200, 50)]
EXPLAINED = "SELECT address, kind, reason FROM acceptance"


async def all_findings(app: Drawn) -> None:
    """The list, all counties."""
    await app.typed("a", "g", "4")
    await app.until(lambda: app.desk.pane.NAME == "findings" and bool(app.desk.pane.grid.cursor[0]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_list_is_drawn(demo: Path, size: tuple[int, int], lang: str) -> None:
    async with drawn(demo, size=size, lang=lang) as (app, _):
        await all_findings(app)
        await app.until(lambda: f"{say('findings.title')} 35" in app.drawing.text)
        text = app.drawing.text
        # Of the 13, five are figures of mid-year that nothing followed.
        for name, count in (("serious", 5), ("look", 13)):
            assert f"{say(f'severity.{name}')}  {count}" in text
        assert say("found.gap") in text
        assert "■" in text
        assert "▲" in text
        assert "↵" in text


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_enter_goes_to_the_cell_in_its_county_and_year(demo: Path, lang: str) -> None:
    async with drawn(demo, lang=lang) as (app, _):
        await all_findings(app)
        await app.typed("down", "enter")  # the gap of Changxing in 2019
        await app.until(lambda: app.desk.pane.NAME == "scorecard")
        assert (app.desk.view.county, app.desk.view.year) == ("changxing", 2019)
        assert app.desk.pane.grid.cursor == ("changxing.I15", "actual")
        slot = app.desk.pane.grid.current_slot()
        assert slot is not None
        assert slot.mark == "?"
        assert say("found.gap") in app.drawing.text  # the explain line says what is asked


@pytest.mark.parametrize(
    ("address", "typed", "tab", "key"),
    [
        ("round/P1-2017/trim", "4", "review", "total.shangyu"),  # of its nine experts one is recused
        ("band/P1.good/high", "85", "rules", "P1.good"),
        ("dimension/P1.D1/weight", "25", "setup", "P1.D1"),
    ],
)
async def test_enter_goes_to_computed_cells_and_to_the_set_up(
    demo: Path, address: str, typed: str, tab: str, key: str
) -> None:
    async with drawn(demo) as (app, _):
        app.desk.book.edit(Cell.parse(address), typed)
        app.desk.look()
        await all_findings(app)
        while app.desk.pane.found_here.finding.kind not in ("trim", "weights", "bands"):  # type: ignore[attr-defined]  # that pane's
            await app.typed("down")
        await app.typed("enter")
        await app.until(lambda: tab == app.desk.pane.NAME)
        assert app.desk.pane.grid.cursor[0] == key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_explanation_moves_it_to_the_last_group_and_undo_brings_it_back(
    demo: Path, size: tuple[int, int], lang: str
) -> None:
    async with drawn(demo, size=size, lang=lang) as (app, _):
        await all_findings(app)
        await app.typed("A")
        await app.typed(*"known", "enter")
        await app.until(lambda: bool(ask(demo, EXPLAINED)))
        await app.until(lambda: f"{say('findings.title')} 34" in app.drawing.text)
        assert ask(demo, EXPLAINED) == [("value/P1.wenling.I04.2020/actual", "gap", "known")]
        assert f"{say('severity.serious')}  4" in app.drawing.text
        await app.typed("G")
        assert f"▸ {say('severity.accepted')}  1" in app.drawing.text
        await app.typed("space", "down")
        await app.until(lambda: say("findings.explained", reason="known") in app.drawing.text)
        await app.typed("u")
        await app.until(lambda: f"{say('findings.title')} 35" in app.drawing.text)
        assert ask(demo, EXPLAINED) == []


async def test_an_explanation_is_taken_back_by_the_same_key(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_findings(app)
        await app.typed("A")
        await app.typed(*"known", "enter")
        await app.until(lambda: "Findings 34" in app.drawing.text)
        await app.typed("G", "space", "down", "A")
        await app.until(lambda: "Findings 35" in app.drawing.text)
        assert ask(demo, EXPLAINED) == []


async def test_esc_and_an_empty_reason_explain_nothing(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_findings(app)
        for keys in (["escape"], ["space", "enter"]):
            await app.typed("A")
            await app.until(lambda: app.screen is not app.desk)
            await app.typed(*keys)
            await app.until(lambda: app.screen is app.desk)
        assert ask(demo, EXPLAINED) == []
        assert "Findings 35" in app.drawing.text


async def test_mending_the_cell_takes_the_finding_off_the_list(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_findings(app)
        await app.typed("down", "enter")
        await app.until(lambda: app.desk.pane.NAME == "scorecard")
        await app.typed("5", ".", "7", "enter")
        await app.until(lambda: "Findings 34" in app.drawing.text)
        source = app.desk.pane.grid.view.source
        slots = source.line(source.find("changxing.I15") or 0).slots
        assert {one.mark for one in slots if one.address.endswith("2019/actual")} == {""}


async def test_f_walks_the_findings_in_a_table_and_in_the_list(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("f")
        slot = app.desk.pane.grid.current_slot()
        assert slot is not None
        assert slot.mark == "?"
        await all_findings(app)
        first = app.desk.pane.grid.cursor[0]
        await app.typed("f")
        assert app.desk.pane.grid.cursor[0] != first
        await app.typed("F")
        assert app.desk.pane.grid.cursor[0] == first


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_where_nothing_is_wrong_the_pane_says_what_would_stand_there(demo: Path, lang: str) -> None:
    async with drawn(demo, lang=lang) as (app, _):
        app.desk._go_to_programme("P7")
        await app.until(lambda: app.desk.view.programme == "P7")
        await app.typed("g", "4")
        await app.until(lambda: say("findings.none") in app.drawing.text)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_many_findings_are_looked_for_in_a_thread_and_drawn_as_they_come_into_view(
    demo: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "soon_looked_through", lambda self, programme: False)
    monkeypatch.setattr(ledger, "WINDOW", 5)
    monkeypatch.setattr(ledger, "FIRSTS", 2)
    async with drawn(demo, lang=lang) as (app, _):
        await app.typed("a", "g", "4")
        await app.until(lambda: isinstance(app.desk.pane.source, Long))
        await app.until(lambda: f"{say('findings.title')} 35" in app.drawing.text)
        source = app.desk.pane.source
        assert isinstance(source, Long)
        with Store.open(demo) as store:
            whole = Workbook(store).findings("P1")
        rows = [source.line(at) for at in range(len(source))]
        assert [one.key for one in rows if one.kind == "row"] == [one.key for one in whole]
        assert all(source.find(one.key) == at for at, one in enumerate(rows) if one.kind == "row")
        await app.typed("down", "down", "A")
        await app.typed(*"known", "enter")
        await app.until(lambda: f"{say('findings.title')} 34" in app.drawing.text)
        await app.typed("g", "g")  # the list is longer than the screen
        await app.until(lambda: f"{say('severity.serious')}  4" in app.drawing.text)


async def test_many_milestones_of_few_counties_hold_up_no_key(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_thread: list[bool] = []
    look = Workbook.look_through

    def looked(self: Workbook, programme: str, tick: Ticking) -> ledger.Ledger:
        in_thread.append(threading.current_thread() is not threading.main_thread())
        return look(self, programme, tick)

    monkeypatch.setattr(Workbook, "look_through", looked)
    monkeypatch.setattr(questions, "_MANY_TASKS", 60)  # P1 has 69, P2 31
    async with drawn(demo) as (app, _):
        await app.typed("a", "g", "4")
        await app.until(lambda: f"{say('findings.title')} 35" in app.drawing.text)
        assert in_thread == [True]
        app.desk._go_to_programme("P2")
        await app.until(lambda: app.desk.view.programme == "P2" and not app.desk.asking)
        assert in_thread == [True]


async def test_a_wide_screen_shows_the_series_of_the_cell_a_finding_is_about(demo: Path) -> None:
    async with drawn(demo, size=(200, 50)) as (app, _):
        await all_findings(app)
        seen = ""
        for _line in range(app.desk.pane.grid.size.height):
            if app.desk.pane.subject() == Cell("value", "P1.yongkang.I06.2020", "target"):
                seen = app.drawing.text
                break
            await app.typed("down")
            await app.drawn()
        assert "● actual" in seen
        assert say("side.history") in seen
        await app.typed("equals_sign")
        await app.until(lambda: isinstance(app.screen, Whole))
        await app.drawn()
        assert "made of" in app.drawing.text


async def test_a_wide_screen_shows_the_series_of_the_cell_that_was_changed(demo: Path) -> None:
    with Store.open(demo) as store:
        Workbook(store, "lin").edit(Cell("value", "P1.yongkang.I01.2020", "actual"), "2.40")
    async with drawn(demo, size=(200, 50)) as (app, _):
        await app.typed("g", "5")
        await app.until(lambda: app.desk.pane.NAME == "history" and bool(app.desk.pane.grid.cursor[0]))
        await app.drawn()
        assert "R&D intensity  %" in app.drawing.text
        assert app.drawing.text.count("2.34 → 2.40") >= 2  # the line, and beside it


async def test_a_narrow_screen_says_a_finding_whole(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _):
        await app.typed("g", "4")
        await app.until(lambda: app.desk.pane.NAME == "findings" and bool(app.desk.pane.grid.cursor[0]))
        await app.typed("down")
        await app.until(
            lambda: "Expert 02 stands apart from the others, modified z = −4.1" in app.drawing.text
        )


async def test_another_programme_has_its_own_findings(demo: Path) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        await app.until(lambda: f"{say('findings.title')} 9" in app.drawing.text)
        await app.typed("P", *"P7", "enter")
        await app.until(
            lambda: app.desk.view.programme == "P7" and f"{say('findings.title')}  " in app.drawing.text
        )


@pytest.mark.parametrize("number", ["4", "5"])
async def test_where_nothing_is_edited_the_footer_offers_no_editing(demo: Path, number: str) -> None:
    async with drawn(demo, size=(120, 36)) as (app, _):
        assert " e edit " in app.drawing.lines[-1]
        await app.typed("g", number)
        await app.until(lambda: app.desk.pane.NAME in ("findings", "history"))
        await app.drawn()
        assert app.drawing.lines[-1].startswith(" ↵ edit or open ")
        assert "e edit" not in app.drawing.text.replace("↵ edit", "")
