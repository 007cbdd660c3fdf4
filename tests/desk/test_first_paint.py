"""What stands on the terminal before Textual is there, and what is typed meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import textual.constants

from desk.drawing import drawn
from desk.terminal import Display, Look, Terminal
from pilot_tui.cli.curtain import drawable
from pilot_tui.colours import COLOURS
from pilot_tui.screens.first_paint import painter
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.store.building import build
from pilot_tui.widgets import ink
from pilot_tui.widgets.pens import Pens
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook
from raw import ask
from shell import process

on_a_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
COUNTY = "Changxing"
_STOPS = """
import os, sys
from pilot_tui import app
from pilot_tui.cli.opening import open_file

def stop(*given):
    given[-1].typed or os.read(0, 1)
    raise RuntimeError("gone wrong")

app.run = stop
open_file(sys.argv[1:])
"""
"""The desk, ending at a key before Textual takes over."""


def typed(path: Path) -> list[str]:
    """What was entered, in order."""
    return [new for (new,) in ask(path, "SELECT val FROM change WHERE site <> 'base' ORDER BY n")]


@pytest.fixture
def opened(demo: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts a program on a pty, looks at nothing, and takes it away afterwards."""
    started: list[Terminal] = []

    def opening(*code: str, env: dict[str, str] | None = None) -> Terminal:
        started.append(Terminal(*code, str(demo), size=(120, 40), env={"PILOT_LANG": "en"} | (env or {})))
        return started[-1]

    yield opening
    for terminal in started:
        terminal.close()


def painted(path: Path, size: tuple[int, int], theme: str = "ink") -> Display | None:
    """The first screen of a file, None where there is none."""
    with Store.open(path) as store:
        drawn = painter(Workbook(store), Pens(COLOURS[theme]), *size)
        text = drawn.screen() if drawn is not None else ""
    display = Display(*size)
    display.feed(text.encode())
    return display if text else None


def test_it_needs_no_textual() -> None:
    code = "import sys, pilot_tui.cli.opening; print(sorted({'textual', 'pydantic'} & sys.modules.keys()))"
    assert process(code=code).out.strip() == "[]"


@pytest.mark.parametrize("theme", sorted(COLOURS))
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (99, 30), (100, 30), (120, 40), (150, 20), (200, 50)], ids=str)
async def test_it_is_what_the_desk_draws(
    monkeypatch: pytest.MonkeyPatch, demo: Path, size: tuple[int, int], lang: str, theme: str
) -> None:
    monkeypatch.setattr(textual.constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.setattr(ink, "_made", {})  # a style keeps the codes of the terminal it was first drawn on
    monkeypatch.setattr(
        MainScreen, "ask_soon", lambda self: None
    )  # what is wrong comes after the first paint
    speak(lang)
    first = painted(demo, size, theme)
    assert first is not None
    async with drawn(demo, size=size, lang=lang, theme=theme) as (app, _pilot):
        for y in range(size[1] - 1):
            assert row(first, y) == row(app.drawing, y), y
        ground = app.drawing.look(0, size[1] - 1).ground
    assert {(look.text, look.ground) for look in row(first, size[1] - 1)} == {
        (" ", ground)
    }  # verbs come later
    assert first.torn() == []


def row(display: Display, y: int) -> list[Look]:
    return [seen(display.look(x, y)) for x in range(display.screen.columns)]


def seen(look: Look) -> Look:
    """Nobody sees the ink of a blank."""
    return look._replace(ink="", bold=False) if look.text == " " and not look.underline else look


def test_without_room_or_counties_there_is_none(demo: Path, tmp_path: Path) -> None:
    build(tmp_path / "empty.db", [])
    assert painted(tmp_path / "empty.db", (120, 40)) is None
    assert painted(demo, (120, 12)) is None
    assert painted(demo, (40, 40)) is None


@on_a_pty
def test_keys_typed_before_anything_is_there_are_one_edit(
    opened: Callable[..., Terminal], demo: Path
) -> None:
    desk = opened("-m", "pilot_tui", env={"PILOT_AUTHOR": "lin"})
    desk.send("0.5\r")
    desk.wait_for(lambda: typed(demo) == ['"0.5"'])
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


@on_a_pty
def test_keys_typed_onto_it_are_one_edit(opened: Callable[..., Terminal], demo: Path) -> None:
    desk = opened("-m", "pilot_tui", env={"PILOT_AUTHOR": "lin"})
    desk.wait_for(COUNTY)
    assert not desk.lines[-1].strip()  # Textual has drawn nothing yet
    desk.send("0.5\r")
    desk.wait_for(lambda: typed(demo) == ['"0.5"'])


@on_a_pty
def test_a_start_that_fails_leaves_the_terminal_as_it_was(opened: Callable[..., Terminal]) -> None:
    desk = opened("-c", _STOPS)
    desk.wait_for(COUNTY)
    assert "1049" in desk.modes
    assert not desk.cooked
    desk.send("x")
    assert desk.exit_code() == 1
    assert desk.restored
    assert "gone wrong" in desk.text


@on_a_pty
@pytest.mark.parametrize(
    "env", [{"COLORTERM": ""}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"TEXTUAL_COLOR_SYSTEM": "256"}], ids=str
)
def test_where_colours_are_in_doubt_textual_draws_alone(
    opened: Callable[..., Terminal], env: dict[str, str]
) -> None:
    desk = opened("-c", _STOPS, env=env)
    desk.send("\n")
    assert desk.exit_code() == 1
    assert desk.cooked
    assert "1049" not in desk.modes
    assert COUNTY not in desk.text


def test_a_pipe_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(os, "isatty", lambda side: side != 1)
    assert not drawable()
