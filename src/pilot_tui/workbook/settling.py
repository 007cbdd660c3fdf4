"""Conflicts: what stands side by side in a cell, since when and why, and settling them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pilot_tui.errors import NoConflict, NoReason, Term
from pilot_tui.model import Cell, Change
from pilot_tui.rules import heads as rules
from pilot_tui.rules.merging import base_of, seen_by
from pilot_tui.store import Connection, conflicts, duplicates, guards, heads, journal, read
from pilot_tui.store.write import Transaction
from pilot_tui.workbook import editing
from pilot_tui.workbook.references import refuse_referred
from pilot_tui.workbook.workbook import Workbook

KEPT, RETIRED = "kept", "retired"
"""What a row that was retired by one and changed by another may be settled as."""


@dataclass(frozen=True)
class Claim:
    """One of the values that stand side by side."""

    value: object
    """As stored; of a retired row `kept` or `retired`."""
    change: Change
    """Who said so, when and why."""
    shown: bool = False
    """Whether it is the one shown meanwhile."""
    field: str = ""
    """Of a row that is kept: the field that was changed."""


@dataclass(frozen=True)
class Conflict:
    """A cell two people have written, or a row one of them retired."""

    cell: Cell
    """Its field is `id` where the row itself is meant."""
    kinds: Sequence[str]
    """Of `rules.merging.KINDS`."""
    base: object
    """What stood there before they parted; None when nothing did."""
    claims: Sequence[Claim]
    """By clock and site."""
    before: Change | None = None
    """What wrote `base`; None where nothing did, or nothing that is here."""


def open_conflicts(book: Workbook) -> list[Conflict]:
    """Every conflict of the file, by address."""
    with book.store.reading() as db:
        listed = groupby(conflicts.every(db), key=lambda one: one[:3])
        return [
            _told(db, Cell(*cell), [one[3] for one in of])
            for cell, of in listed
            if not book.conceals(*cell[:2])
        ]


def conflict_at(book: Workbook, cell: Cell) -> Conflict:
    """The conflict a cell is in; raises `NoConflict`, and `Concealed` where the viewer may not know of it."""
    book.refuse_concealed([cell])
    with book.store.reading() as db:
        return _at(db, cell)


def resolve(book: Workbook, cell: Cell, text: str, reason: str = "") -> list[Change]:
    """Settle a conflict: by one of the values, or by another.

    Args:
        book: Where.
        cell: Its address.
        text: One of the values as stored, or what is typed instead; `kept` or `retired` for a row.
        reason: Why; needed for a value nobody claimed.

    Raises:
        NoConflict, NoReason: And as `Workbook.edit`.
    """
    return resolve_all(book, [(cell, text)], reason)


def resolve_all(book: Workbook, pairs: Sequence[tuple[Cell, str]], reason: str = "") -> list[Change]:
    """Settle several conflicts in one step, all of them or none. Raises as `resolve`."""
    with book.writing(reason) as writing:
        book.refuse_concealed(cell for cell, _ in pairs)
        for cell, text in pairs:
            _settle(book.store.conn, writing, cell, text, reason)
    return writing.made


def _settle(db: Connection, writing: Transaction, cell: Cell, text: str, reason: str) -> None:
    conflict = _at(db, cell)
    if cell.field == "id":
        _settle_row(db, writing, cell, text)
        return
    claimed = [
        claim.value for claim in conflict.claims if ("" if claim.value is None else str(claim.value)) == text
    ]
    if not claimed and not reason.strip():
        raise NoReason(why=Term("conflict.why_another"))
    row = read.one(db, cell.table, cell.id) or {}
    changed = [(cell.field, claimed[0])] if claimed else editing.meaning(db, cell, text, row)
    for name, value in changed:
        one = cell._replace(field=name)
        if one == cell:
            writing.edit(one, value, beside=_beside(db, cell))
        elif row.get(name) != value:
            writing.edit(one, value)


def _settle_row(db: Connection, writing: Transaction, cell: Cell, text: str) -> None:
    if text not in (KEPT, RETIRED):
        raise NoReason(why=Term("conflict.kept_or_retired"))
    if text == RETIRED:
        refuse_referred(db, cell.table, cell.id)
        writing.retire(cell.table, cell.id)
        return
    open = [col for table, row, col, kind in conflicts.every(db) if (table, row) == cell[:2] and col]
    row = read.one(db, cell.table, cell.id) or {}
    writing.birth(cell.table, cell.id, {k: v for k, v in row.items() if k != "id"}, open=open)


def _beside(db: Connection, cell: Cell) -> list[Change]:
    """What of other rows whoever settles a cell has before them: its guard, rows of the same name."""
    guard = guards.of_row(db, cell.table, cell.id)
    found = [journal.by_uid(db, guard.uid)] if guard else []
    if duplicates.matters(cell.table, cell.field):
        for other in duplicates.twins(db, cell.table, cell.id):
            found += heads.of_cell(db, cell._replace(id=other))
    return [one for one in found if one is not None]


def _at(db: Connection, cell: Cell) -> Conflict:
    kinds = conflicts.of_cell(db, _stored(cell))
    if not kinds:
        raise NoConflict(address=cell)
    return _told(db, _stored(cell), kinds)


def _stored(cell: Cell) -> Cell:
    return cell._replace(field="") if cell.field == "id" else cell


def _told(db: Connection, cell: Cell, kinds: Sequence[str]) -> Conflict:
    past = {one.uid: one for one in journal.of_row(db, cell.table, cell.id)}
    if not cell.field:
        return Conflict(cell._replace(field="id"), kinds, KEPT, _sides([*past.values()]))
    standing = heads.of_cell(db, cell)
    base = base_of(standing, past, cell.field)
    claims = [Claim(rules.cell_value(one, cell.field), one, one is standing[-1]) for one in standing]
    claims += _unchanged(db, cell, kinds, base) if len(standing) == 1 else []
    return Conflict(cell, kinds, rules.cell_value(base, cell.field) if base else None, claims, base)


def _unchanged(db: Connection, cell: Cell, kinds: Sequence[str], base: Change | None) -> Iterator[Claim]:
    """What stands against a single head: the value that was approved, the name another row bears."""
    if "approved" in kinds:
        guard = guards.of_row(db, cell.table, cell.id)
        change = journal.by_uid(db, guard.uid) if guard else None
        if change is not None:
            yield Claim(rules.cell_value(base, cell.field) if base else None, change)
    elif "foreign" in kinds and base is not None:
        yield Claim(rules.cell_value(base, cell.field), base)
    if "duplicate" in kinds:
        for other in duplicates.twins(db, cell.table, cell.id):
            for one in heads.of_cell(db, cell._replace(id=other)):
                yield Claim(rules.cell_value(one, cell.field), one)


def _sides(past: Sequence[Change]) -> list[Claim]:
    """Who retired the row, and whose changes they had not seen."""
    lives = [one for one in past if not one.col]
    named = {uid for one in lives for uid in seen_by(one)}
    gone = [one for one in lives if one.val == "null" and one.uid not in named]
    seen = {uid for one in gone for uid in seen_by(one)}
    unseen = {
        head.uid: head
        for col in {one.col for one in past}
        for head in rules.cell_heads(past, col)
        if head.uid not in seen
    }
    claims = [Claim(RETIRED, one) for one in gone]
    claims += [Claim(KEPT, one, shown=True, field=one.col) for one in unseen.values()]
    return sorted(claims, key=lambda claim: rules.order(claim.change))
