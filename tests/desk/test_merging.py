"""A bundle is taken in on the desk, and what it meets is settled there: keys → screen → file."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import pytest

from desk.conftest import OpenDesk
from desk.drawing import drawn
from pilot_tui import places
from pilot_tui.exchange.bundle import read_bundle, write_bundle
from pilot_tui.model import Cell
from pilot_tui.rules.roles import Handout
from pilot_tui.store import Store, site
from pilot_tui.store.bundle import Bundle
from pilot_tui.store.handing import hand_out
from pilot_tui.words import say
from pilot_tui.workbook import Workbook, exchanging
from pilot_tui.workbook.settling import resolve
from raw import ask, content, one, tamper
from shell import ACTUAL

HEADS = "SELECT count(*) FROM head WHERE row = 'P1.yongkang.I07.2020' AND col = 'actual'"
SHOWN = "SELECT actual FROM value WHERE id = 'P1.yongkang.I07.2020'"


@pytest.fixture
def met(demo: Path, tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, in which the chair has counted 120; lin's bundle with 118 lies beside it."""
    (tmp_path / "lin").mkdir()
    theirs = Path(shutil.copy(demo, tmp_path / "lin" / "lin.db"))
    with Store.open(demo) as store:
        Workbook(store, "chair").edit(Cell.parse(ACTUAL), "120")
    monkeypatch.setenv("PILOT_CONFIG", str(tmp_path / "lin"))
    places.settings.cache_clear()
    with Store.open(theirs) as store:
        book = Workbook(store, "lin")
        book.edit(Cell.parse(ACTUAL), "118", "counted on site")
        write_bundle(demo.with_name("lin.bundle"), exchanging.gather(book))
    monkeypatch.setenv("PILOT_CONFIG", str(config))
    places.settings.cache_clear()
    site._unkept.clear()
    return demo


def test_a_bundle_is_looked_at_taken_in_and_settled(open_desk: OpenDesk, met: Path) -> None:
    desk = open_desk(path=met)
    desk.send("m")
    desk.wait_for("lin.bundle")
    desk.send("enter")
    desk.wait_for(desk.said("bundle.title"))
    desk.wait_for("two people, two values")
    assert one(met, HEADS) == 1  # nothing is written before yes
    desk.send("esc")
    desk.wait_for(lambda: desk.said("bundle.title") not in desk.text)
    assert one(met, HEADS) == 1
    desk.send("m")
    desk.wait_for("lin.bundle")
    desk.send("enter")
    desk.wait_for(desk.said("bundle.title"))
    desk.send("enter")
    desk.wait_for("conflicts open: 1")
    assert one(met, HEADS) == 2
    desk.send("M")
    desk.wait_for("counted on site")
    assert all(said in desk.text for said in ("241.0", "118", "120", "lin", "chair"))
    desk.send("2")  # lin's: the later one
    desk.wait_for(desk.said("conflict.write"))
    assert one(met, HEADS) == 2
    desk.send("enter")
    desk.wait_for("settled: 1")
    assert (one(met, HEADS), one(met, SHOWN)) == (1, "118")
    assert ask(met, "SELECT * FROM conflict") == []
    desk.send("M")
    desk.wait_for(desk.said("conflict.none"))


def test_all_of_it_with_the_mouse(open_desk: OpenDesk, met: Path) -> None:
    desk = open_desk(path=met)
    desk.send("m")
    desk.wait_for("lin.bundle")
    desk.click("lin.bundle")
    desk.wait_for("two people, two values")
    desk.click(f"Esc {desk.said('block.back')}")
    desk.wait_for(lambda: desk.said("bundle.title") not in desk.text)
    assert one(met, HEADS) == 1
    desk.send("m")
    desk.wait_for("lin.bundle")
    desk.click("lin.bundle")
    desk.wait_for("two people, two values")
    desk.click(desk.said("bundle.take"))
    desk.wait_for("conflicts open: 1")
    desk.send("M")
    desk.wait_for("counted on site")
    desk.click(f"{desk.said('conflict.take')} chair")
    desk.wait_for("120 · chair")
    desk.click("counted on site")  # the other side itself
    desk.wait_for("118 · lin")
    desk.click(desk.said("conflict.write"))
    desk.wait_for("settled: 1")
    assert (one(met, HEADS), one(met, SHOWN)) == (1, "118")


