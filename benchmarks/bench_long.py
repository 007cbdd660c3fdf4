"""A country's file, of 1,000,000 milestones: the desk with all its panes against peers on the same file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import country
from bench_keys import answered
from bench_start import DOWN, UP, Sides, anew, left
from figures import Figure, percentile, ratio, spread
from peers import Peer, harlequin, table, visidata
from probe_pty import Program

LONG, EVERYONE = "g3", "a"
"""To the milestones, and to those of all counties."""
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"
RATE = 30
"""Keys a second of a key held down."""
_LINE = 300
"""Bytes from which what the desk writes is more than a few figures of its title."""
TOTAL = r"\d\d\.\d\d"
"""A county's total: the first data of the desk."""
COUNTED = 8.0
"""Seconds in which the rows of the longest list are counted."""
PATIENT = 600.0
"""Seconds the first opening of a file may take: what is derived is made then, once."""


class Answer(NamedTuple):
    """What one key, or one key held down, led to."""

    took: float
    """Milliseconds."""
    written: int = 0
    """Bytes."""


Found = dict[str, dict[str, list[Answer]]]
"""Program → what was done → the answers."""
GOALS = {
    ("↓", "VisiData"): 0.15,
    ("page", "VisiData"): 0.35,
    ("page", "DataTable, 1k rows"): 0.1,
    ("held", "VisiData"): 0.3,
}
FEW = {"↓": 1.0, "page": 12.0}
"""Kilobytes to the terminal, at most."""
FIRST_DATA = {"VisiData": 0.10, "harlequin": 0.05}


@contextmanager
def working_copy(milestones: int) -> Iterator[Path]:
    """A copy of the country of that size that may be written to, opened once by the desk before."""
    kept = country.file(country.Size.of(milestones))
    copy = country.OUT / f"work-{milestones}.db"
    try:
        shutil.copy(kept, copy)
        copy.chmod(0o600)
        yield copy
    finally:
        for left in country.OUT.glob(f"{copy.name}*"):
            left.unlink()


def desk(both: Sides, file: Path) -> list[str]:
    """The command that opens the desk on a file."""
    return [*both.desk[:-1], str(file)]


def warm(both: Sides, file: Path) -> None:
    """Let the desk derive what it keeps, and the system read the file; then leave it."""
    left(desk(both, file), both.env, TOTAL, PATIENT)


def at_the_list(both: Sides, file: Path) -> Program:
    """The desk at the milestones of all counties: counted, and still looked through for what is wrong."""
    program = Program(desk(both, file), both.env)
    program.until_like(TOTAL)
    program.settled(1.5)
    for key in (LONG, EVERYONE):
        answered(program, key)
    program.watched(COUNTED)
    return program


