"""A table as a person has shaped it: the lines that answer, in the order asked for, folds closed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pilot_tui.widgets.answering import Spelled, answers, as_written, texts_of, words_of
from pilot_tui.widgets.dressing import dressed
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.sheet import (
    CLOSED,
    FOLDS,
    OPENED,
    Column,
    Counted,
    Grouped,
    Line,
    Listed,
    Run,
    Shaping,
    Source,
)
from pilot_tui.widgets.sorting import in_order
from pilot_tui.words import say

Unit = tuple[Line, ...]
"""A row and the parts that stay with it, or one line of another kind."""


class Shaped(Listed):
    """A source that holds all its lines, shaped."""

    def __init__(
        self,
        columns: Sequence[Column],
        lines: Sequence[Line],
        footer: Line | None,
        matched: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(columns, lines, footer)
        self.matched = matched
        """Rows that answer, of how many; None while nothing is looked for."""


class Dressed:
    """A window on a file, in the columns chosen."""

    def __init__(self, source: Source, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._source = source

    @property
    def footer(self) -> Line | None:
        """The window's."""
        return self._source.footer

    @property
    def matched(self) -> tuple[int, int] | None:
        """The window's count."""
        return self._source.matched if isinstance(self._source, Counted) else None

    def __len__(self) -> int:
        return len(self._source)

    def line(self, index: int) -> Line:
        """The window's line."""
        return self._source.line(index)

    def find(self, key: str) -> int | None:
        """Where the row of that key stands now."""
        return self._source.find(key)

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line stands."""
        return self._source.heading_of(index)


class _Block(NamedTuple):
    """A heading and what stands below it, up to the next one."""

    heading: Line | None
    lines: tuple[Line, ...]


def shaped(source: Source, shape: Shape, spelled: Spelled = as_written) -> Source:
    """The source as `shape` wants it.

    Rows are sorted inside their groups, so that every heading still tells of what stands below it. What is
    looked for may stand in the row or in its heading; while something is, folds are open.
    """
    if shape == PLAIN:
        return source
    columns = dressed(source.columns, shape)
    if isinstance(source, Shaping):
        return Dressed(source.shaped(shape), columns)
    if not isinstance(source, Listed):
        return Dressed(source, columns)
    blocks, matched = list(_blocks(source)), None
    if words := words_of(shape.wanted):
        left = [_narrowed(block, words, spelled) for block in blocks]
        matched = _rows(left), _rows(blocks)
        blocks = left if matched[0] else []
    nth = next((at for at, c in enumerate(columns) if shape.sort and c.key == shape.sort.column), None)
    if shape.sort is not None and nth is not None:
        blocks = [_sorted(block, nth, shape.sort.falling, spelled) for block in blocks]
    folded = frozenset() if words else shape.folded
    lines = [line for block in blocks for line in _laid(block, folded)]
    return Shaped(columns, _spaced(lines) if words else lines, source.footer, matched)


def groups_of(source: Source) -> list[str]:
    """The keys of the headings that fold."""
    if isinstance(source, Grouped):
        return list(source.groups)
    lines = source.lines if isinstance(source, Listed) else ()
    return [line.key for line in lines if line.kind in FOLDS]


def _blocks(source: Listed) -> Iterator[_Block]:
    heading: Line | None = None
    below: list[Line] = []
    for line in source.lines:
        if line.kind in FOLDS:
            if heading is not None or below:
                yield _Block(heading, tuple(below))
            heading, below = line, []
        else:
            below.append(line)
    yield _Block(heading, tuple(below))


def _units(lines: Iterable[Line]) -> list[Unit]:
    units: list[Unit] = []
    for line in lines:
        if line.part and line.kind == "row" and units and units[-1][0].kind == "row":
            units[-1] += (line,)
        else:
            units.append((line,))
    return units


def _narrowed(block: _Block, words: Sequence[str], spelled: Spelled) -> _Block:
    """What answers of a block; a heading stays when a row below it does. Notes stay, they are no rows."""
    above = texts_of(block.heading) if block.heading is not None else []
    kept = [
        unit
        for unit in _units(block.lines)
        if unit[0].kind != "row"
        or answers(words, [*above, *(text for line in unit for text in texts_of(line))], spelled)
    ]
    rows = any(unit[0].kind == "row" for unit in kept)
    return _Block(block.heading if rows else None, tuple(line for unit in kept for line in unit))


def _sorted(block: _Block, nth: int, falling: bool, spelled: Spelled) -> _Block:
    """Every stretch of rows in order; what stands between them stays where it is."""
    made: list[Unit] = []
    for rows, stretch in groupby(_units(block.lines), key=lambda unit: unit[0].kind == "row"):
        units = list(stretch)
        made += in_order(units, nth, falling, spelled) if rows else units
    return _Block(block.heading, tuple(line for unit in made for line in unit))


def _laid(block: _Block, folded: frozenset[str]) -> Iterator[Line]:
    heading = block.heading
    if heading is None or heading.kind not in FOLDS or heading.key not in folded:
        if heading is not None:
            yield heading
        yield from block.lines
        return
    yield _closed(heading, _rows([block]))
    yield from (line for line in block.lines if line.kind != "row")


def _closed(heading: Line, rows: int) -> Line:
    lead = tuple(run._replace(text=run.text.replace(OPENED, CLOSED)) for run in heading.lead)
    # Column titles say nothing without rows below them.
    slots = heading.slots if heading.kind == "group" else ()
    return heading._replace(
        kind="group",
        slots=slots,
        folded=True,
        lead=(*lead, Run("  " + say("shape.folded", count=rows), "muted")),
    )


def _rows(blocks: Iterable[_Block]) -> int:
    return sum(line.kind == "row" for block in blocks for line in block.lines)


def _spaced(lines: Sequence[Line]) -> list[Line]:
    """Without the blank lines that separate nothing any more."""
    kept: list[Line] = []
    for line in lines:
        if line.kind != "blank" or (kept and kept[-1].kind != "blank"):
            kept.append(line)
    return kept[:-1] if kept and kept[-1].kind == "blank" else kept
