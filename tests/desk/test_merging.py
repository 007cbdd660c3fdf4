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
from pilot_tui.store import Store, site
from pilot_tui.store.bundle import Bundle
from pilot_tui.workbook import Workbook, exchanging
from raw import ask, content, one
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
    desk.send("2")
    desk.wait_for(desk.said("conflict.write"))
    desk.click(desk.said("conflict.write"))
    desk.wait_for("settled: 1")
    assert (one(met, HEADS), one(met, SHOWN)) == (1, "118")


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
