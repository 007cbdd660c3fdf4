"""Importing 100,000 cells into a country from the shell, and undoing it: time, processor time, memory.

Each verb is a process of its own, as a person would run it; the file is a fresh copy each time.
"""

from __future__ import annotations

import csv
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import country
from figures import Figure, spread

ROWS = 50_000
"""Of two cells each."""
SIZE = country.Size(milestones=10_000, edits=0, years=1, rounds=1)


def measure(runs: int) -> Iterator[Figure]:
    """Import and undo in turn."""
    file = country.file(SIZE)
    with TemporaryDirectory() as name:
        folder = Path(name)
        sheet = write(folder / "cells.csv", file)
        taken = [one(folder, file, sheet) for _ in range(runs)]
    for verb, found in zip(("imported", "undone"), zip(*taken, strict=True), strict=True):
        wall, processor, peak = (list(each) for each in zip(*found, strict=True))
        told = (
            f"{spread(wall, 's')}; {median(processor):.1f} s of processor, {max(peak):.0f} MiB; {runs} runs"
        )
        yield Figure(f"{2 * ROWS:,} cells {verb}", median(wall), "s", None, told)


def one(folder: Path, file: Path, sheet: Path) -> list[tuple[float, float, float]]:
    """Seconds, seconds of processor and peak MiB of an import, and of its undo."""
    copy = folder / "country.db"
    shutil.copy(file, copy)
    copy.chmod(0o600)
    verbs = (["import", str(sheet), "--of", "scorecard"], ["undo"])
    return [run(folder, [*verb, "-f", str(copy), "--author", "bench"]) for verb in verbs]


def run(folder: Path, arguments: list[str]) -> tuple[float, float, float]:
    """The same of one verb."""
    env = {**os.environ, "PILOT_CONFIG": str(folder / "settings")}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "pilot_tui", *arguments],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, arguments
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, _mib(used)


def _mib(used: resource.struct_rusage) -> float:
    """The most memory it had; Linux counts in KiB, macOS in bytes."""
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def write(path: Path, file: Path) -> Path:
    """A figure and a remark for as many values, none of them what the file holds."""
    with sqlite3.connect(file) as db:
        ids = [id for (id,) in db.execute("SELECT id FROM value ORDER BY id LIMIT ?", (ROWS,))]
    db.close()
    with path.open("w", encoding="utf-8", newline="") as sheet:
        lines = csv.writer(sheet)
        lines.writerow(("id", "actual", "remark"))
        lines.writerows((id, f"{nth % 977}.25", f"recounted {nth}") for nth, id in enumerate(ids))
    return path
