"""Moves typed onto the first screen are answered on it, and the desk goes on from there."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import textual.constants

from desk.drawing import drawn
from desk.terminal import KEYS, Desk, Display, Look, Terminal
from desk.test_afterimage import kept_of
from desk.test_first_paint import row
from pilot_tui.cli.early import Early
from pilot_tui.colours import COLOURS
from pilot_tui.errors import Busy
from pilot_tui.glyphs import PLAIN
from pilot_tui.places import prefer
from pilot_tui.screens.first_paint import Painter, painter
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.widgets import ink
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.moves import Begun
from pilot_tui.widgets.pens import Pens
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook
from raw import ask
from shell import process

on_a_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
SIZE = (120, 40)
FIRST, SECOND, THIRD = "R&D intensity", "Patents in force", "New-product rate"
MOVES = [
    *("down", "up", "left", "right", "home", "end", "pagedown", "pageup", "j", "k", "h", "l"),
    *("tab", "shift+tab", "ctrl+home", "ctrl+end", "G"),
]
_BLOCKED = """
import importlib.util, os, sys, time
from pilot_tui.cli import curtain, main

curtain._ANSWER_SECONDS = 60  # an answer that came already would be waited for in vain

class Gate:
    asked = False

    def find_spec(self, name, path=None, target=None):
        if name == "textual" and not Gate.asked:
            Gate.asked = True
            while not os.path.exists(GATE):
                time.sleep(0.002)
                importlib.util.find_spec("nothing_of_that_name")

sys.meta_path.insert(0, Gate())
main()
"""
"""The desk, in which modules are asked for without end, until a file is there: then Textual is imported."""
_AT_EVERY_MODULE = """
import json, sys
from pathlib import Path
from pilot_tui.cli import early, opening
from pilot_tui.later import put_off
from pilot_tui.store import Store
from pilot_tui.widgets.glass import Glass
from pilot_tui.words import speak

early._EVERY_SECONDS = 0.0
speak("en")
path, drawn = Path(sys.argv[1]), []

class Typing:
    count = 0
    settings = None

    def typed(self):
        Typing.count += 1
        return (b"\\x1b[F", b"\\x1b[B", b"\\x1b[6~", b"l", b"\\x1b[A", b"\\x1b[5~", b"h")[Typing.count % 7]

    def draw(self, changed):
        drawn.append(changed)

with Store.open(path) as store:
    book = opening.book_of(store)
    painter = opening.painter_of(book, "ink", "", 160, 24)
    with put_off(), early.Early(Typing(), Glass(), lambda: painter) as looking:
        from pilot_tui.app import run
    fresh = opening.painter_of(book, "ink", "", 160, 24)
    fresh.stage.resume(looking.begun.where)
    painter._drawn = []
    ours = [name.rpartition(".") for name in sys.modules if name.startswith("pilot_tui.")]
    twice = [n for up, _, n in ours if getattr(sys.modules[up], n) is not sys.modules[f"{up}.{n}"]]
    print(json.dumps([len(drawn), painter.screen() == fresh.screen(), twice]))
"""
_LOADS = """
import json, sys
from pathlib import Path
from pilot_tui.cli import early, opening
from pilot_tui.store import Store
from pilot_tui.widgets.moves import MOVES

for name in early._SHARED:
    __import__(name)
with Store.open(Path(sys.argv[1])) as store:
    painter = opening.painter_of(opening.book_of(store), "ink", "", 200, 24)
    before = set(sys.modules)
    column = [*["move.up"] * 30, *["move.down"] * 30, "move.right"]
    for verb in ["move.first", *column * 9]:
        MOVES[verb].make(painter.stage)
        painter.screen()
    late = set(sys.modules) - before
    for name in late:
        del sys.modules[name]
    import pilot_tui.app
    print(json.dumps([sorted(late), sorted(late & sys.modules.keys())]))
