"""Whether what a change did still stands: undos and redos are seen through to what they left behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from pilot_tui.errors import ChangedSince
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads
from pilot_tui.store import Connection, journal, read
from pilot_tui.store.replay import existence
from pilot_tui.store.steady import steady

_AT_ONCE = 200
"""Changes of which the rows and their pasts are read with a few statements."""


def refuse_if_changed_since(db: Connection, step: Sequence[Change]) -> None:
    """Raise `ChangedSince` if another change, none of `step`, now stands where one of these was made."""
    made = {change.uid for change in step}
    for at in range(0, len(step), _AT_ONCE):
        some = step[at : at + _AT_ONCE]
        with steady(db):
            read.ahead(db, (Cell(one.tbl, one.row, "") for one in some))
            pasts = _pasts(db, some)
            for change in some:
                _refuse(db, change, pasts[change.tbl, change.row], made)


def _pasts(db: Connection, changes: Sequence[Change]) -> dict[tuple[str, str], dict[str, Change]]:
    """Table and id → every change of the row by its uid."""
    found: dict[tuple[str, str], dict[str, Change]] = {}
    for table in dict.fromkeys(one.tbl for one in changes):
        for one in journal.of_rows(db, table, [*{one.row for one in changes if one.tbl == table}]):
            found.setdefault((table, one.row), {})[one.uid] = one
    return found


def _refuse(db: Connection, change: Change, past: Mapping[str, Change], step: set[str]) -> None:
    for col in sorted(_columns(past.values(), change)):
        now = _heads(past.values(), col)
        if late := _standing(past, now, col) - _standing(past, [change], col) - step:
            # Where somebody went back to what is older than the change, who went back is named.
            raise _changed_since([past[uid] for uid in late if past[uid].n > change.n] or now)
    if read.one(db, change.tbl, change.row) is None and change.col:
        raise _changed_since(existence(past.values()))


def _changed_since(changes: Iterable[Change]) -> ChangedSince:
    last = max(changes, key=lambda one: one.n)
    return ChangedSince(who=last.actor, address=Cell(last.tbl, last.row, last.col or "id"))


def _columns(past: Iterable[Change], change: Change) -> set[str]:
    """Where a change could be overtaken: in its cell; at its row; a birth in any cell of its row too."""
    return {one.col for one in past} if heads.is_birth(change) else {change.col}


def _heads(changes: Iterable[Change], col: str) -> list[Change]:
    return heads.cell_heads(changes, col) if col else existence(changes)


def _standing(past: Mapping[str, Change], found: Iterable[Change], col: str) -> set[str]:
    """The edits, births and retirements these come down to; an undo leaves what its target had replaced."""
    todo, seen, standing = list(found), set(), set()
    while todo:
        one = todo.pop()
        if one.uid in seen:
            continue
        seen.add(one.uid)
        undone = past.get(one.undoes)
        if undone is None:
            standing.add(one.uid)
        else:
            todo += _heads(_behind(past, undone), col)
    return standing


def _behind(past: Mapping[str, Change], change: Change) -> list[Change]:
    """What was there when the change was made: what it names; for a whole row, what that names too."""
    todo, found = [change], dict[str, Change]()
    while todo:
        named = [uid for uid in json.loads(todo.pop().deps) if uid in past and uid not in found]
        found |= {uid: past[uid] for uid in named}
        todo += [] if change.col else [past[uid] for uid in named]
    return list(found.values())
