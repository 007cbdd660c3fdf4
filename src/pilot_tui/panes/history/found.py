"""Looking for changes: from the newest back, each by all that its line says, told as they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pilot_tui.model import Cell
from pilot_tui.panes.history.source import History
from pilot_tui.report.naming import name_of
from pilot_tui.widgets.answering import Spelled, answers, texts_of, words_of
from pilot_tui.widgets.sheet import Column
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.trail import Trail


class Answer(NamedTuple):
    """The changes that answer, as far as they have been gone through."""

    wanted: str
    trail: Trail
    """What was gone through."""
    numbers: Sequence[int]
    """Their arrival numbers, the newest first."""
    whole: bool = False
    """Whether all have been gone through."""


def look(
    book: Workbook, columns: Sequence[Column], trail: Trail, wanted: str, spelled: Spelled
) -> Iterator[Answer]:
    """What answers to all words of `wanted`: by all its line says, and by the names of its cell."""
    words, numbers = words_of(wanted), array("q")
    source = History(book, columns, trail)
    for at in range(len(trail)):
        line = source.line(at)
        change = book.change(int(line.key)) if line.kind == "row" else None
        if change is not None:
            names = name_of(book, Cell(change.tbl, change.row, change.col))
            if answers(words, [*texts_of(line), *names], spelled):
                numbers.append(change.n)
        yield Answer(wanted, trail, numbers)
    yield Answer(wanted, trail, numbers, whole=True)
