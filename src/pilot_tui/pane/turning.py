"""The line above a table that shows one kind of rows at a time: which one, and the others to turn to."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import width
from pilot_tui.widgets.sheet import Run, Runs, Spot


def kinds_line(named: Sequence[tuple[str, str]], chosen: str, cells: int) -> tuple[Runs, list[Spot]]:
    """The kinds side by side, the chosen one between arrows; and where to click.

    Args:
        named: Each kind and its word.
        chosen: The kind that is shown.
        cells: What there is room for: kinds stand closer where it is little.
    """
    needed = sum(width(word) for _, word in named) + 2 * len(named) + 6
    gap = "  " if needed <= cells else " "
    runs, spots, x = [Run(" ")], [], 1
    for kind, word in named:
        on = kind == chosen
        word_run = Run(word, "bold primary" if on else "muted")
        shown = [Run("‹ ", "faint"), word_run, Run(" ›", "faint")] if on else [word_run]
        size = sum(width(run.text) for run in shown)
        spots.append(Spot(0, x, x + size, f"kind('{kind}')"))
        runs += [*shown, Run(gap)]
        x += size + len(gap)
    return tuple(runs), spots
