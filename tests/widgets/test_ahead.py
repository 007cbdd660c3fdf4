"""The page that comes next is drawn before it is asked for, and nothing looks different for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from pilot_tui.errors import Busy
from pilot_tui.widgets import face
from pilot_tui.widgets.ahead import Ahead
from pilot_tui.widgets.grid_paint import line_strip
from pilot_tui.widgets.sheet import Line, Listed

from .conftest import Bench, grouped, quiet, rows

SIZE = (100, 21)
HEIGHT = 20
"""Lines below the titles."""


class Counted(Listed):
    """Rows, and which of them were asked for."""

    def __init__(self, rows: Listed) -> None:
        super().__init__(rows.columns, [rows.line(at) for at in range(len(rows))], rows.footer)
        self.asked: set[int] = set()

    def line(self, index: int) -> Line:
        self.asked.add(index)
        return super().line(index)


async def until(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    for _ in range(400):
        if done():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of lines as they are drawn."""
    found: list[str] = []
    real = line_strip

    def counted(look: Any, line: Line, *given: Any, **named: Any) -> Any:
        found.append(line.key)
        return real(look, line, *given, **named)

    monkeypatch.setattr(face, "line_strip", counted)
    return found


@pytest.mark.parametrize(("first", "key", "ahead"), [((), "pagedown", 1), (("G", "pageup"), "pageup", -1)])
async def test_the_next_page_is_there_when_it_is_asked_for(
    drawn: list[str], first: tuple[str, ...], key: str, ahead: int
) -> None:
    source = Counted(rows(500))
    app = Bench(source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*first, key)
        view = app.grid.view
        await until(pilot, lambda: set(view.turned(ahead)) <= source.asked)
        await quiet(pilot)
        drawn.clear()
        await pilot.press(key)
        shown = {source.line(at).key for at in view.turned(0)}
        assert len(shown) == HEIGHT
        assert len(shown & set(drawn)) <= 2  # the row the cursor came to, and the last one of the page before


async def test_nothing_is_drawn_ahead_for_a_step(drawn: list[str]) -> None:
    source = Counted(rows(500))
    app = Bench(source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "up")
        await pilot.pause(0.2)
        assert max(source.asked) < 2 * HEIGHT


async def test_a_key_stops_it() -> None:
    app = Bench(rows(500))
    later: list[Callable[[], None]] = []
    asked: list[int] = []
    ahead = Ahead(asked.append, lambda _seconds, then: later.append(then))
    ahead.plan(range(20))
    later.pop()()
    assert asked == list(range(8))
    ahead.stop()
    later.pop()()
    assert (len(asked), later) == (8, [])
    ahead.plan(range(100, 103))
    while later:
        later.pop()()
    assert asked[8:] == [100, 101, 102]
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown", "down")
        await quiet(pilot)
        before = len(app.grid._strips)
        await pilot.pause(0.2)
        assert len(app.grid._strips) == before


async def test_a_file_that_cannot_be_read_now_is_read_when_it_is_shown() -> None:
    class Locked(Counted):
        locked = False

        def line(self, index: int) -> Line:
            line = super().line(index)
            if self.locked:
                raise Busy(path="")
            return line

    source = Locked(rows(100))
    app = Bench(source)
    async with app.run_test(size=SIZE) as pilot:
        await quiet(pilot)
        source.locked = True
        for at in (50, 99, 100, 5000):
            app.grid.draw_ahead(at)
        source.locked = False
        await pilot.press("pagedown", "pagedown")
        assert app.screen_text()[1].startswith("▎") or any("▎" in line for line in app.screen_text())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["pagedown", "pageup", "down", "up", "G", "shift+down", "right"]), max_size=8),
    st.booleans(),
)
async def test_every_screen_is_as_without_it(keys: list[str], in_groups: bool) -> None:
    screens = []
    for aheads in (True, False):
        app = Bench(grouped(12, 9) if in_groups else rows(130))
        async with app.run_test(size=SIZE) as pilot:
            found = []
            for key in keys:
                await pilot.press(key)
                if aheads:
                    for pages in (1, -1):
                        for at in app.grid.view.turned(pages):
                            app.grid.draw_ahead(at)
                await quiet(pilot)
                found.append(app.screen_text())
            screens.append(found)
    assert screens[0] == screens[1]
