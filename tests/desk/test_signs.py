"""Signs in full and in ASCII: nothing moves, and the terminal itself says which it needs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcwidth

from desk.conftest import OpenDesk
from desk.drawing import Drawn, drawn
from desk.terminal import Display, Look, Terminal
from pilot_tui import signs
from pilot_tui.glyphs import PLAIN
from pilot_tui.screens.frame import TABS
from pilot_tui.widgets.asking import QUESTION, Answers
from raw import ask

on_a_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
_LEFT_BEHIND = """
import os, select, sys
from pilot_tui import app
from pilot_tui.cli import curtain
from pilot_tui.cli.opening import open_file

curtain._ANSWER_SECONDS = 10  # the terminal of a test may be busy with other things

def stop(*_):
    raise RuntimeError

app.run = stop
try:
    open_file(sys.argv[1:])
except RuntimeError:
    left = os.read(0, 100) if select.select([0], [], [], 0.5)[0] else b""
    print("\\nLEFT", left)
"""
"""The desk, ending before Textual takes over; what is still to be read then."""


def wide(sign: str) -> int:
    """A terminal that draws ambiguous characters two cells wide."""
    return max(0, wcwidth(sign, ambiguous_width=2))


def narrow(sign: str) -> int:
    return max(0, wcwidth(sign))


def ambiguous(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.east_asian_width(sign) == "A"}


def kept(config: Path) -> dict[str, object]:
    place = config / "settings.json"
    return dict(json.loads(place.read_text("utf-8"))) if place.exists() else {}


def typed(path: Path) -> list[str]:
    return [new for (new,) in ask(path, "SELECT val FROM change WHERE site <> 'base' ORDER BY n")]


# On the screen


Looks = dict[tuple[int, int], Look]


def looks(display: Display) -> Looks:
    return {
        (x, y): display.look(x, y) for y in range(display.screen.lines) for x in range(display.screen.columns)
    }


def moved(before: Looks, after: Looks) -> list[str]:
    """Cells that differ by more than the sign in them."""
    found = []
    for (x, y), full in before.items():
        plain = after[x, y]
        signs_alike = plain.text in (full.text, full.text.translate(PLAIN))
        paired = plain.text == "=" and full.text == " " and before[x - 1, y].text in "≥≤"
        inks_alike = full.text == " " or full[1:] == plain[1:]  # nobody sees the ink of a blank
        if full.ground != plain.ground or not inks_alike or not (signs_alike or paired):
            found.append(f"{x},{y}: {full} {plain}")
    return found[:3]


async def flipped(app: Drawn) -> Looks:
    """The screen with the other signs, but for the sentence that says so."""
    await app.typed("f7")
    app.desk.frame_explain()
    await app.drawn()
    return looks(app.drawing)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
async def test_nothing_moves_when_the_signs_are_changed(demo: Path, size: tuple[int, int], lang: str) -> None:
    async with drawn(demo, size=size, lang=lang) as (app, _pilot):
        for pane in "1234":
            await app.typed("g", pane)
            await app.until(lambda: app.desk.opened == TABS[int(pane) - 1])  # noqa: B023  # done with before the next
            app.desk.frame()
            await app.drawn()
            full, text = looks(app.drawing), app.drawing.text
            plain = await flipped(app)
            assert ambiguous(text)
            assert not ambiguous(app.drawing.text)
            assert app.drawing.torn() == []
            assert moved(full, plain) == []
            again = await flipped(app)
            assert app.drawing.text == text
            assert moved(full, again) == []


async def test_plain_signs_reach_whatever_is_drawn(demo: Path) -> None:
    async with drawn(demo, lang="zh") as (app, _pilot):
        await app.typed("f7")
        app.written.clear()
        for key in ("f1", "p", "P"):
            await app.typed(key)
            await app.until(lambda: len(app.screen_stack) > 1)
            await app.typed("escape")
            await app.until(lambda: len(app.screen_stack) == 1)
        await app.typed("5", "x", "enter")
        await app.until(lambda: app.desk.pane.grid.editor.refused)
        await app.typed("escape", "f8")
        await app.until(lambda: app.theme == "paper")
        written = "".join(app.written)
    assert len(written) > 10_000
    assert not ambiguous(written)


async def test_what_was_chosen_is_kept(demo: Path, config: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        await app.typed("f7")
        assert kept(config)["signs"] == "plain"
    async with drawn(demo) as (app, _pilot):
        assert not ambiguous(app.drawing.text)
        await app.typed("f7")
        assert kept(config)["signs"] == "full"
        assert "●" in app.drawing.text


# What is chosen


def test_the_nearest_choice_counts(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert signs.choice() == "auto"
    signs.choose("plain")
    assert signs.drawn_plain()
    monkeypatch.setenv("PILOT_SIGNS", "full")
    assert not signs.drawn_plain()
    assert signs.drawn_plain("plain")
    monkeypatch.setenv("PILOT_SIGNS", "nonsense")
    assert signs.drawn_plain()


def test_what_a_terminal_said_is_known_of_that_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    signs.remember(signs.WIDE)
    assert signs.drawn_plain()
    monkeypatch.setenv("TERM", "screen")
    assert not signs.drawn_plain()


def test_settings_made_by_hand_do_no_harm(config: Path) -> None:
    config.mkdir(exist_ok=True)
    for text in ("[]", "{", '{"signs": 3, "terminals": ["x"]}', '{"terminals": {"x": null}}', "\x00"):
        (config / "settings.json").write_text(text, "utf-8")
        assert not signs.drawn_plain()


# What the terminal answers


def test_only_the_answer_to_a_question_counts_and_only_once() -> None:
    answers = Answers()
    assert answers.take(1, 0) == ""  # Shift+F3
    assert answers.take(0, 1) == answers.take(14, 1) == answers.take(31, 1) == ""
    assert answers.take(4, 2) == answers.take(1, 3) == ""
    answers = Answers()
    assert answers.take(30, 1) == signs.WIDE
    assert answers.take(15, 1) == ""
    assert Answers().take(15, 1) == signs.NARROW
    assert Answers().take(16, 1) == signs.WIDE  # one of them is drawn wide: that is enough
    assert Answers().take(2, 2) == "halves"
    assert Answers().take(2, 3) == "marks"


def test_the_question_leaves_nothing_behind() -> None:
    display = Display(60, 10)
    display.feed(QUESTION.encode())
    assert not display.text.strip()


@on_a_pty
@pytest.mark.parametrize("colours", ["truecolor", ""], ids=["first paint", "textual"])
def test_a_terminal_that_draws_them_wide_gets_plain_ones_from_then_on(
    open_desk: OpenDesk, config: Path, colours: str
) -> None:
    desk = open_desk(widths=wide, env={"COLORTERM": colours})
    desk.wait_for(desk.said("signs.wide"))
    desk.settled()
    assert not ambiguous(desk.text)
    assert list(kept(config)["terminals"].values()) == ["wide"]  # type: ignore[attr-defined]  # by terminal
    again = open_desk(widths=wide, env={"COLORTERM": colours}).settled()
    assert not ambiguous(again.written.decode().replace(QUESTION, ""))
    assert again.said("signs.wide") not in again.text
    other = open_desk(widths=narrow, env={"COLORTERM": colours})
    other.wait_for(other.said("signs.narrow"))
    assert "●" in other.text


@on_a_pty
@pytest.mark.parametrize("widths", [narrow, None], ids=["one cell", "mute"])
def test_other_terminals_get_full_signs_and_no_word(
    open_desk: OpenDesk, config: Path, widths: Callable[[str], int] | None
) -> None:
    desk = open_desk(widths=widths).settled()
    desk.send("down")
    desk.settled()
    assert "●" in desk.text
    assert "terminals" not in kept(config)


@on_a_pty
def test_keys_typed_round_the_answer_are_one_edit(demo: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("0", ".", "\x1b[2;31R", "5", "\x1b[3;5R\x1b[4;2R", "enter")
    desk.wait_for(lambda: typed(demo) == ['"0.5"'])
    desk.settled()
    assert not ambiguous(desk.text)  # late, but an answer


@on_a_pty
def test_garbage_changes_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("\x1b[2;999R", "\x1b[9;31R", "\x1b[1;2R", "\x1b[2;1R", "down")
    desk.settled()
    assert "●" in desk.text


@on_a_pty
def test_a_choice_stands_whatever_the_terminal_says(open_desk: OpenDesk) -> None:
    desk = open_desk("--signs", "full", widths=wide).settled()
    assert "●" in desk.text
    desk = open_desk("--theme", "contrast").settled()
    desk.send("f7")
    desk.wait_for(desk.said("signs.plain"))
    desk.send("f7")
    desk.wait_for(desk.said("signs.full"))
    desk.send("\x1b[2;31R", "down")
    desk.settled()
    assert "●" in desk.text


@on_a_pty
@pytest.mark.parametrize(
    ("widths", "said"),
    [(lambda sign: 1, "halves"), (lambda sign: 1 if sign == "\u0301" else narrow(sign), "marks")],
    ids=["halves", "marks"],
)
def test_what_no_setting_mends_is_said(open_desk: OpenDesk, widths: Callable[[str], int], said: str) -> None:
    desk = open_desk(widths=widths)
    desk.wait_for(desk.said(f"signs.{said}")[:60])


@on_a_pty
def test_answers_nobody_waits_for_do_not_reach_the_shell(demo: Path) -> None:
    desk = Terminal("-c", _LEFT_BEHIND, str(demo), size=(120, 40), env={"PILOT_LANG": "en"})
    desk.widths = narrow
    try:
        desk.wait_for("LEFT b")
        assert "LEFT b''" in desk.text
    finally:
        desk.close()


@on_a_pty
def test_a_table_in_the_terminal_is_plain_too(demo: Path) -> None:
    for chosen, expected in (("plain", False), ("full", True)):
        shown = Terminal(
            "-m", "pilot_tui", "summary", "-f", str(demo), size=(120, 60), env={"PILOT_SIGNS": chosen}
        )
        try:
            assert shown.exit_code() == 0
            assert bool(ambiguous(shown.written.decode())) == expected
        finally:
            shown.close()
