"""The same at 1k, 100k, 1M and 5M milestones: how fast time and memory grow with the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import log
from statistics import mean, median

import country
from bench_keys import answered
from bench_long import PAGE_DOWN, PAGE_UP, TOTAL, at_the_list, desk, warm, working_copy
from bench_start import DOWN, UP, Sides
from figures import Figure
from probe_pty import Program

SIZES = (1_000, 100_000, 1_000_000, 5_000_000)
KEPT = country.OUT / "growth.json"
GOAL = 0.05
UNITS = {"first data": "ms", "↓ painted": "ms", "page painted": "ms", "peak memory": "MiB"}

Row = dict[str, float]
"""What was measured → how much."""


def measure(both: Sides, sizes: Sequence[int], runs: int) -> Iterator[Figure]:
    """Every size in turn; what was measured is kept for `plot.py`."""
    found: dict[int, Row] = {}
    for size in sizes:
        found[size] = at_size(both, size, max(3, runs // 3))
        for what, value in found[size].items():
            yield Figure(f"growth, {size:,} milestones: {what}", value, UNITS[what])
    if len(found) > 1:
        for what in UNITS:
            grows = exponent([(size, row[what]) for size, row in found.items()])
            yield Figure(f"growth: exponent of {what}", abs(grows), "", GOAL, f"{grows:+.3f}")
    KEPT.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")


def at_size(both: Sides, milestones: int, runs: int) -> Row:
    """Medians at one size."""
    with working_copy(milestones) as file:
        warm(both, file)
        starts = []
        for _ in range(runs):
            with Program(desk(both, file), both.env) as program:
                starts.append(program.until_like(TOTAL) * 1000)
        with at_the_list(both, file) as program:
            steps = [answered(program, key)[0] for key in [DOWN] * 20 + [UP] * 20]
            pages = [answered(program, key)[0] for key in [PAGE_DOWN] * 8 + [PAGE_UP] * 8]
            peak = program.peak_mib() or 0.0
    return dict(zip(UNITS, (median(starts), median(steps), median(pages), peak), strict=True))


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line nearest to the points on logarithmic paper: 0 does not grow, 1 grows as fast."""
    at = [(log(x), log(y)) for x, y in points]
    mean_x, mean_y = mean(x for x, _ in at), mean(y for _, y in at)
    return float(sum((x - mean_x) * (y - mean_y) for x, y in at) / sum((x - mean_x) ** 2 for x, _ in at))
