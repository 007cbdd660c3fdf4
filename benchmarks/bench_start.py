"""Time to first data and to the first answered key, against an empty Textual app in turn."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from figures import Figure, ratio, spread
from probe_pty import PATIENCE, Program

GOALS = {"data": 1.0, "answered": 1.15}
INSTRUCTIONS = 1.2
HEAVY = ("pydantic", "sqlite_utils", "pypinyin", "numpy", "pandas", "openpyxl")
"""What must not be imported before the first paint."""
EMPTY = """
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static


class Empty(App[None]):
    BINDINGS = [Binding("down", "move")]

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def action_move(self) -> None:
        self.moves = getattr(self, "moves", 0) + 1
        self.query_one(Static).update(f"moved {self.moves}")


if __name__ == "__main__":
    Empty().run()
"""
AT_FIRST_PAINT = """
import json, os, sys
from pathlib import Path
{load}
def ready(self):
    Path({out!r}).write_text(json.dumps(sorted(sys.modules)))
    os._exit(0)
{hook}
{run}
"""
DESK_HOOK = """
taken = curtain.Curtain.taken
def taking(self):
    sys.modules["pilot_tui.app"].PilotApp.on_ready = ready
    return taken(self)
curtain.Curtain.taken = taking
"""
"""The desk is imported as ever; when it takes over the terminal it is told what to do when it is ready."""
FIRST_SCREEN = """
import os, sys
from pilot_tui.cli import curtain, main
curtain._write = lambda *given: os._exit(0)
sys.argv = ["pilot-tui", {file!r}]
main()
"""
"""The desk ends itself on the spot when it comes to write its first screen."""
EXPLAINED = "有效发明专利"
"""Is drawn anew only in the explain line, and only of the second row."""
DRAWN = "/100"
"""The total, below everything else of the first screen that says so."""
DOWN, UP = "\x1b[B", "\x1b[A"
NEXT = "\t"
"""Goes to the next row too, for it stands in the last entry."""
LATE = {"keys": {"move.next": "tab"}}
"""Settings that name the key a verb has anyway: then only Textual answers it."""
EDIT, EDITED = "e", "放弃"
"""Begins an edit, which only Textual answers; and what the footer says while a cell is edited."""
TO_REVIEW, REVIEWED = "g2", "ICC(A,1)"
"""Keys that open a pane, and what stands there and nowhere else."""
_COUNT = re.compile(r"^(\d+),.*instructions|^summary: (\d+)", re.MULTILINE)


class Start(NamedTuple):
    """One start; milliseconds."""

    data: float
    """The first data are written."""
    answered: float
    """The answer to a key sent at that moment is written."""
    written: float
    """Bytes until it was silent after that."""
    peak: float
    """MiB, when the first data were written; 0 where the system does not say."""
    peak_later: float
    """MiB, when the key was answered."""


class Sides(NamedTuple):
    """The desk and the empty app, each as a command."""

    desk: list[str]
    empty: list[str]
    env: dict[str, str]


def sides(folder: Path, file: Path) -> Sides:
    """Both programs, with settings and a data file of their own."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY, "utf-8")
    env = {"PILOT_CONFIG": str(folder / "config"), "PILOT_AUTHOR": "bench", "PILOT_LANG": "zh"}
    program = Path(sys.executable).with_name("pilot-tui")
    return Sides([str(program), str(file)], [sys.executable, str(empty)], env)


def anew(env: dict[str, str]) -> dict[str, str]:
    """Surroundings in which no first screen was kept: it is read from the file and drawn."""
    return env | {"PILOT_AUTHOR": "nobody before"}


def late(env: dict[str, str]) -> dict[str, str]:
    """Surroundings in which `Tab` is not answered before Textual is there."""
    folder = Path(env["PILOT_CONFIG"] + "-late")
    folder.mkdir(exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(LATE), "utf-8")
    return env | {"PILOT_CONFIG": str(folder)}


def left(command: list[str], env: dict[str, str], data: str, patience: float = PATIENCE) -> None:
    """Open the desk, let it derive what it keeps and come to rest, and leave it as a person does."""
    with Program(command, env) as program:
        program.until_like(data, patience=patience)
        program.settled(5)
        program.send("q")
        program.ended()


def start(
    command: list[str], env: dict[str, str], data: str, whole: str, answer: str, keys: str = DOWN
) -> Start:
    """Start a program, and end it when it has answered keys, sent when the `whole` first screen stood."""
    with Program(command, env) as program:
        first = program.until(data)
        peak = program.peak_mib() or 0.0
        program.until(whole)
        mark = len(program.chunks)
        program.send(keys)
        answered = program.until(answer, mark)
        program.settled(0.3)
        return Start(first * 1000, answered * 1000, program.written, peak, program.peak_mib() or 0.0)


