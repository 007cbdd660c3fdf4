"""Long work: it says how far it is, Esc stops it, its refusal is a sentence, its answer comes back."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from desk.drawing import drawn
from pilot_tui.errors import NothingToUndo
from pilot_tui.screens.work import Work


async def test_the_title_says_how_far_it_is_and_esc_stops_it(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        answers: list[str] = []

        def endless(work: Work[str]) -> str:
            while True:
                work.step(1200, 2850)
                work.rest(0.01)

        app.desk.work(Work("desk.writing", endless), answers.append)
        await app.until(lambda: "Esc stops it" in app.drawing.text)
        await app.until(lambda: "◌ 1,200 / 2,850" in app.drawing.text)
        await app.typed("down")
        await app.typed("escape")
        await app.until(lambda: "Stopped; nothing was changed" in app.drawing.text)
        assert "◌" not in app.drawing.text
        assert answers == []


async def test_the_answer_comes_back_from_a_workbook_of_its_own(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        answers: list[object] = []

        def first(work: Work[object]) -> object:
            assert work.book is not app.book
            return work.book.programmes()[0]["id"]

        app.desk.work(Work("desk.writing", first), answers.append)
        await app.until(lambda: bool(answers))
        assert answers == ["P1"]


async def test_a_refusal_is_said(demo: Path) -> None:
    async with drawn(demo) as (app, _):

        def refused(_: Work[None]) -> None:
            raise NothingToUndo

        app.desk.work(Work("desk.writing", refused), lambda _: None)
        await app.until(lambda: str(NothingToUndo()) in app.drawing.text)


async def test_no_work_outlives_the_desk(demo: Path) -> None:
    stopped = Event()
    async with drawn(demo) as (app, _):

        def endless(work: Work[None]) -> None:
            try:
                work.rest(60)
            finally:
                stopped.set()

        app.desk.work(Work("desk.writing", endless, quiet=True), lambda _: None)
        await app.drawn()
    assert stopped.wait(5)
