"""Undo and redo: by step, per author and site, across restarts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot_tui.errors import NothingToRedo, NothingToUndo
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import Connection, journal, read
from pilot_tui.store.replay import standing
from pilot_tui.tables import TABLES
from pilot_tui.workbook.references import refuse_dangling, refuse_referred
from pilot_tui.workbook.since import refuse_if_changed_since

if TYPE_CHECKING:
    from pilot_tui.store.write import Transaction


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
    made = {change.uid for change in step}
    for change in step:
        refuse_if_changed_since(db, change, made)
    for change in reversed(step):
        if change.col:
            _take_back_edit(db, writing, change)
        elif change.val == "null":
            row = row_at(db, change)
            refuse_dangling(db, TABLES[change.tbl], row)
            writing.birth(change.tbl, change.row, row, change.uid)
        else:
            refuse_referred(db, change.tbl, change.row)
            writing.retire(change.tbl, change.row, change.uid)


def _take_back_edit(db: Connection, writing: Transaction, change: Change) -> None:
    cell, value = Cell(change.tbl, change.row, change.col), value_before(db, change)
    row = read.one(db, cell.table, cell.id) or {}
    refuse_dangling(db, TABLES[cell.table], {**row, cell.field: value})
    writing.edit(cell, value, change.uid)


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
