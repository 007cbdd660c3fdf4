"""A key's frame: painted when the key has done what it does, as Textual would have painted it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.events import Key
from textual.strip import Strip
from textual.widgets import Static

from desk.drawing import Drawn, drawn
from desk.terminal import Display, Look
from pilot_tui.glyphs import PLAIN
from pilot_tui.widgets.glass import Piece
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_paint import line_strip
from pilot_tui.widgets.lines import Lines
from pilot_tui.words import say

_ARROWS = ["down", "up", "right", "left"]
_MOVES = [*_ARROWS, "pagedown", "pageup", "G", *(f"shift+{key}" for key in (*_ARROWS, "pagedown")), "v"]
_OTHERS = ["home", "end", "tab", "shift+tab", "n", "N", "escape", "V", "enter"]
KEYS = [*_MOVES * 3, *_OTHERS, *"e5asz[]", *(f"g {pane}" for pane in range(7))]
SIZES = [(80, 18), (100, 30), (160, 24)]
_SETTLED = ("e", "5", "s", "enter")
"""Keys that may open something over the desk or in a cell: closed again before the next."""


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of sixteen colours shows many lines that differ alike."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def cells(display: Display) -> list[list[Look]]:
    """Every cell of a display, as it looks: the ink of a blank is not seen."""
    screen = display.screen
    looks = [[display.look(x, y) for x in range(screen.columns)] for y in range(screen.lines)]
    return [[one._replace(ink="", bold=False) if one.text == " " else one for one in row] for row in looks]


async def pressed(app: Drawn, key: str) -> None:
    """A key, and only what it does itself: no frame of Textual, nothing that follows."""
    await app.on_event(Key(key, key if len(key) == 1 else None))


async def test_what_a_key_does_is_on_the_terminal_before_textual_has_had_a_turn(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        before = app.drawing.lines[-3]
        await pressed(app, "down")
        painted = app.drawing.lines
        assert painted[-3] != before, "the next row is not explained"
        await app.drawn()
        assert app.drawing.lines == painted


async def test_textual_finds_nothing_left_to_paint(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with drawn(demo) as (app, _pilot):
        await pressed(app, "down")
        sent, painted = len(app.written), set[int]()

        def painting(_widget: object, y: int) -> Strip:
            painted.add(y)
            return Strip.blank(1)

        for kind in (Grid, Lines):
            monkeypatch.setattr(kind, "render_line", painting)
        await app.drawn()
        assert ("".join(app.written[sent:]), painted) == ("", set())


def by_textual(monkeypatch: pytest.MonkeyPatch, app: Drawn) -> list[object]:
    """What Textual puts together itself from now on."""
    made, compositor = list[object](), app.desk._compositor
    render = compositor.render_update

    def rendering(**asked: Any) -> object:
        made.extend(filter(None, [found := render(**asked)]))
        return found

    monkeypatch.setattr(compositor, "render_update", rendering)
    return made


@pytest.mark.parametrize("keys", [("g", "3"), ("z",), ("p", "escape"), ("]",), ("P", "enter")], ids=str)
async def test_what_is_laid_out_anew_is_painted_the_same_way(
    demo: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with drawn(demo) as (app, pilot):
        made = by_textual(monkeypatch, app)
        await app.typed(*keys)
        await app.resized(pilot, 90, 28)
        assert made == []
        await seen_whole(app, " ".join(keys))


@pytest.mark.parametrize("more", ["below the others", "above the others", "a gap"])
async def test_where_there_is_more_to_see_than_lines_textual_paints(
    demo: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    async with drawn(demo) as (app, _pilot):
        made, desk = by_textual(monkeypatch, app), app.desk
        if more == "a gap":
            desk.query_one("#title").visible = False
        else:
            static = Static("what nobody draws but Textual")
            if more == "above the others":
                static.styles.dock = "top"
                static.styles.layer = "_toastrack"
            await desk.mount(static)
        await app.drawn()
        assert made
        assert ("what nobody draws" in app.drawing.text) == (more != "a gap")
        await app.typed("g", "3")
        await seen_whole(app, more)


async def test_of_a_terminal_that_is_too_small_as_much_is_painted_as_there_is_room_for(demo: Path) -> None:
    async with drawn(demo) as (app, pilot):
        for width, height in ((30, 6), (12, 3), (70, 12), (120, 40)):
            await app.resized(pilot, width, height)
            await seen_whole(app, f"{width}×{height}")
        app.desk.query_one("#title").visible = False
        await app.resized(pilot, 12, 2)  # as many cells too many at the bottom as nobody draws at the top
        await seen_whole(app, "half of a band")


async def test_a_frame_is_painted_once_and_never_over_what_lies_above(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        desk, everything = app.desk, app.desk.size.region
        sent = len(app.written)
        with app.batch_update():
            desk.tell("not before the end of what belongs together")
            desk._compositor._dirty_regions.add(everything)
            desk._compositor_refresh()
            assert "".join(app.written[sent:]) == ""
        desk._dirty_widgets.add(desk.pane.grid)
        desk._compositor._dirty_regions.add(everything)
        desk._compositor_refresh()
        assert not desk._dirty_widgets
        await app.typed("question_mark")
        before = app.drawing.lines
        desk._compositor._dirty_regions.add(everything)
        desk._compositor_refresh()
        assert app.drawing.lines == before


async def test_the_caret_is_put_where_the_next_text_would_go(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        _x, y = app.drawing.cursor
        await pressed(app, "down")
        assert app.drawing.cursor[1] == y + 1


async def test_where_the_lines_are_to_stand_elsewhere_nothing_is_painted_early(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        sent = len(app.written)
        app.desk.refresh(layout=True)
        await pressed(app, "down")
        assert "".join(app.written[sent:]) == ""
        await app.drawn()
        assert "".join(app.written[sent:]) != ""


async def test_lines_are_painted_from_left_to_right_whichever_pane_they_are_of(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drawn(demo, size=(160, 40)) as (app, _pilot):
        await app.typed("g", "0")
        draw, places = app.glass.draw, list[list[tuple[int, int]]]()

        def drawing(pieces: Iterable[Piece], caret: tuple[int, int]) -> str:
            pieces = list(pieces)
            places.append([at for at, _ in pieces])
            return draw(pieces, caret)

        monkeypatch.setattr(app.glass, "draw", drawing)
        await app.typed("down")
        assert any(len({x for _, x in frame}) > 2 for frame in places)
        assert places == [sorted(frame) for frame in places]


async def test_the_title_says_that_something_is_typed_even_if_the_verbs_were_named_just_before(
    demo: Path,
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        for key, word in (("5", "app.editing"), ("escape", "app.saved")):
            await pressed(app, key)
            app.desk.frame_footer()  # as when a thread has just found what is wrong
            await app.typed()
            assert say(word) in app.drawing.lines[0]


async def test_when_what_lay_over_the_desk_is_gone_keys_are_painted_at_once_again(demo: Path) -> None:
    async with drawn(demo, size=(80, 24)) as (app, _pilot):
        await app.typed("question_mark")
        await app.typed("escape")
        before = app.drawing.lines[-3]
        await pressed(app, "down")
        assert app.drawing.lines[-3] != before


@pytest.mark.parametrize("seed", range(15))
async def test_whatever_is_typed_the_terminal_shows_what_a_full_frame_shows(demo: Path, seed: int) -> None:
    chance = Random(seed)
    async with drawn(demo, size=SIZES[seed % 3]) as (app, _pilot):
        app.draw_plain(bool(seed % 2))
        await app.typed("g", str(seed % 7))
        for _ in range(40):
            keys = chance.choice(KEYS)
            for key in keys.split():
                await pressed(app, key)
            if chance.random() < 0.1:
                await asyncio.sleep(0.05)  # long enough for the next row to be worked out
            if keys in _SETTLED:
                await app.typed("escape")
            if chance.random() < 0.4:
                await seen_whole(app, keys)
        await seen_whole(app, "the end")


@pytest.mark.parametrize("changes", [("5", "enter"), ("delete",), ("u",), ("]",), ("a",)], ids=str)
async def test_what_says_the_same_in_a_new_table_is_not_drawn_again(
    demo: Path, monkeypatch: pytest.MonkeyPatch, changes: tuple[str, ...]
) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("down", "7", "enter", "up")
        lines = list[object]()

        def drawing(*given: object, **named: object) -> Strip:
            lines.append(given[1])
            return line_strip(*given, **named)  # type: ignore[arg-type]  # handed on as given

        monkeypatch.setattr("pilot_tui.widgets.face.line_strip", drawing)
        before = app.book.revision
        await app.typed(*changes)
        if edit := changes[-1] in ("enter", "delete", "u"):
            await app.until(lambda: app.book.revision != before)
            await app.drawn()
        count = len(lines)
        await seen_whole(app, " ".join(changes))
        if edit:
            assert 0 < count < 16, "an edit drew what it did not touch"


async def test_titles_inside_a_table_point_out_the_column_as_ever(demo: Path) -> None:
    async with drawn(demo, size=(120, 40)) as (app, _pilot):
        await app.typed("g", "2", "G")
        for key in ("right", "right", "up", "left", *["up"] * 12, "right", *["down"] * 12):
            await pressed(app, key)
            await seen_whole(app, key)


async def seen_whole(app: Drawn, keys: str) -> None:
    """Compare what the terminal shows with a full frame of Textual's, in which every line is drawn anew."""
    await app.typed()
    shown = app.screen._compositor.visible_widgets
    while app.screen._dirty_widgets or any(one._repaint_required for one in shown):
        await app.drawn()  # somebody at work behind has just said something
    for widget in shown:
        widget._styles_cache.clear()
        if isinstance(widget, Grid):
            widget._strips.clear()
    frame: Any = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    whole = Display(*app.size)
    data = frame.render_segments(app.console)
    whole.feed((data.translate(PLAIN) if app.plain_signs else data).encode())
    assert app.drawing.lines == whole.lines, keys
    assert cells(app.drawing) == cells(whole), keys
    assert app.drawing.cursor == app.screen.outer_size.clamp_offset(app.cursor_position), keys
