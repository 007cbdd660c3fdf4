"""The first screen of the last time: shown at once, only while all that it was drawn from is as it was."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.terminal import Desk, Terminal
from desk.test_first_paint import painted, row
from pilot_tui import surroundings
from pilot_tui.cli import afterimage, keepsake
from pilot_tui.cli.afterimage import Afterimage
from pilot_tui.places import prefer, preference
from raw import ask
from shell import ACTUAL, process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
SIZE = (120, 40)
COUNTY = "Changxing"
AROUND = {"PILOT_LANG": "en", "PILOT_AUTHOR": "lin"}
"""As `Desk` has it."""
_HELD = """
import json, os, sys, types
from pilot_tui import cli

def open_file(arguments, curtain):
    loaded = sorted(sys.modules)
    os.read(0, 1)
    curtain.lift()
    print("loaded", json.dumps(loaded))
    return 0

class Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *given):
        return None

sys.modules["pilot_tui.cli.opening"] = types.SimpleNamespace(open_file=open_file)
sys.modules["pilot_tui.later"] = types.SimpleNamespace(put_off=Nothing)
sys.modules["pilot_tui.cli.shelf"] = types.SimpleNamespace(take_from=Nothing)
cli.main()
"""
"""The desk up to where it would be imported: at a key it ends."""
_OVERTAKEN = """
import subprocess, sys
from pilot_tui import cli
from pilot_tui.cli import curtain

put = curtain.Curtain.show_at_once

def overtaken(*given):
    put(*given)
    set = [sys.executable, "-m", "pilot_tui", "set", "ACTUAL", "0", "-f", sys.argv[1], "--author", "wang"]
    subprocess.run(set, check=True, capture_output=True)

curtain.Curtain.show_at_once = overtaken
cli.main()
""".replace("ACTUAL", ACTUAL)
"""The desk, the file edited by another program between what stands at once and its being opened."""
_ASKS_NOTHING = """
from pilot_tui.cli import main
from pilot_tui.screens import questioning

questioning._AFTER_SECONDS = 3600
main()
"""
"""The desk, but it is not looked for what is wrong: what it shows first stays."""
_REFUSES = """
from pilot_tui.cli import main
from pilot_tui.errors import FileRefused
from pilot_tui.store import Store

def refused(path, **_):
    raise FileRefused(path=path, reason="damaged")

Store.open = refused
main()
"""
"""The file turns out to be damaged once it is opened."""
_LEAVES = """
import sys
from pathlib import Path
from pilot_tui.cli.keepsake import keep