def first_row(file: Path) -> str:
    """The id of the milestone a peer shows first."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    return str(db.execute("SELECT * FROM milestone LIMIT 1").fetchone()[0])


def measure(
    both: Sides, folder: Path, milestones: int, runs: int, beside: Collection[str]
) -> Iterator[Figure]:
    """Start, memory, keys, pages, a held key, an edit."""
    with working_copy(milestones) as file:
        warm(both, file)
        known = {"visidata": visidata, "harlequin": harlequin}
        peers = [peer for name in beside if (peer := known[name](file))]
        yield from starting(both, file, peers, runs)
        yield from moving(both, file, [*peers[:1], table(file, folder)], max(1, runs // 5))
        yield from editing(both, file)


def starting(both: Sides, file: Path, peers: list[Peer], runs: int) -> Iterator[Figure]:
    """First data and peak memory, programs in turn; harlequin, the slow one, every fifth time."""
    row = first_row(file)
    ours: list[Opened] = []
    fresh: list[float] = []
    theirs: dict[str, list[Opened]] = {peer.name: [] for peer in peers}
    for at in range(runs):
        ours.append(_desk_opened(both, file, both.env))
        fresh.append(_desk_opened(both, file, anew(both.env)).data)
        for peer in peers:
            if peer.name != "harlequin" or at % 5 == 0:
                theirs[peer.name].append(_peer_opened(peer, both.env, row))
    times = [one.data for one in ours]
    yield Figure("first data: desk", median(times), "ms", note=spread(times))
    yield Figure("first data, drawn anew: desk", median(fresh), "ms", note=spread(fresh))
    for name, found in theirs.items():
        others = [one.data for one in found]
        turns = times if len(others) == runs else times[::5]
        yield Figure(f"first data: {name}", median(others), "ms", note=spread(others))
        note = f"{len(others)} pairs"
        yield Figure(f"first data: ratio to {name}", ratio(turns, others), "×", FIRST_DATA[name], note)
        again = fresh if len(others) == runs else fresh[::5]
        yield Figure(f"first data, drawn anew: ratio to {name}", ratio(again, others), "×")
    yield Figure("peak memory at first data: desk", median(one.peak for one in ours), "MiB", 40)
    for name, found in theirs.items():
        yield Figure(f"peak memory at first data: {name}", median(one.peak for one in found), "MiB")


class Opened(NamedTuple):
    """A program on the file; milliseconds and MiB."""

    data: float
    peak: float


def _desk_opened(both: Sides, file: Path, env: dict[str, str]) -> Opened:
    with Program(desk(both, file), env) as program:
        data = program.until_like(TOTAL) * 1000
        return Opened(data, program.peak_mib() or 0.0)


def _peer_opened(peer: Peer, env: dict[str, str], row: str) -> Opened:
    program, seconds = peer.open(env, row)
    with program:
        return Opened(seconds * 1000, program.peak_mib() or 0.0)


def moving(both: Sides, file: Path, peers: list[Peer], rounds: int) -> Iterator[Figure]:
    """Down, page and a held key at the list of all milestones; the desk and each peer in turn."""
    row = first_row(file)
    found: Found = {}
    peaks: dict[str, float] = {}
    for _ in range(rounds):
        for peer in (None, *peers):
            name = peer.name if peer else "desk"
            with _at_rest(peer, both, row) if peer else at_the_list(both, file) as program:
                taken = found.setdefault(name, {"↓": [], "page": [], "held": []})
                taken["↓"] += (_answer(program, key) for key in [DOWN] * 12 + [UP] * 12)
                taken["page"] += (_answer(program, key) for key in [PAGE_DOWN] * 8 + [PAGE_UP] * 8)
                taken["held"].append(Answer(held(program, DOWN, 1 if peer else _LINE)))
                peaks[name] = max(peaks.get(name, 0.0), program.peak_mib() or 0.0)
    ours = found.pop("desk")
    for what in ours:
        yield from _told(what, ours[what], {name: theirs[what] for name, theirs in found.items()})
    yield from _memory(peaks)


def _at_rest(peer: Peer, both: Sides, row: str) -> Program:
    program, _ = peer.open(both.env, "" if peer.name.startswith("DataTable") else row)
    program.settled(3)  # VisiData reads on behind the first row, and says so
    return program


def _answer(program: Program, key: str) -> Answer:
    took, written, _ = answered(program, key)
    return Answer(took, written)


def _told(what: str, ours: list[Answer], theirs: dict[str, list[Answer]]) -> Iterator[Figure]:
    times = [one.took for one in ours]
    title = "↓ held at 30/s, lag" if what == "held" else f"{what} painted"
    goal = 16.0 if what == "held" else None
    yield Figure(f"{title}: desk, p50", median(times), "ms", goal, f"{len(times)} times")
    if what == "↓":
        yield Figure(f"{title}: desk, p95", percentile(times, 0.95), "ms", 6)
    if what in FEW:
        written = median(one.written for one in ours) / 1000
        yield Figure(f"{what} written: desk, p50", written, "kB", FEW[what])
    for name, answers in theirs.items():
        other = median(one.took for one in answers)
        yield Figure(f"{title}: {name}, p50", other, "ms")
        goal = GOALS.get((what, name))
        yield Figure(f"{title}: ratio to {name}", median(times) / max(other, 0.01), "×", goal)


def _memory(peaks: dict[str, float]) -> Iterator[Figure]:
    ours = peaks.pop("desk")
    yield Figure("peak memory at the list of all: desk", ours, "MiB", 64)
    for name, peak in peaks.items():
        goal = 0.06 if name == "VisiData" else None
        yield Figure(f"peak memory: {name}", peak, "MiB")
        yield Figure(f"peak memory: ratio to {name}", ours / peak, "×", goal)


def held(program: Program, key: str, least: int = 1, seconds: float = 2.0) -> float:
    """Milliseconds from the last of many keys in quick turn to the last line painted.

    What has fewer bytes than `least` is passed over: it only says how far other work is.
    """
    sent = 0.0
    for _ in range(int(seconds * RATE)):
        sent = program.send(key)
        end = sent + 1 / RATE
        while (left := end - program.now) > 0:
            program.read(left)
    return max(0.0, program.settled(0.5, least) - sent) * 1000


def editing(both: Sides, file: Path, rounds: int = 10) -> Iterator[Figure]:
    """A figure entered into the scorecard of a country: saved, and row, total and place painted."""
    with Program(desk(both, file), both.env) as program:
        program.until_like(TOTAL)
        program.settled(1.5)
        times = []
        for at in range(rounds):
            answered(program, f"{at + 2}.5")
            times.append(answered(program, "\r")[0])
            answered(program, UP)
        note = f"p95 {percentile(times, 0.95):.1f} ms, {rounds} edits"
        yield Figure("edit saved and every pane painted: desk, p50", median(times), "ms", 30, note)
        yield Figure("peak memory after the edits: desk", program.peak_mib() or 0.0, "MiB", 64)
