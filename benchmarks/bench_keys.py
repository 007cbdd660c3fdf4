"""From a key to the last byte of its answer: moving, and entering a figure that every pane follows."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench_start import DOWN, UP, Sides
from figures import Figure, percentile
from probe_pty import Program

GOAL_MOVE, GOAL_EDIT = 10.0, 30.0
COUNTIES, PREVIOUS_YEAR = "g0", "["
QUIET = 0.08
"""Seconds without a byte after which an answer is complete."""
ROW = 8
"""How far below the first the row is that is edited: the demo set's output per head."""
TOTALS = {"17.7": "69", "16.8": "34"}
"""Typed there in 2019 → what changes of the county's total, on the left and at the bottom: 98.69 or 98.34."""


def opened(both: Sides) -> Program:
    """The desk, at rest."""
    program = Program(both.desk, both.env)
    program.until("98.75")
    program.settled(1.5)  # a second after the first paint it looks at the file and imports what edits need
    return program


def answered(program: Program, key: str) -> tuple[float, int, int]:
    """Milliseconds from a key to the last byte of its answer, the bytes, and the chunk it began with."""
    mark, before = len(program.chunks), program.written
    sent = program.send(key)
    program.read(2)
    last = program.settled(QUIET)
    return (last - sent) * 1000, program.written - before, mark


def moving(both: Sides, rounds: int) -> Iterator[Figure]:
    """Up and down the scorecard, then the counties, which move every pane."""
    with Program(both.empty, both.env) as program:
        program.until("ready")
        program.settled(1.5)
        yardstick = median(answered(program, DOWN)[0] for _ in range(12 * rounds))
        yield Figure("↓ painted, empty Textual app: p50", yardstick, "ms")
    with opened(both) as program:
        for title, first, rows, goal in (("scorecard", "", 12, GOAL_MOVE), ("counties", COUNTIES, 4, 30.0)):
            if first:
                answered(program, first)
            took = [answered(program, key)[:2] for _ in range(rounds) for key in [DOWN] * rows + [UP] * rows]
            times = [milliseconds for milliseconds, _ in took]
            note = f"p95 {percentile(times, 0.95):.1f} ms, {len(times)} keys"
            yield Figure(f"↓ painted, {title}: p50", median(times), "ms", goal, note)
            yield Figure(f"↓ painted, {title}: against the empty app", median(times) / yardstick, "×")
            written = median(written for _, written in took) / 1000
            yield Figure(f"↓ written, {title}: p50", written, "kB")


def editing(both: Sides, rounds: int) -> Iterator[Figure]:
    """Enter after a typed figure: saved, and row, subtotal, total and list of counties painted."""
    with opened(both) as program:
        answered(program, PREVIOUS_YEAR)
        for _ in range(ROW):
            answered(program, DOWN)
        times = []
        for _ in range(rounds):
            for typed, total in TOTALS.items():
                answered(program, typed)
                took, _, mark = answered(program, "\r")
                said = program.since(mark)
                if said.count(total) < 2:
                    raise AssertionError(f"{total} was not painted twice: {said!r}")
                times.append(took)
                answered(program, UP)
        note = f"p95 {percentile(times, 0.95):.1f} ms, {len(times)} edits"
        yield Figure("edit saved and every pane painted: p50", median(times), "ms", GOAL_EDIT, note)
