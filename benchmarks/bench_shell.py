"""A verb of the shell against Python doing nothing, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from figures import Figure, ratio, spread

GOAL = 8.0


def wall(command: list[str], env: Mapping[str, str]) -> float:
    """Milliseconds a command takes."""
    started = time.perf_counter()
    subprocess.run(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - started) * 1000


def measure(file: Path, env: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """`show counties --json`."""
    verb = [sys.executable, "-m", "pilot_tui", "show", "counties", "--json", "-f", str(file)]
    pairs = [(wall(verb, env), wall([sys.executable, "-c", "pass"], env)) for _ in range(runs + 1)][1:]
    ours, theirs = [mine for mine, _ in pairs], [other for _, other in pairs]
    yield Figure("show counties --json", median(ours), "ms", note=spread(ours))
    yield Figure("python -c pass", median(theirs), "ms", note=spread(theirs))
    yield Figure("show counties --json: ratio", ratio(ours, theirs), "×", GOAL, f"{runs} pairs")
