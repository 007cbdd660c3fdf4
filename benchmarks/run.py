"""Measure the desk on this machine: `make bench`, or `python benchmarks/run.py --help`.

Every figure that counts is a ratio of runs made in turn within this one run; see README.md.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

import bench_agreement
import bench_growth
import bench_imports
import bench_keys
import bench_long
import bench_merge
import bench_rules
import bench_sheets
import bench_shell
import bench_start
import bench_summary
from figures import Figure
from peers import PINNED

import pilot_tui

TOP = Path(__file__).resolve().parents[1]
OUT = TOP / "benchmarks" / "out"
DEMO = ("start", "modules", "keys", "edits", "shell", "summary", "merge", "agreement", "sheets")
"""On the demo file: about a minute."""
COUNTRY = ("rules", "long", "imports", "growth")
"""On synthetic countries, built first, beside peers, installed first: a quarter of an hour."""
PEERS = tuple(PINNED)
PARTS = (*DEMO, *COUNTRY)


def figures(
    parts: list[str], runs: int, rows: int, peers: Collection[str], *, count: bool
) -> Iterator[Figure]:
    """Measure these parts, one figure after the other."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = folder / "bench.db"
        shutil.copy(TOP / "data" / "pilot.db", file)
        file.chmod(0o600)
        both = bench_start.sides(folder, file)
        if "start" in parts:
            yield from bench_start.measure(both, runs)
        if "modules" in parts:
            yield from bench_start.modules(both, folder, count=count)
        if "keys" in parts:
            yield from bench_keys.moving(both, max(1, runs // 5))
        if "edits" in parts:
            yield from bench_keys.editing(both, runs)
        if "shell" in parts:
            yield from bench_shell.measure(file, both.env, runs)
        if "summary" in parts:
            yield from bench_summary.measure(runs)
        if "merge" in parts:
            yield from bench_merge.measure(file)
        if "agreement" in parts:
            yield from bench_agreement.measure()
        if "sheets" in parts:
            yield from bench_sheets.measure(max(1, runs // 5))
        if "rules" in parts:
            yield from bench_rules.measure(rows)
        if "long" in parts:
            yield from bench_long.measure(both, folder, rows, runs, peers)
        if "imports" in parts:
            yield from bench_imports.measure(max(1, runs // 5))
        if "growth" in parts:
            sizes = [size for size in bench_growth.SIZES if size <= max(rows, 1000) or rows >= 1_000_000]
            yield from bench_growth.measure(both, sizes, runs)


def installed(package: Path) -> None:
    """Bytecode and compiled words, as an installer leaves them: a checkout lacks both after a change."""
    for written in [*package.rglob("words.toml"), package / "lexicon.toml"]:
        parsed = tomllib.loads(written.read_text("utf-8"))
        written.with_suffix(".json").write_text(json.dumps(parsed, ensure_ascii=False), "utf-8")
    compileall.compile_dir(package, quiet=1)


def main() -> int:
    """Print a table, keep it as JSON; 1 when a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", help=f"which of {', '.join(PARTS)}, or demo; all by default")
    asked.add_argument("--runs", type=int, default=15, help="starts of each program (15)")
    asked.add_argument("--rows", type=int, default=1_000_000, help="milestones of the country (1,000,000)")
    asked.add_argument(
        "--peers", nargs="+", choices=PEERS, default=PEERS, help="on the country; all by default"
    )
    asked.add_argument("--instructions", action="store_true", help="count them too (perf or valgrind; slow)")
    given = asked.parse_args()
    wanted = given.parts or PARTS
    parts = [part for part in PARTS if part in wanted or ("demo" in wanted and part in DEMO)]
    if unknown := set(wanted).difference(PARTS, {"demo"}):
        asked.error(f"no such part: {', '.join(sorted(unknown))}")
    installed(Path(pilot_tui.__file__).parent)
    print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}\n")
    print("| figure | measured | goal | |\n| --- | --- | --- | --- |")
    found = []
    for figure in figures(parts, given.runs, given.rows, given.peers, count=given.instructions):
        print(figure, flush=True)
        found.append(figure)
    OUT.mkdir(exist_ok=True)
    kept = [{"name": one.name, "value": one.value, "unit": one.unit, "goal": one.goal} for one in found]
    (OUT / "latest.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    missed = [one.name for one in found if not one.met]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nevery goal met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