keep(Path(sys.argv[1]))
"""
"""The last that a desk does which is left."""


class Held(Terminal):
    """What a start shows before it opens anything."""

    def __init__(self, path: Path, size: tuple[int, int] = SIZE, env: dict[str, str] | None = None) -> None:
        around = AROUND | (env or {})
        super().__init__("-c", _HELD, str(path), size=size, env=around)

    def whole(self) -> Held:
        """Once all of it stands there."""
        self.wait_for(COUNTY)
        while self.read(0.3):
            pass
        return self

    def ended(self) -> Held:
        """Let it go on, and end."""
        self.send("\n")
        assert self.exit_code() == 0
        return self


@pytest.fixture
def shown() -> Iterator[Callable[..., Held]]:
    """Starts a program up to where it would open its file, and takes it away afterwards."""
    started: list[Held] = []

    def showing(path: Path, **given: object) -> Held:
        started.append(Held(path, **given))  # type: ignore[arg-type]  # as Held takes it
        return started[-1]

    yield showing
    for terminal in started:
        terminal.close()


def left(path: Path, *keys: str, size: tuple[int, int] = SIZE, env: dict[str, str] | None = None) -> None:
    """The desk is opened, these keys are typed, and it is left."""
    desk = Desk(path, size=size, env=env)
    try:
        desk.ready().settled()
        desk.send(*keys)
        desk.settled().send("q")
        assert desk.exit_code() == 0
        assert desk.restored
    finally:
        desk.close()


def kept_of(path: Path, env: dict[str, str] | None = None) -> None:
    """What a desk keeps that was opened and left, without all that it does before."""
    leaving = Terminal("-c", _LEAVES, str(path), size=SIZE, env=AROUND | (env or {}))
    try:
        assert leaving.exit_code() == 0, leaving.text
    finally:
        leaving.close()


def something(terminal: Held) -> bool:
    """Whether it showed anything before it ended."""
    return b"1049" in terminal.ended().written


def kept() -> list[Path]:
    return sorted(Path(surroundings.screens()).glob("*"))


def test_it_is_what_would_be_drawn_anew(demo: Path, shown: Callable[..., Held]) -> None:
    left(demo)
    terminal = shown(demo).whole()
    drawn = painted(demo, SIZE)
    assert drawn is not None
    for y in range(SIZE[1]):
        assert row(terminal, y) == row(drawn, y), y
    assert terminal.ended().restored


def test_it_follows_what_was_entered(demo: Path, shown: Callable[..., Held]) -> None:
    left(demo, "0.5", "enter")
    assert ask(demo, "SELECT count(*) FROM change WHERE site <> 'base'") == [(1,)]
    terminal = shown(demo).whole()
    drawn = painted(demo, SIZE)
    assert drawn is not None
    assert terminal.lines == drawn.lines


def test_next_to_nothing_is_loaded_before_it(demo: Path, shown: Callable[..., Held]) -> None:
    kept_of(demo)
    terminal = shown(demo).whole()
    said = terminal.ended().written.decode().partition("loaded ")[2]
    bare = json.loads(process(code="import sys, os, types, json; print(json.dumps(sorted(sys.modules)))").out)
    assert set(json.loads(said.partition("]")[0] + "]")) - set(bare) <= {
        "__future__",
        "gc",  # part of the interpreter: no file is read for it
        "termios",
        "pilot_tui",
        "pilot_tui.surroundings",
        "pilot_tui.cli",
        "pilot_tui.cli.rooms",
        "pilot_tui.cli.afterimage",
        "pilot_tui.cli.curtain",
        "pilot_tui.cli.opening",
        "pilot_tui.later",
        "pilot_tui.cli.shelf",
    }


def test_keys_typed_onto_it_are_one_edit(demo: Path) -> None:
    left(demo)
    desk = Desk(demo)
    try:
        desk.wait_for(COUNTY)
        desk.send("0.5\r")
        desk.wait_for(lambda: ask(demo, "SELECT val FROM change WHERE site <> 'base'") == [('"0.5"',)])
        desk.settled().send("q")
        assert desk.exit_code() == 0
        assert desk.restored
    finally:
        desk.close()


def test_the_desk_takes_it_over_without_drawing_it_again(demo: Path) -> None:
    left(demo)
    desk = Desk(demo)
    try:
        desk.ready().settled()
        assert desk.torn() == []
        assert len(desk.written) < 2.5 * SIZE[0] * SIZE[1]
    finally:
        desk.close()


def test_who_edits_meanwhile_is_seen(demo: Path) -> None:
    left(demo)
    [before] = ask(demo, f"SELECT actual FROM value WHERE id = '{ACTUAL.split('/')[1]}'")
    desk = Terminal("-c", _OVERTAKEN, str(demo), size=SIZE, env=AROUND)
    try:
        desk.wait_for(lambda: desk.lines[-1].strip())
        while desk.read(0.3):
            pass
        assert ask(demo, f"SELECT actual FROM value WHERE id = '{ACTUAL.split('/')[1]}'") != [before]
        drawn = painted(demo, SIZE)
        assert drawn is not None
        panes = slice(4, SIZE[1] - 4)  # how much is wrong is counted later
        assert desk.lines[panes] == drawn.lines[panes]
    finally:
        desk.close()


def edited(path: Path) -> None:
    assert process("set", ACTUAL, "250", "-f", str(path), "--author", "wang").code == 0


def written_over(path: Path) -> None:
    """The same size, and dated as before, as a restored backup is."""
    about, data = path.stat(), bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def replaced(path: Path) -> None:
    """By a copy of itself: whose it is and where it came from nobody knows."""
    copy = path.with_name("copy.db")
    shutil.copy2(path, copy)
    copy.replace(path)


def half_written(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(b"\x00" * 512)


def in_wal(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"")


def protected(path: Path) -> None:
    path.chmod(0o400)


def other_theme(path: Path) -> None:
    prefer("theme", "paper")


def other_columns(path: Path) -> None:
    prefer("panes", {"counties": {"hidden": ["name"]}})


@pytest.mark.parametrize(
    "change",
    [
        edited,
        written_over,
        replaced,
        half_written,
        in_wal,
        protected,
        other_theme,
        other_columns,
        Path.unlink,
    ],
)
def test_it_depends_on_everything_it_is_drawn_from(demo: Path, change: Callable[[Path], None]) -> None:
    before = afterimage.now(str(demo))
    assert before is not None
    again = afterimage.now(str(demo))
    assert again is not None
    assert again.facts == before.facts
    change(demo)
    after = afterimage.now(str(demo))
    assert after is None or after.facts != before.facts


@pytest.mark.parametrize(
    "variable", ["PILOT_LANG", "PILOT_SIGNS", "PILOT_VIEWER", "TERM", "COLORTERM", "LC_ALL", "TMUX"]
)
def test_every_kind_of_terminal_has_its_own(
    demo: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for name in (variable, "COLUMNS", "LINES"):  # whoever runs the tests may wish for a size
        monkeypatch.delenv(name, raising=False)
    before = afterimage.now(str(demo))
    assert before is not None
    name = before.name
    monkeypatch.setenv(variable, "zh")
    assert before.name != name
    monkeypatch.delenv(variable)
    assert before.name == name
    monkeypatch.setattr(os, "get_terminal_size", lambda side: os.terminal_size((119, 40)))
    assert before.name != name


def test_it_is_not_shown_elsewhere(demo: Path, shown: Callable[..., Held]) -> None:
    kept_of(demo)
    assert not something(shown(demo, env={"PILOT_LANG": "zh"}))
    assert not something(shown(demo, env={"NO_COLOR": "1"}))
    assert not something(shown(demo, env={"COLUMNS": "100"}))
    assert not something(shown(demo, size=(119, 40)))
    assert something(shown(demo))


def test_what_no_longer_holds_is_not_kept(demo: Path, shown: Callable[..., Held]) -> None:
    kept_of(demo)
    assert len(kept()) == 1
    edited(demo)
    assert not something(shown(demo))
    assert kept() == []


def test_it_is_for_nobody_else(demo: Path) -> None:
    kept_of(demo)
    [place] = kept()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_who_wishes_none_has_none(demo: Path) -> None:
    kept_of(demo)
    assert len(kept()) == 1
    prefer("first_screen", "drawn")
    kept_of(demo)
    assert kept() == []


def test_what_an_expert_sees_is_not_kept(demo: Path) -> None:
    kept_of(demo, env={"PILOT_VIEWER": "E1"})
    assert kept() == []
    kept_of(demo)
    assert len(kept()) == 1


@pytest.mark.parametrize("moves", [False, True])
def test_what_changed_while_it_was_drawn_is_not_kept(
    demo: Path, monkeypatch: pytest.MonkeyPatch, moves: bool
) -> None:
    def screen(path: Path, cells: tuple[int, int]) -> str:
        if moves:
            edited(path)
        return "\x1b[1;1Hdrawn"

    monkeypatch.setattr(keepsake, "drawable", lambda: True)
    monkeypatch.setattr(afterimage, "size", lambda: SIZE)
    monkeypatch.setattr(keepsake, "_screen", screen)
    keepsake.keep(demo)
    assert len(kept()) == (0 if moves else 1)


def test_what_was_handed_out_is_not_kept(demo: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.db"
    handed = process("handout", "-f", str(demo), "--county", "changxing", "-o", str(given), "--for", "zhang")
    assert handed.code == 0, handed.err
    kept_of(given)
    assert kept() == []


def test_of_files_that_are_gone_nothing_is_kept(demo: Path) -> None:
    other = demo.with_name("other.db")
    shutil.copy(demo, other)
    kept_of(other)
    other.unlink()
    kept_of(demo)
    [place] = kept()
    found = afterimage.read(str(place))
    assert found is not None
    assert found.path == str(demo.resolve())


def test_only_the_newest_are_kept(demo: Path) -> None:
    folder = Path(surroundings.screens())
    folder.mkdir(parents=True)
    for at in range(30):
        place = folder / f"{at}.screen"
        place.write_bytes(Afterimage(str(demo), str(at), "", "old").kept())
        os.utime(place, (at, at))
    (folder / "7.screen.123").write_bytes(b"half")
    kept_of(demo)
    names = {place.name for place in kept()}
    assert len(names) == 20
    assert names >= {f"{at}.screen" for at in range(11, 30)}


def test_a_folder_that_cannot_be_had_is_no_harm(demo: Path, shown: Callable[..., Held]) -> None:
    folder = Path(surroundings.screens())
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    kept_of(demo)
    assert not something(shown(demo))


def test_a_file_of_a_pipe_is_not_waited_for(tmp_path: Path, shown: Callable[..., Held]) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    assert not something(shown(tmp_path / "pipe.db"))


def test_a_refusal_after_it_stands_on_the_terminal_as_it_was(demo: Path) -> None:
    kept_of(demo)
    desk = Terminal("-c", _REFUSES, str(demo), size=SIZE, env=AROUND)
    try:
        assert desk.exit_code() == 2
        assert b"1049h" in desk.written
        assert desk.restored
        assert "damaged" in desk.text
    finally:
        desk.close()


anything = st.characters(exclude_categories=["Cs"])
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=20)


@given(st.tuples(texts, texts, texts, st.text(anything, max_size=40)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_comes_back(tmp_path: Path, said: tuple[str, str, str, str]) -> None:
    place = tmp_path / "1.screen"
    place.write_bytes(Afterimage(*said).kept())
    found = afterimage.read(str(place))
    assert found is not None
    assert (found.path, found.facts, found.question, found.screen) == said


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_damaged_is_nothing(tmp_path: Path, data: st.DataObject) -> None:
    whole = Afterimage("/a/file.db", "('facts',)", "\x1b[6n", "\x1b[1;1Hscreen\r\n").kept()
    place = tmp_path / "1.screen"
    at = data.draw(st.integers(0, len(whole) - 1))
    other = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    place.write_bytes(data.draw(st.sampled_from([whole[:at], whole[:at] + other + whole[at + 1 :]])))
    assert afterimage.read(str(place)) is None


@pytest.mark.parametrize(
    "damage", [b"", b"\n", b"0\n", b"not a screen", b"\xff" * 100, b"\x1b[2J" * 400_000], ids=range(6)
)
def test_garbage_is_not_shown(demo: Path, shown: Callable[..., Held], damage: bytes) -> None:
    kept_of(demo)
    [place] = kept()
    place.write_bytes(damage)
    assert not something(shown(demo))


@pytest.mark.parametrize(
    "moves", [("0.5", "enter"), ("0.5", "enter", "u"), ("f8",), ("s",)], ids=["edit", "undo", "theme", "sort"]
)
def test_whatever_was_done_it_is_as_drawn_anew(
    demo: Path, shown: Callable[..., Held], moves: Sequence[str]
) -> None:
    left(demo, *moves)
    terminal = shown(demo).whole()
    anew = painted(demo, SIZE, preference("theme") or "ink")
    assert anew is not None
    assert [row(terminal, y) for y in range(SIZE[1])] == [row(anew, y) for y in range(SIZE[1])]
    again = Terminal("-c", _ASKS_NOTHING, str(demo), size=SIZE, env=AROUND)
    try:
        again.wait_for(lambda: again.lines[-1].strip())  # the verbs, which only the desk names
        while again.read(0.1):
            pass
        assert [row(terminal, y) for y in range(SIZE[1] - 1)] == [row(again, y) for y in range(SIZE[1] - 1)]
    finally:
        again.close()


def test_the_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import platformdirs

    for said in ("", "relative", str(tmp_path)):
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            monkeypatch.setenv(variable, said)
        for kind in ("config", "data", "cache"):
            usual = getattr(platformdirs, f"user_{kind}_dir")("pilot-tui", appauthor=False)
            assert surroundings.folder(kind) == usual