"""


# The same as the desk


@pytest.fixture
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `test_first_paint` draws: in all colours, and what is wrong is not looked for."""
    monkeypatch.setattr(textual.constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.setattr(ink, "_made", {})
    monkeypatch.setattr(MainScreen, "ask_soon", lambda self: None)


class Typed:
    """A curtain onto which something is typed, and what is then seen on it."""

    settings = None

    def __init__(self, *reads: bytes) -> None:
        self.reads = list(reads)
        self.seen: list[str] = []

    def typed(self) -> bytes:
        return self.reads.pop(0) if self.reads else b""

    def draw(self, changed: str) -> None:
        self.seen.append(changed)


@contextmanager
def begun(
    path: Path, size: tuple[int, int], *reads: bytes
) -> Iterator[tuple[Early, Glass, Display, list[Painter]]]:
    """The first screen after what was typed onto it, looked at read by read."""
    glass, display, made = Glass(), Display(*size), list[Painter]()
    with Store.open(path) as store:
        drawing = painter(Workbook(store), Pens(COLOURS["ink"]), *size)
        assert drawing is not None
        glass.size = size
        display.feed(glass.write(drawing.screen()).encode())

        def asked() -> Painter:
            made.append(drawing)
            return drawing

        curtain: Any = Typed(*reads)
        early = Early(curtain, glass, asked)
        for _ in reads:
            early.look()
        display.feed("".join(curtain.seen).encode())
        yield early, glass, display, made


def sent(keys: list[str]) -> bytes:
    return "".join(KEYS.get(key, key) for key in keys).encode()


def whole(display: Display) -> list[list[Look]]:
    """All but the footer, whose verbs come later."""
    return [row(display, y) for y in range(display.screen.lines - 1)]


@pytest.mark.usefixtures("coloured")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (150, 20), (200, 50)], ids=str)
async def test_it_is_what_the_desk_draws_after_the_same_keys(
    demo: Path, size: tuple[int, int], lang: str, seed: int
) -> None:
    speak(lang)
    keys = random.Random(f"{seed}{size}").choices(MOVES, k=1 + 8 * seed)
    with begun(demo, size, sent(keys)) as (early, glass, display, _made):
        first, done = whole(display), early.begun
    assert done.where is not None
    async with drawn(demo, size=size, lang=lang) as (app, _pilot):
        await app.typed(*keys)
        assert whole(app.drawing) == first
        assert app.desk.pane.grid.view.where == done.where
    async with drawn(demo, size=size, lang=lang, glass=glass, begun=done) as (app, _pilot):
        assert app.desk.pane.grid.view.where == done.where
        display.feed("".join(app.written).encode())
        assert whole(display) == first
        assert display.torn() == []


@pytest.mark.usefixtures("coloured")
@pytest.mark.parametrize("keys", [["down"], ["pagedown", "end"], [*["down"] * 30, "left"]], ids=str)
@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=str)
async def test_no_frame_of_the_desk_shows_where_the_cursor_was(
    demo: Path, size: tuple[int, int], keys: list[str]
) -> None:
    speak("en")
    with begun(demo, size, sent(keys)) as (early, glass, display, _made):
        first, done = whole(display), early.begun
    async with drawn(demo, size=size, glass=glass, begun=done) as (app, _pilot):
        for data in app.written:
            display.feed(data.encode())
            assert whole(display) == first
        await app.typed("up", "down")
        assert whole(app.drawing)  # it goes on


async def test_the_columns_one_brought_in_are_filled(demo: Path) -> None:
    prefer("panes", {"scorecard": {"added": ["source", "owner_en"]}})
    with begun(demo, (200, 50), sent(["end"])) as (_early, _glass, display, _made):
        first = display.text
    async with drawn(demo, size=(200, 50)) as (app, _pilot):
        await app.typed("end")
        assert app.drawing.lines[4:-1] == first.split("\n")[4:-1]


# What is not answered


def test_who_types_nothing_pays_for_nothing(demo: Path) -> None:
    with begun(demo, SIZE) as (early, _glass, _display, made):
        for _ in range(3):
            early.look()
        assert made == []
        assert early.begun == Begun()