def measure(both: Sides, runs: int) -> Iterator[Figure]:
    """The desk and the empty app in turn, once more than counted to warm the caches."""
    desk, empty, fresh, later, edits, panes = [], [], [], [], [], []
    for env in (both.env, late(both.env)):
        left(both.desk, env, r"98\.75")
    for at in range(runs + 1):
        one = start(both.desk, both.env, "98.75", DRAWN, EXPLAINED)
        again = start(both.desk, anew(both.env), "98.75", DRAWN, EXPLAINED)
        by_textual = start(both.desk, late(both.env), "98.75", DRAWN, EXPLAINED, NEXT)
        edit = start(both.desk, both.env, "98.75", DRAWN, EDITED, EDIT)
        pane = start(both.desk, both.env, "98.75", DRAWN, REVIEWED, TO_REVIEW)
        yardstick = start(both.empty, both.env, "ready", "ready", "moved")
        if at:
            desk.append(one)
            fresh.append(again)
            later.append(by_textual)
            edits.append(edit)
            panes.append(pane)
            empty.append(yardstick)
    yield from _drawn_anew(fresh, empty)
    for name, title in (("data", "first data"), ("answered", "first key answered")):
        ours, theirs = [getattr(one, name) for one in desk], [getattr(one, name) for one in empty]
        yield Figure(f"{title}: desk", median(ours), "ms", note=spread(ours))
        yield Figure(f"{title}: empty Textual app", median(theirs), "ms", note=spread(theirs))
        yield Figure(f"{title}: ratio", ratio(ours, theirs), "×", GOALS[name], f"{runs} pairs")
    for title, starts in (
        ("first key that only Textual answers", later),
        ("first edit begun", edits),
        ("first pane opened", panes),
    ):
        ours, theirs = [one.answered for one in starts], [one.answered for one in empty]
        yield Figure(f"{title}: desk", median(ours), "ms", note=spread(ours))
        yield Figure(f"{title}, against the empty app's first key: ratio", ratio(ours, theirs), "×")
    yield Figure("written until quiet: desk", median(one.written for one in desk) / 1000, "kB")
    yield Figure("written until quiet: empty app", median(one.written for one in empty) / 1000, "kB")
    if any(one.peak for one in desk):
        yield Figure("peak memory at first data: desk", median(one.peak for one in desk), "MiB", 40)
        yield Figure("peak memory at first data: empty app", median(one.peak for one in empty), "MiB")
        yield Figure("peak memory after the first key: desk", median(one.peak_later for one in desk), "MiB")


def _drawn_anew(fresh: list[Start], empty: list[Start]) -> Iterator[Figure]:
    """The same where nothing was kept of the last time, as after another program's edit."""
    for name, title in (("data", "first data"), ("answered", "first key answered")):
        ours, theirs = [getattr(one, name) for one in fresh], [getattr(one, name) for one in empty]
        yield Figure(f"{title}, drawn anew: desk", median(ours), "ms", note=spread(ours))
        yield Figure(f"{title}, drawn anew: ratio", ratio(ours, theirs), "×")


def modules(both: Sides, folder: Path, *, count: bool) -> Iterator[Figure]:
    """What is imported when the first screen stands, and how many instructions that took, where asked."""
    out = folder / "modules.json"
    file = both.desk[-1]
    ours = AT_FIRST_PAINT.format(
        load="from pilot_tui.cli import curtain, main",
        hook=DESK_HOOK,
        run=f"sys.argv = ['pilot-tui', {file!r}]\nmain()",
        out=str(out),
    )
    theirs = AT_FIRST_PAINT.format(
        load="from empty import Empty", hook="Empty.on_ready = ready", run="Empty().run()", out=str(out)
    )
    env = both.env | {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
    counted = []
    left(both.desk, env, r"98\.75")
    for code in (ours, theirs):
        with Program([sys.executable, "-c", code], env) as program:
            program.settled(5)
        loaded = set(json.loads(out.read_text("utf-8")))
        found = sorted(loaded.intersection(HEAVY))
        name = "desk" if code is ours else "empty app"
        yield Figure(f"modules at first paint: {name}", len(loaded), "")
        if code is ours:
            yield Figure("heavy modules at first paint", len(found), "", 0, " ".join(found))
        counted.append(instructions([sys.executable, "-c", code], env) if count else 0.0)
    if all(counted):
        yield Figure(
            "instructions to Textual's first frame: ratio", counted[0] / counted[1], "×", INSTRUCTIONS
        )
        yield from _first_screen(file, env)


def _first_screen(file: str, env: dict[str, str]) -> Iterator[Figure]:
    """Instructions until there are data to be seen, drawn anew and as left, against those of an import."""
    yardstick = instructions([sys.executable, "-c", "import textual.app"], env)
    for title, around in (("drawn anew", anew(env)), ("as left", env)):
        count = instructions([sys.executable, "-c", FIRST_SCREEN.format(file=file)], around)
        name = f"instructions until the first screen is written, {title}, against `import textual.app`"
        yield Figure(name, count / yardstick, "×", INSTRUCTIONS)


def instructions(command: list[str], env: dict[str, str]) -> float:
    """User instructions of a program that ends by itself, by `perf`, else `valgrind`; 0 without either."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counted"
        perf = ["perf", "stat", "-x,", "-e", "instructions:u", "-o", str(out)]
        grind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--log-file=/dev/null"]
        for tool in (perf, [*grind, f"--cachegrind-out-file={out}"]):
            if shutil.which(tool[0]) is None:
                continue
            with Program([*tool, *command], env | {"PYTHONHASHSEED": "0"}) as program:
                program.settled(60)
            if out.exists() and (found := _COUNT.search(out.read_text("utf-8"))):
                return float(found[1] or found[2])
    return 0.0
