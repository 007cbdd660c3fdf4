"""Undo and redo: by step, per author and site, across restarts."""

from __future__ import annotations

import json
import sqlite3

from pilot_tui.errors import ChangedSince, NothingToRedo, NothingToUndo
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import journal, read
from pilot_tui.store.replay import standing
from pilot_tui.store.write import Transaction


def step_to_undo(db: sqlite3.Connection, site: str, actor: str) -> list[Change]:
    """The last standing step of this author; raises `NothingToUndo`."""
    for first in journal.steps_back(db, site, actor):
        if not _is_undo(db, first) and not journal.undone_by(db, first.uid):
            return journal.of_step(db, site, first.step)
    raise NothingToUndo


def step_to_redo(db: sqlite3.Connection, site: str, actor: str) -> list[Change]:
    """The last undo of this author that nothing was made after; raises `NothingToRedo`."""
    for first in journal.steps_back(db, site, actor):
        if not first.undoes:
            break
        if _is_undo(db, first) and not journal.undone_by(db, first.uid):
            return journal.of_step(db, site, first.step)
    raise NothingToRedo


def take_back(db: sqlite3.Connection, writing: Transaction, step: list[Change]) -> None:
    """Make the opposite of every change of the step, last first; raises `ChangedSince`."""
    for change in reversed(step):
        _refuse_if_changed_since(db, change)
    for change in reversed(step):
        if change.col:
            writing.edit(Cell(change.tbl, change.row, change.col), value_before(db, change), change.uid)
        elif change.val == "null":
            writing.birth(change.tbl, change.row, row_at(db, change), change.uid)
        else:
            writing.retire(change.tbl, change.row, change.uid)


def value_before(db: sqlite3.Connection, change: Change) -> object:
    """What the cell held when the change was made: the head among those it names."""
    named = [found for uid in json.loads(change.deps) if (found := journal.by_uid(db, uid)) is not None]
    shown = heads.shown_head([one for one in named if one.val != "null" or one.col])
    return heads.cell_value(shown, change.col) if shown else None


def row_at(db: sqlite3.Connection, retirement: Change) -> dict[str, object]:
    """The row as it stood when it was retired."""
    past = journal.of_row(db, retirement.tbl, retirement.row)
    return standing([one for one in past if one.uid != retirement.uid])


def _is_undo(db: sqlite3.Connection, change: Change | None) -> bool:
    """An undo takes back an edit or a redo; a redo takes back an undo."""
    undo = False
    while change is not None and change.undoes:
        undo = not undo
        change = journal.by_uid(db, change.undoes)
    return undo


def _refuse_if_changed_since(db: sqlite3.Connection, change: Change) -> None:
    if change.col:
        since = heads.cell_heads(journal.of_cell(db, change.tbl, change.row, change.col), change.col)
    else:
        since = _later_in_row(db, change)
    for head in since:
        if head.uid != change.uid:
            raise ChangedSince(who=head.actor, address=Cell(change.tbl, change.row, change.col or "id"))
    if change.col and read.one(db, change.tbl, change.row) is None:
        raise ChangedSince(who=_retirer(db, change), address=Cell(change.tbl, change.row, change.col))


def _later_in_row(db: sqlite3.Connection, change: Change) -> list[Change]:
    """Changes of the row made since that still stand: for each touched cell its head, and the row's own."""
    past = journal.of_row(db, change.tbl, change.row)
    later = [one for one in past if one.n > change.n and not journal.undone_by(db, one.uid)]
    return [one for one in later if not one.undoes]


def _retirer(db: sqlite3.Connection, change: Change) -> str:
    gone = [one for one in journal.of_row(db, change.tbl, change.row) if not one.col and one.val == "null"]
    return gone[-1].actor if gone else ""
