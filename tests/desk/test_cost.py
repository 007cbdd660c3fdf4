"""What a start and a key cost, counted: no clock, so no busy afternoon makes it fail."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.strip import Strip

from desk.drawing import Drawn, drawn
from desk.terminal import Desk
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.lines import Lines
from pilot_tui.workbook import Workbook
from shell import process

HEAVY = {"pydantic", "sqlite_utils", "pypinyin", "numpy", "pandas", "openpyxl", "click", "hashlib", "docx"}
LATER = {
    f"pilot_tui.{name}"
    for name in [
        "store.write",
        "store.taking",
        "store.conflicts",
        "store.duplicates",
        "store.check",
        "screens.side",
        "screens.curve_lines",
        "rules.curve",
        "widgets.plot",
        "workbook.owners",
    ]
}
"""What only an edit, a merge, a wide terminal or a choice asks for."""
LOADED = "import sys, json; print(json.dumps(sorted(sys.modules)))"
SCREEN = 120 * 40


@pytest.mark.parametrize(
    ("loads", "without"),
    [
        ("import pilot_tui.cli.opening", HEAVY | {"textual", "asyncio"}),
        (
            "import pilot_tui.cli.opening, pilot_tui.app, pilot_tui.screens.main, pilot_tui.panes as panes\n"
            "panes.pane('counties'), panes.pane('scorecard')",
            HEAVY | LATER,
        ),
        ("import pilot_tui.cli.verbs, pilot_tui.cli.show", (HEAVY | {"textual", "asyncio"}) - {"click"}),
    ],
    ids=["the first screen", "the desk", "a verb that reads"],
)
def test_nothing_heavy_is_loaded_before_the_first_paint(loads: str, without: set[str]) -> None:
    loaded = set(json.loads(process(code=f"{loads}\n{LOADED}").out))
    assert loaded & without == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_a_start_sends_its_first_screen_once(demo: Path) -> None:
    desk = Desk(demo, size=(120, 40))
    try:
        desk.ready().settled()
        assert len(desk.written) < 2.5 * SCREEN
    finally:
        desk.close()


async def test_there_are_few_widgets(demo: Path) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        assert len(app.desk.query("*")) <= 22


@pytest.mark.parametrize(
    ("keys", "lines", "sent"), [("down", 8, 500), ("right", 8, 500), ("pagedown", 80, 500)], ids=str
)
async def test_a_move_draws_what_it_touches_and_reads_little(
    monkeypatch: pytest.MonkeyPatch, demo: Path, keys: str, lines: int, sent: int
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("down")  # what is asked once and kept has been asked
        await app.typed("up")
        with counted(monkeypatch, app) as count:
            await app.typed(keys)
        assert count.lines <= lines, count
        assert count.sent <= sent, count
        assert count.asked <= 6, count


class Count:
    """What was done meanwhile."""

    lines = 0
    """Lines drawn."""
    sent = 0
    """Bytes sent to the terminal."""
    asked = 0
    """Statements of SQL."""

    def __repr__(self) -> str:
        return f"{self.lines} lines drawn, {self.sent} bytes sent, {self.asked} statements"


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, app: Drawn) -> Iterator[Count]:
    """Count until the end of the block."""
    count, before = Count(), len(app.written)

    def counting(draw: Callable[[Any, int], Strip]) -> Callable[[Any, int], Strip]:
        def render_line(widget: Any, y: int) -> Strip:  # a grid or a band
            count.lines += 1
            return draw(widget, y)

        return render_line

    def asked(_statement: str) -> None:
        count.asked += 1

    with monkeypatch.context() as patch:
        for widget in (Grid, Lines):
            patch.setattr(widget, "render_line", counting(widget.render_line))
        app.book.store.conn.set_trace_callback(asked)
        yield count
        app.book.store.conn.set_trace_callback(None)
    count.sent = len("".join(app.written[before:]).encode())


async def test_what_has_got_its_room_at_the_start_asks_for_no_other(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    again, update = list[bool](), MainScreen._on_timer_update

    def updating(desk: MainScreen) -> None:
        again.append(desk._layout_required)
        update(desk)

    monkeypatch.setattr(MainScreen, "_on_timer_update", updating)
    async with drawn(demo):
        assert again
    assert not any(again)


async def test_what_has_just_been_mounted_is_not_styled_once_more(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    again, update = list[int](), Stylesheet.update_nodes

    def updating(sheet: Stylesheet, nodes: Iterable[Any], animate: bool = False) -> None:
        nodes = list(nodes)
        again.append(len(nodes))
        update(sheet, nodes, animate)

    monkeypatch.setattr(Stylesheet, "update_nodes", updating)
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        few = len(app.desk.query("*")) // 2
        assert all(one < few for one in again)
        await app.typed("question_mark", "escape")
        assert any(one > few for one in again), "what lay over it may have changed how it looks"


async def test_what_an_edit_needs_is_imported_when_early_keys_are_answered(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    done, deliver = list[str](), Drawn.take

    async def taking(app: Drawn, event: Any) -> None:
        await deliver(app, event)
        done.append(event.key)

    monkeypatch.setattr(Drawn, "take", taking)
    monkeypatch.setattr(Workbook, "warm", staticmethod(lambda: done.append("warm")))
    with Store.open(demo) as store:
        app = Drawn(Workbook(store, "lin"), (120, 40))
        async with app.run_test(headless=False, size=(120, 40)):
            app.post_message(Key("down", None))
            app.post_message(Key("up", None))
            await app.until(lambda: len(done) > 2)
    assert done == ["down", "up", "warm"]


async def test_an_edit_names_the_verbs_once_and_once_more_when_it_was_looked_for_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("5")
        named = list[bool]()
        verbs = MainScreen.verbs

        def naming(desk: MainScreen, *, shown: bool) -> object:
            named.append(shown)
            return verbs(desk, shown=shown)

        monkeypatch.setattr(MainScreen, "verbs", naming)
        await app.typed("enter")
        assert named == [True, True]


async def test_what_is_disputed_in_a_scorecard_is_asked_at_once(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        asked = list[str]()
        await app.typed("5")
        app.book.store.conn.set_trace_callback(asked.append)
        await app.typed("enter")
        app.book.store.conn.set_trace_callback(None)
        of_rows = [one for one in asked if "FROM conflict WHERE tbl = 'value' AND row IN" in one]
        assert [one.count("', '") + 1 for one in of_rows] == [18]


async def test_what_an_edit_changes_is_painted_in_one_frame_before_anybody_is_idle(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("5")
        frames, texts = list[int](), list[str]()
        write = MainScreen._write

        def seen() -> None:
            frames.append(len(app.written))
            texts.append(app.drawing.text)

        def writing(desk: MainScreen, *given: Any) -> None:
            seen()
            write(desk, *given)
            seen()

        monkeypatch.setattr(MainScreen, "_write", writing)
        await app.typed("enter")
        assert frames[1] - frames[0] == 1
        typed, saved, later = ([*text.splitlines()] for text in (*texts, app.drawing.text))
        differ = [at for at, line in enumerate(saved) if line != typed[at]]
        assert len(differ) > 4  # the cell, its total, the county's place, what is said of it
        assert [at for at in differ if saved[at] != later[at]] == []