def two_more(met: Path, store: Store) -> None:
    """Qian and Zhou write the same cell, on copies made of one file."""
    files = [Path(shutil.copy(met, met.with_name(f"{who}.db"))) for who in ("qian", "zhou")]
    for file, figure in zip(files, ("117", "116"), strict=True):
        with Store.open(file) as other:
            tamper(file, "DELETE FROM meta WHERE k = 'site'")
            Workbook(other, file.stem).edit(Cell.parse(ACTUAL), figure)
            exchanging.merge(Workbook(store, "chair"), [exchanging.gather(Workbook(other, file.stem))])


async def test_what_stood_there_before_says_who_wrote_it(met: Path) -> None:
    with Store.open(met) as store:
        exchanging.merge(Workbook(store, "chair"), [read_bundle(met.with_name("lin.bundle"))])
    for size in ((80, 24), (120, 40), (200, 50)):
        async with drawn(met, size=size) as (app, _):
            await app.typed("M")
            lines = app.drawing.text.splitlines()
            [at] = [nth for nth, line in enumerate(lines) if "1 chair" in line and "2 lin" in line]
            assert "before" in lines[at]
            assert "241.0" in lines[at + 1]
            assert say("conflict.initial") in lines[at + 2]
    with Store.open(met) as store:
        resolve(Workbook(store, "sun"), Cell.parse(ACTUAL), "119", "the mean")
        two_more(met, store)
    async with drawn(met) as (app, _):
        await app.typed("M")
        assert "before · sun" in app.drawing.text
        assert "the mean" in app.drawing.text


async def test_in_a_file_that_was_handed_out_others_conflicts_are_only_shown(met: Path) -> None:
    with Store.open(met) as store:
        exchanging.merge(Workbook(store, "chair"), [read_bundle(met.with_name("lin.bundle"))])
        hand_out(store.conn, met.with_name("x.db"), Handout("clerk", "zhang", "P1", "wenling", 2020))
    place = met.with_name("x.db")
    async with drawn(place) as (app, _):
        await app.typed("M")
        assert "counted on site" in app.drawing.text
        assert say("handed.locked", why=say("handed.county")) in app.drawing.text
        assert say("conflict.take") not in app.drawing.text
        await app.typed("1", "e", "b", "enter")
        assert say("conflict.write") not in app.drawing.text
        await app.typed("enter", "escape")
    assert one(place, HEADS) == 2


async def test_esc_gives_a_merge_up_and_nothing_has_come(met: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, begun = exchanging.merge, Event()

    def slow(book: Workbook, bundles: list[Bundle], tick: exchanging.Ticking) -> exchanging.Merging:
        def waiting(done: int, of: int) -> None:
            begun.set()
            while True:  # half of it is written, in a transaction
                tick(done, of)
                Event().wait(0.01)

        return real(book, bundles, waiting)

    monkeypatch.setattr(exchanging, "merge", slow)
    before = content(met), ask(met, "SELECT * FROM change"), ask(met, "SELECT * FROM head")
    async with drawn(met) as (app, _):
        app.desk._merge_bundles([read_bundle(met.with_name("lin.bundle"))])
        await app.until(begun.is_set)
        await app.typed("escape")
        await app.until(lambda: "Stopped; nothing was changed" in app.drawing.text)
        assert not app.desk.book.conflicts
    assert (content(met), ask(met, "SELECT * FROM change"), ask(met, "SELECT * FROM head")) == before
    assert not (met.with_name(f"{met.stem}.backups")).exists()


def test_another_value_is_asked_for_with_its_reason(open_desk: OpenDesk, met: Path) -> None:
    desk = open_desk(path=met)
    desk.send("m")
    desk.wait_for("lin.bundle")
    desk.send("enter")
    desk.wait_for(desk.said("bundle.title"))
    desk.send("enter")
    desk.wait_for("conflicts open: 1")
    desk.send("M")
    desk.wait_for("counted on site")
    desk.send("e")
    desk.wait_for(desk.said("conflict.ask_value"))
    desk.send("119.5\r")
    desk.wait_for(desk.said("conflict.ask_why"))
    desk.send("the mean of both\r")
    desk.wait_for("another value, 119.5: the mean of both")
    desk.send("enter")
    desk.wait_for("settled: 1")
    assert one(met, SHOWN) == "119.5"
    assert one(met, "SELECT reason FROM change ORDER BY n DESC LIMIT 1") == "the mean of both"
