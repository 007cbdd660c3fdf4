"""The third column of a wide screen: the series of the cell under the cursor, and who changed it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from pilot_tui.cells import fit, width
from pilot_tui.cells import number as number_in
from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import figure, when
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.screens.frame import BESIDE as WIDTH
from pilot_tui.screens.side_bars import milestone_of, of_mark, of_milestone, of_total
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import number, text

_HEIGHT, _AXIS = 9, 7
_MOST_YEARS = 4
_MOST_CHANGES = 8

Point = tuple[str, Decimal | None, Decimal | None]
"""Year, target, actual."""


def lines(book: Workbook, cell: Cell | None, year: int) -> list[Runs]:
    """Name and chart of what is under the cursor, then its changes."""
    if cell is None:
        return []
    made: list[Runs] = []
    if cell.table == "value" and (row := book.row("value", cell.id)):
        indicator = book.row("indicator", f"{row['programme']}.{row['indicator']}") or {}
        unit = pick(indicator, "unit_short") or pick(indicator, "unit")
        name = one_line(pick(indicator, "short") or pick(indicator, "name"))
        made += [(Run(f" {name}", "bold foreground"), Run(f"  {one_line(unit)}", "faint")), ()]
        made += [
            *chart(
                series(book, text(row, "programme"), text(row, "county"), text(row, "indicator")), str(year)
            ),
            (),
        ]
    elif (milestone := milestone_of(cell)) and book.row("milestone", milestone):
        made += of_milestone(book, milestone)
    elif cell.table == "mark":
        made += of_mark(book, cell.id)
    elif cell.table == "review":
        return of_total(book, cell)
    elif cell.table not in TABLES:  # of a computed number that has no series
        return []
    else:
        made += [(Run(" " + " ".join(filter(None, name_of(book, cell))), "bold foreground"),), ()]
    return [*made, (Run(" " + say("side.history"), "faint"),), *history(book, _entered(cell))]


def _entered(cell: Cell) -> Cell:
    """The cell that is entered, where a number is computed from it."""
    declared = TABLES[cell.table]
    if declared.field(cell.field) is not None:
        return cell
    return cell._replace(field="actual" if declared.field("actual") else "value")


def series(book: Workbook, programme: str, county: str, indicator: str) -> list[Point]:
    """The baseline, then every year's target and actual; the last years where there are many."""
    found: list[Point] = []
    for year in book.years(programme)[-_MOST_YEARS:]:
        row = book.row("value", f"{programme}.{county}.{indicator}.{year}") or {}
        if not found and (base := number(row, "baseline")) is not None:
            found.append((str(year - 1), None, base))
        found.append((str(year), number(row, "target"), number(row, "actual")))
    return found[-_MOST_YEARS:]


def chart(points: list[Point], now: str) -> list[Runs]:
    """Targets as dashes, actuals as dots, year by year; the year in view in primary."""
    seen = [value for _, *values in points for value in values if value is not None]
    if not seen:
        return []
    low, high = min(seen), max(seen)
    span = high - low or Decimal(1)
    place = {value: round((high - value) / span * (_HEIGHT - 1)) for value in seen}
    rows = [_row(points, place, at, now, _label(at, low, high)) for at in range(_HEIGHT)]
    years = (
        Run(" " * (_AXIS + 1)),
        *(Run(f"{year:^5}  ", "bold primary" if year == now else "faint") for year, *_ in points),
    )
    legend = (
        Run(" " * (_AXIS + 1)),
        Run("● ", "foreground"),
        Run(say("choice.actual") + "   ", "muted"),
        Run("━━ ", "muted"),
        Run(say("choice.target"), "muted"),
    )
    return [*rows, years, (), legend]


def _label(at: int, low: Decimal, high: Decimal) -> str:
    return (
        figure(high - (high - low) * at / (_HEIGHT - 1) if 0 < at < _HEIGHT - 1 else (low if at else high))
        if at % 4 == 0
        else ""
    )


def _row(points: list[Point], place: dict[Decimal, int], at: int, now: str, label: str) -> Runs:
    runs = [Run(number_in(label, _AXIS) + " ", "faint")]
    for year, target, actual in points:
        line = "━━" if target is not None and place[target] == at else "  "
        dot = actual is not None and place[actual] == at
        ink = ("primary" if year == now else "foreground") if dot else "muted"
        runs += [Run(line, "muted"), Run("●" if dot else line[0], ink), Run(line, "muted"), Run("  ")]
    return tuple(runs)


def history(book: Workbook, cell: Cell) -> Iterator[Runs]:
    """The last changes of the cell, newest first."""
    changes = book.changes_of(cell)[-_MOST_CHANGES:]
    if not changes:
        yield (Run(" " + say("explain.untouched"), "muted"),)
    for change in reversed(changes):
        new = figure(json.loads(change.val), "—") if change.col else say("history.added")
        old = figure(book.old_value(change), "—") if change.col else ""
        told = f"{old} → {new}"
        who = fit(f" {when(change)[5:]}  {one_line(change.actor)}", max(12, WIDTH - width(told) - 2))
        yield (Run(who, "muted"), Run(told, "foreground"))
