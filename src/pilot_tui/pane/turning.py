"""A pane that shows one kind of rows at a time: the line above its table says which, and turns to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from textual.app import ComposeResult

from pilot_tui.cells import width
from pilot_tui.pane.base import Pane
from pilot_tui.widgets.sheet import Run, Runs, Spot
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import say
from pilot_tui.workbook import Workbook


class Named(Protocol):
    """A kind of rows."""

    @property
    def name(self) -> str:
        """Of its table; its word is `<pane>.<name>`."""


Kind = TypeVar("Kind", bound=Named)


class Turning(Pane, Generic[Kind]):
    """One kind at a time."""

    def __init__(self, book: Workbook, kinds: Sequence[Kind], first: str) -> None:
        super().__init__(book)
        self._kinds = kinds
        self.kind = next(kind for kind in kinds if kind.name == first)
        """What is shown now."""
        self._line = Spots(id=f"{self.NAME}-kinds")

    def compose(self) -> ComposeResult:
        """The kinds, and the rows of one."""
        yield self._line
        yield self.grid

    def turn(self, by: int) -> None:
        """To the next kind, or the one before."""
        self.show_kind(self._kinds[(self._kinds.index(self.kind) + by) % len(self._kinds)].name)

    def show_kind(self, name: str) -> None:
        """The rows of a kind."""
        self.kind = next(kind for kind in self._kinds if kind.name == name)
        self._drawn = None
        self.look()

    def room(self) -> object:
        """The kinds stand closer where there is little room."""
        return self.grid.size.width

    def draw_kinds(self, beside: str = "") -> None:
        """Show which kind it is; `beside` it at the right end, where there is room."""
        named = [(kind.name, say(f"{self.NAME}.{kind.name}")) for kind in self._kinds]
        cells = self.grid.size.width or self.app.size.width
        runs, spots = kinds_line(named, self.kind.name, cells)
        fits = width(beside) + 1 < cells - sum(width(run.text) for run in runs)
        self._line.set([runs], [(Run(f"{beside} ", "faint"),)] if beside and fits else ())
        self._line.aim(spots)


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
