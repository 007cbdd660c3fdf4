"""Lines that outlast a drawing: an edit changes one row of a table, and the others say what they said."""

from __future__ import annotations

from collections.abc import Callable

from pilot_tui.pane.slots import Cells
from pilot_tui.widgets.sheet import Line


class Lasting:
    """The lines a table was last drawn with."""

    def __init__(self) -> None:
        self._of: object = None
        self._lines: dict[str, tuple[object, Line]] = {}

    def begin(self, of: object) -> None:
        """Another drawing: of the same table as before unless `of`, what all lines are made from, differs."""
        if of != self._of:
            self._of = of
            self._lines.clear()

    def line(self, key: str, said: object, cells: Cells, make: Callable[[], Line]) -> Line:
        """The line of a row: as it was, else `make()`.

        Args:
            key: Of the row.
            said: What the line is made from, besides what is marked in the cells it leads to.
            cells: Tells what is marked there now.
            make: Makes the line.
        """
        before, line = self._lines.get(key, (None, None))
        if line is None or before != said or not _marked_alike(line, cells):
            line = make()
            self._lines[key] = said, line
        return line


def _marked_alike(line: Line, cells: Cells) -> bool:
    return all(cells.mark(slot.address) == slot.mark for slot in line.slots if slot.address)
