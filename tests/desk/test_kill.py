"""`kill -9` in the middle of typing: what was shown as saved is in the file, and the file is whole."""

from __future__ import annotations

import random
import re
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from desk.terminal import Desk
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask

ROUNDS, WORKERS = 25, 4
ROWS = 15
"""Fewer than the scorecard has."""
TYPED = "SELECT val FROM change WHERE site <> 'base' ORDER BY n"
FIGURES = re.compile(r"≥ +[\d.,]+ +([\d.,]+) ")
"""The actual on a line of the scorecard, behind its target."""
BASE = 1_000
"""Every edit is one higher than the one before: no such figure is in the demo set."""


def acknowledged(desk: Desk) -> int:
    """The last edit the screen showed as saved: typed figures that stand on lines the cursor has left."""
    shown = [
        int(found[1].replace(",", ""))
        for line in desk.lines
        if not line.startswith("▎") and (found := FIGURES.search(line)) and "." not in found[1]
    ]
    return max((figure for figure in shown if figure > BASE), default=BASE) - BASE


def killed(path: Path, dice: random.Random) -> tuple[int, list[int]]:
    """One round: type until the desk is killed; returns what it had acknowledged, and what was written."""
    desk = Desk(path, size=(80, 24))
    try:
        desk.ready()
        desk.wait_for("saved ✓")
        numbers, typed = count(BASE + 1), ""
        end = time.monotonic() + 0.3 + dice.random() * 0.9
        while time.monotonic() < end:
            typed = typed or "".join(f"{next(numbers)}\r" for _ in range(ROWS)) + "gg"  # and to the top again
            some = dice.randint(1, 5)
            desk.send(typed[:some])
            typed = typed[some:]
            desk.read(dice.random() * 0.02)
        desk.kill()
        seen = acknowledged(desk)
    finally:
        desk.close()
    with Store.open(path) as store:
        assert list(Workbook(store).problems()) == []
    return seen, [int(val.strip('"')) - BASE for (val,) in ask(path, TYPED)]


def rounds(demo: Path, worker: int) -> tuple[int, int]:
    """A worker's share of the rounds, on two files in turn; returns how many edits were seen and written."""
    dice = random.Random(worker)
    seen_in_all = written_in_all = 0
    for round in range(worker, ROUNDS, WORKERS):
        path = demo.with_name(f"kill{worker}{round // WORKERS % 2}.db")
        shutil.copy(demo, path)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        seen, written = killed(path, dice)
        assert written == list(range(1, len(written) + 1)), f"round {round}: an edit is missing or doubled"
        assert seen <= len(written), f"round {round}: {seen} was shown as saved, {len(written)} were written"
        seen_in_all += seen
        written_in_all += len(written)
    return seen_in_all, written_in_all


@pytest.mark.usefixtures("open_desk")
def test_no_acknowledged_edit_is_lost(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(WORKERS) as workers:
        counted = list(workers.map(lambda worker: rounds(demo, worker), range(WORKERS)))
    seen, written = (sum(numbers) for numbers in zip(*counted, strict=True))
    with capsys.disabled():
        sys.stdout.write(f"\n{ROUNDS} kills: {seen} edits acknowledged, {written} written, none lost\n")
    assert seen > 0
