"""A list whose lines are drawn when they come into view: what is held of the others is where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pilot_tui.widgets.sheet import FOLDS, Column, Kind, Line, Listed
from pilot_tui.workbook.memory import Lately

_KEPT = 256
"""Lines kept."""


class Later(NamedTuple):
    """A line that is not drawn yet."""

    key: str
    draw: Callable[[], Line]
    kind: Kind = "row"
    """As of the line."""


class InView(Listed):
    """A list of such lines; only a filter, a sort and a fold ask for them all, once."""

    def __init__(self, columns: Sequence[Column], later: Sequence[Later], footer: Line | None) -> None:
        super().__init__(columns, (), footer)
        self._later = later
        self._places = {one.key: at for at, one in enumerate(later) if one.kind == "row"}
        self._headings = [at for at, one in enumerate(later) if one.kind in FOLDS]
        self._drawn: Lately[int, Line] = Lately(_KEPT)
        self._whole: tuple[Line, ...] | None = None

    def __len__(self) -> int:
        return len(self._later)

    @property
    def lines(self) -> Sequence[Line]:
        """All of them, drawn once: then they are held like those of any other list."""
        if self._whole is None:
            self._whole = tuple(one.draw() for one in self._later)
        return self._whole

    @property
    def groups(self) -> list[str]:
        """The keys of all headings."""
        return [self._later[at].key for at in self._headings]

    def line(self, index: int) -> Line:
        """The line at `index`, drawn when it is first asked for."""
        return self._drawn.keep(index, self._later[index].draw)