@pytest.mark.parametrize(
    ("reads", "moved", "kept"),
    [
        ([b"\x1b[B", b"0.5\r", b"\x1b[B"], 1, b"0.5\r"),
        ([b"\x1b[B\x1b[B0\x1b[B"], 2, b"0\x1b[B"),
        ([b"\x1b[2;18R\x1b[B\x1b[3;5R", b"\x1b[B\x1b[4;2R"], 2, b"\x1b[2;18R\x1b[3;5R\x1b[4;2R"),
        ([b"\x1b[B\x1b", b"[B"], 1, b"\x1b"),
        ([b"\x1b[B\x1b[", b"B"], 1, b"\x1b["),
        ([b"\x1b[B" + "汉".encode()[:2], "汉".encode()[2:]], 1, "汉".encode()[:2]),
        ([b"\x1b[B\x1b[200~\x1b[B\x1b[201~"], 1, b"\x1b[200~\x1b[B\x1b[201~"),
        ([b"g1", b"\x1b[B"], 0, b"g1"),
    ],
    ids=repr,
)
def test_all_else_is_kept_and_nothing_after_it_is_read(
    demo: Path, reads: list[bytes], moved: int, kept: bytes
) -> None:
    with begun(demo, SIZE, *reads) as (early, _glass, _display, _made):
        assert early.begun.typed == kept
        where = early.begun.where
        assert (where is not None) == bool(moved)
        if where is not None:
            with Store.open(demo) as store:
                league = Workbook(store).card("P1", "yongkang", 2020)
            assert where.key == f"yongkang.{league.lines[moved].indicator['code']}"


def test_it_is_looked_before_the_first_module_and_behind_the_last(demo: Path) -> None:
    with begun(demo, SIZE) as (early, _glass, _display, _made):
        early._curtain = curtain = Typed(b"\x1b[B", b"\x1b[C")  # type: ignore[assignment]  # as much of one as it takes
        with early:
            assert curtain.reads == [b"\x1b[C"]
        assert curtain.reads == []
        assert early.begun.where is not None
        assert early.begun.where.column == "completion"
        assert early not in sys.meta_path


def test_a_file_that_is_being_written_leaves_the_keys_to_the_desk(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Painter) -> str:
        raise Busy(path="a.db")

    with begun(demo, SIZE, b"\x1b[B") as (early, _glass, _display, _made):
        before = early.begun.where
        monkeypatch.setattr(Painter, "screen", refused)
        early._curtain = Typed(b"\x1b[2;18R\x1b[B")  # type: ignore[assignment]  # as much of one as it takes
        early.look()
        assert early.begun == Begun(before, b"\x1b[2;18R\x1b[B")


def test_keys_that_are_others_here_are_left_to_the_desk(demo: Path) -> None:
    prefer("keys", {"move.down": "n"})
    with begun(demo, SIZE, b"l\x1b[B") as (early, _glass, _display, _made):
        assert early.begun.where is not None
        assert early.begun.typed == b"\x1b[B"


# While modules are imported


def test_a_key_at_every_module_does_no_harm(demo: Path) -> None:
    answer = process(str(demo), code=_AT_EVERY_MODULE)
    assert answer.code == 0, answer.err
    times, same, twice = json.loads(answer.out)
    assert times > 200
    assert same
    assert twice == []


def test_what_drawing_imports_late_is_nothing_the_desk_imports(demo: Path) -> None:
    late, shared = json.loads(process(str(demo), code=_LOADS).out)
    assert late
    assert shared == []


# In a terminal


class Blocked(Desk):
    """The desk, and the gate before Textual."""

    def __init__(self, path: Path, **how: Any) -> None:
        self.gate = path.with_name("gate")
        self.path, self.lang = path, "en"
        self.shown: list[bool] = []
        """Of every read since something was typed: whether the cursor stood on the first row."""
        code = _BLOCKED.replace("GATE", repr(str(self.gate)))
        around = {"PILOT_LANG": "en", "PILOT_AUTHOR": "lin"}
        Terminal.__init__(self, "-c", code, str(path), size=how.get("size", SIZE), env=around)
        self.widths = how.get("widths")

    def read(self, seconds: float) -> bool:
        found = super().read(seconds)
        self.shown.append(self.marked(FIRST))
        return found

    def type(self, *keys: str, row: str) -> None:
        """Type onto the first screen, until the cursor stands on that row; Textual is not there yet."""
        self.send(*keys)
        self.wait_for(lambda: self.marked(row))
        assert not self.footer.strip()

    def open(self) -> Blocked:
        """Let Textual be imported, and the desk take over."""
        self.gate.touch()
        self.wait_for(lambda: self.footer.strip())
        return self


