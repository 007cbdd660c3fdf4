"""Undo and redo: by step, per author and site, across restarts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pilot_tui.errors import NothingToRedo, NothingToUndo
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import Connection, journal, read
from pilot_tui.store.replay import standing
from pilot_tui.store.steady import steady
from pilot_tui.tables import TABLES
from pilot_tui.workbook.references import refuse_dangling, refuse_referred
from pilot_tui.workbook.since import refuse_if_changed_since

if TYPE_CHECKING:
    from pilot_tui.store.write import Transaction

_AT_ONCE = 200
"""Changes that are taken back with a few statements."""


def step_to_undo(db: Connection, site: str, actor: str) -> list[Change]:
    """The last standing step of this author; raises `NothingToUndo`."""
    for first in journal.steps_back(db, site, actor):
        if not is_undo(db, first) and not journal.undone_by(db, first.uid):
            return journal.of_step(db, site, first.step)
    raise NothingToUndo


def step_to_redo(db: Connection, site: str, actor: str) -> list[Change]:
    """The last undo of this author that nothing was made after; raises `NothingToRedo`."""
    for first in journal.steps_back(db, site, actor):
        if not first.undoes:
            break
        if is_undo(db, first) and not journal.undone_by(db, first.uid):
            return journal.of_step(db, site, first.step)
    raise NothingToRedo


def take_back(db: Connection, writing: Transaction, step: list[Change]) -> None:
    """Make the opposite of every change of the step, last first.

    Raises:
        ChangedSince: When somebody else's change now stands in a cell or a row of the step.
        InUse, InvalidValue: When a row would go that another refers to, or a reference would lead nowhere.
    """
    refuse_if_changed_since(db, step)
    for some in _together(reversed(step), writing):
        first = some[0]
        if first.col:
            _take_back_edits(db, writing, some)
        elif first.val == "null":
            row = row_at(db, first)
            refuse_dangling(db, TABLES[first.tbl], row)
            writing.birth(first.tbl, first.row, row, first.uid)
        else:
            refuse_referred(db, first.tbl, first.row)
            writing.retire(first.tbl, first.row, first.uid)


def _together(changes: Iterable[Change], writing: Transaction) -> Iterator[list[Change]]:
    """The same changes, in their order; those next to each other that can be written at once together."""
    some: list[Change] = []
    cells: dict[str, set[str]] = {}
    for one in changes:
        alone = bool(one.col) and writing.stands_alone(one.tbl, one.col)
        if some and not (alone and len(some) < _AT_ONCE and _joins(some[-1], cells, one)):
            yield some
            some, cells = [], {}
        some.append(one)
        cells.setdefault(one.row, set()).add(one.col)
        if not alone:
            yield some
            some, cells = [], {}
    if some:
        yield some


def _joins(last: Change, cells: Mapping[str, Collection[str]], one: Change) -> bool:
    """Whether a change is of another cell of the last row, or of a row that is not among `cells` yet."""
    if one.tbl != last.tbl:
        return False
    return one.col not in cells[one.row] if one.row == last.row else one.row not in cells


def _take_back_edits(db: Connection, writing: Transaction, changes: Sequence[Change]) -> None:
    """Cells of rows of one table get back what they held."""
    table, before = TABLES[changes[0].tbl], dict[Cell, object]()
    with steady(db):
        read.ahead(db, (Cell(one.tbl, one.row, one.col) for one in changes))
        journal.named_ahead(db, changes)
        rows = {one.row: read.one(db, table.name, one.row) or {} for one in changes}
        for one in changes:
            value = before[Cell(one.tbl, one.row, one.col)] = value_before(db, one)
            rows[one.row][one.col] = value
            refuse_dangling(db, table, rows[one.row])
    undone = {Cell(one.tbl, one.row, one.col): one.uid for one in changes}
    if len(before) == 1:
        ((cell, value),) = before.items()
        writing.edit(cell, value, undone[cell])
        return
    values: dict[str, dict[str, object]] = {}
    for cell, value in before.items():
        values.setdefault(cell.id, {})[cell.field] = value
    writing.edit_rows(table.name, values, undone)


def value_before(db: Connection, change: Change) -> object:
    """What the cell held when the change was made: the head among those it names."""
    named = [found for uid in json.loads(change.deps) if (found := journal.by_uid(db, uid)) is not None]
    own = [one for one in named if (one.tbl, one.row) == (change.tbl, change.row)]
    shown = heads.shown_head([one for one in own if one.val != "null" or one.col])
    return heads.cell_value(shown, change.col) if shown else None


def row_at(db: Connection, retirement: Change) -> dict[str, object]:
    """The row as it stood when it was retired."""
    past = journal.of_row(db, retirement.tbl, retirement.row)
    return standing([one for one in past if one.n < retirement.n])


def is_undo(db: Connection, change: Change | None) -> bool:
    """An undo takes back an edit or a redo; a redo takes back an undo."""
    undo = False
    while change is not None and change.undoes:
        undo = not undo
        change = journal.by_uid(db, change.undoes)
    return undo
