"""How wide the columns of a table are in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pilot_tui.cells import fit, shown, width
from pilot_tui.report.document import Column
from pilot_tui.report.seen import Seen
from pilot_tui.report.wrapping import longest, wrap

_SHORT, _SHORTEST = 6, 4
"""Cells up to which a heading is not broken where there is room, and where there is none."""
_NARROW = 3
"""Lines of a heading where there is no room."""
_LONGEST_HEADING = 60
"""Cells beyond which a heading is cut: it would stand over the whole page."""
_LEAST_PROSE = 8
_LONGEST_WORD = 16


@dataclass(frozen=True, slots=True)
class Place:
    """One column in a panel."""

    at: int
    """Its number in the table."""
    column: Column
    cells: int
    least: int
    """The fewest cells it could do with."""
    whole: int = 0
    """Cells before the decimal point where points are aligned."""
    frac: int = 0
    """Cells after it."""


def heading(column: Column, language: str, cells: int) -> tuple[str, ...]:
    """A column's heading in lines: the unit beside the title where both fit, else below it."""
    name = column.title if width(column.title) <= _LONGEST_HEADING else fit(column.title, _LONGEST_HEADING)
    if not column.unit:
        return wrap(name, cells)
    unit, blank = f"({column.unit})", "" if language == "zh" else " "
    whole = shown(f"{name}{blank}{unit}")
    return (whole,) if width(whole) <= cells else (*wrap(name, cells), *wrap(unit, cells))


def natural(
    columns: Sequence[Column], seen: Sequence[Seen], kept: Iterable[int], language: str
) -> list[Place]:
    """Those of the columns that are kept, as wide as their cells and their headings ask for."""
    return [_measured(columns[at], seen[at], at, language) for at in kept]


def fits(places: Sequence[Place], cells: int) -> bool:
    """Whether all columns stand side by side, those that say which row this is at their natural width."""
    named = (one.cells if one.column.stub or one.column.merge else one.least for one in places)
    return sum(named) + len(places) - 1 <= cells


def side_by_side(members: Sequence[Place], gap: int) -> int:
    """The cells of columns at their natural width with gaps between them."""
    return sum(one.cells for one in members) + gap * (len(members) - 1)


def _measured(column: Column, seen: Seen, at: int, language: str) -> Place:
    if column.align == "left":
        prose = min(seen.widest, max(_LEAST_PROSE, min(seen.word, _LONGEST_WORD)))
        most, least = (
            _under(column, language, seen.widest, 1),
            _under(column, language, prose, _NARROW),
        )
        return Place(at, column, most, least)
    whole, frac = seen.whole, seen.frac
    figures = max(seen.widest, whole + (frac + 1 if frac else 0))
    most, least = (_under(column, language, figures, lines) for lines in (2, _NARROW))
    return Place(at, column, most, least, whole, frac)


def _under(column: Column, language: str, widest: int, lines: int) -> int:
    """The narrowest a column as wide as `widest` may be under a heading of so many lines, no word broken."""
    short = _SHORT if lines < _NARROW else _SHORTEST
    cells = max(widest, min(longest(column.title), _LONGEST_WORD), min(width(column.title), short), 1)
    while len(heading(column, language, cells)) > lines:
        cells += 1
    return cells