@pytest.fixture(params=["drawn anew", "as it was left"])
def blocked(demo: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Blocked]]:
    """Starts the desk up to Textual, its first screen drawn or kept, and takes it away afterwards."""
    started: list[Blocked] = []

    def starting(**how: Any) -> Blocked:
        if request.param != "drawn anew":
            kept_of(demo)
        started.append(Blocked(demo, **how))
        started[-1].wait_for(lambda: started[-1].marked(FIRST))
        return started[-1]

    yield starting
    for desk in started:
        desk.close()


def entered(path: Path) -> list[tuple[str, str]]:
    """Which cells were edited, and how."""
    return list(ask(path, "SELECT row, val FROM change WHERE site <> 'base' ORDER BY n"))


@on_a_pty
def test_the_cursor_moves_before_textual_is_there(blocked: Callable[..., Blocked]) -> None:
    desk = blocked()
    desk.type("down", row=SECOND)
    assert "Valid invention patents" in desk.lines[-3]
    desk.type("down", "right", row=THIRD)
    assert "completion" in desk.lines[-3]
    desk.shown.clear()
    before = [desk.look(x, y) for y in range(4, SIZE[1] - 1) for x in range(SIZE[0])]
    desk.open().settled()
    assert not any(desk.shown)
    assert [desk.look(x, y) for y in range(4, SIZE[1] - 1) for x in range(SIZE[0])] == before
    desk.send("up")
    desk.wait_for(lambda: desk.marked(SECOND))
    assert "completion" in desk.lines[-3]
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


@on_a_pty
def test_what_is_typed_after_a_move_is_for_the_cell_it_moved_to(
    blocked: Callable[..., Blocked], demo: Path
) -> None:
    desk = blocked()
    desk.type("down", row=SECOND)
    desk.send("down", "0.5\r", "0.25\r")
    desk.wait_for(lambda: desk.marked(SECOND))
    desk.open()
    desk.wait_for(lambda: len(entered(demo)) == 2)
    codes = [row.split(".")[2] for row, _ in entered(demo)]
    assert [val for _, val in entered(demo)] == ['"0.5"', '"0.25"']
    with Store.open(demo) as store:
        lines = Workbook(store).card("P1", "yongkang", 2020).lines
    assert codes == [lines[2].indicator["code"], lines[3].indicator["code"]]


@on_a_pty
def test_chinese_and_a_paste_after_a_move_come_whole(blocked: Callable[..., Blocked]) -> None:
    desk = blocked()
    desk.type("down", row=SECOND)
    data = "\x1b[B汉".encode()
    os.write(desk._side, data[:-1])
    desk.wait_for(lambda: desk.marked(THIRD))
    desk.gate.touch()
    os.write(desk._side, data[-1:] + "\x1b[200~字\x1b[D语\x1b[201~".encode())
    desk.wait_for("汉字")
    assert desk.marked(THIRD)
    assert "语" in desk.row(THIRD)
    assert desk.torn() == []


@on_a_pty
def test_the_answers_of_the_terminal_come_to_the_desk(blocked: Callable[..., Blocked]) -> None:
    def wide(sign: str) -> int:
        return 1 + (ord(sign) > 0xFF)

    desk = blocked(widths=wide)
    desk.type("down", row=SECOND)
    assert "●" in desk.text
    desk.open()
    desk.wait_for(lambda: "●" not in desk.text)
    assert desk.lines[desk.row_of(SECOND)].partition(SECOND)[0].endswith("▎ex ".translate(PLAIN))


@on_a_pty
def test_a_start_that_is_given_up_leaves_the_terminal_as_it_was(blocked: Callable[..., Blocked]) -> None:
    desk = blocked(widths=lambda sign: 1)
    desk.type("down", row=SECOND)
    desk.send("0.5")
    desk.child.send_signal(signal.SIGINT)
    assert desk.exit_code() != 0
    assert desk.restored
