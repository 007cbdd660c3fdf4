"""The writing verbs: what may be changed, into what."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from pilot_tui.errors import InvalidValue, NoCell, NoRow, NotEditable
from pilot_tui.model import Cell
from pilot_tui.store import read
from pilot_tui.store.write import Transaction, known
from pilot_tui.tables import TABLES, Field, Table
from pilot_tui.workbook import rows
from pilot_tui.workbook.rows import Row

_FIGURES = {"actual", "mark"}
"""Fields beside which a `state` says why they are blank."""


def parts(cell: Cell) -> tuple[Table, Field]:
    """The declarations behind an address; raises `NoCell` or `NotEditable`."""
    if not known(cell):
        if cell.table in TABLES and cell.field == "id":
            raise NotEditable(address=cell)
        raise NoCell(address=cell)
    table = TABLES[cell.table]
    field = table.field(cell.field)
    assert field is not None
    if field.name in table.key:
        raise NotEditable(address=cell)
    return table, field


def existing(db: sqlite3.Connection, cell: Cell) -> Row | None:
    """The row of a cell; None when it could be born; raises `NoRow` when it could not."""
    row = read.one(db, cell.table, cell.id)
    if row is None and not (TABLES[cell.table].key and _could_be_born(db, cell)):
        raise NoRow(table=cell.table, id=cell.id)
    return row


def key_of(table: Table, id: str) -> Row:
    """The key fields an id is made of; raises `NoRow` when it does not fit."""
    pieces = id.split(".")
    if len(pieces) != len(table.key) or not all(pieces):
        raise NoRow(table=table.name, id=id)
    key: Row = {}
    for name, piece in zip(table.key, pieces, strict=True):
        field = table.field(name)
        numeric = field is not None and field.kind in ("integer", "year")
        if numeric and not (piece.isascii() and piece.isdigit()):
            raise NoRow(table=table.name, id=id)
        key[name] = int(piece) if numeric else piece
    return key


def refuse_dangling(db: sqlite3.Connection, table: Table, row: Mapping[str, object]) -> None:
    """Raise `InvalidValue` for the first reference that leads nowhere."""
    for field in table.fields:
        if field.of and row.get(field.name) is not None:
            scope = f"{row.get(field.scope)}." if field.scope else ""
            id = f"{scope}{row[field.name]}"
            if read.one(db, field.of, id) is None:
                raise InvalidValue(reason="no_such_row", text=id, table=field.of, field=field.name)


def meaning(db: sqlite3.Connection, cell: Cell, text: str, row: Row) -> list[tuple[str, object]]:
    """What typing `text` into the cell changes: `(field, new value)` pairs; raises `InvalidValue`."""
    from pilot_tui.records.entry import stored

    table, field = parts(cell)
    state = table.field("state")
    if field.name in _FIGURES and state is not None and (said := _state(state, text)):
        return [(field.name, None), ("state", said)]
    context = {**row, **_context(db, table, row)}
    value = stored(field, text, context)
    _check_scale(db, cell, value, row)
    changed: list[tuple[str, object]] = [(field.name, value)]
    if field.of and value is not None:
        refuse_dangling(db, table, {**row, field.name: value})
    return changed


def apply(writing: Transaction, cell: Cell, row: Row, changed: list[tuple[str, object]]) -> None:
    """Write what `meaning` found, leaving alone what is so already."""
    for name, value in changed:
        if row.get(name) != value:
            writing.edit(Cell(cell.table, cell.id, name), value)


def _could_be_born(db: sqlite3.Connection, cell: Cell) -> bool:
    table = TABLES[cell.table]
    try:
        refuse_dangling(db, table, key_of(table, cell.id))
    except InvalidValue:
        return False
    return True


def _state(field: Field, text: str) -> str:
    from pilot_tui.records.entry import stored

    if not text.strip() or any(letter.isdigit() for letter in text):
        return ""
    try:
        return str(stored(field, text, {}) or "")
    except InvalidValue:
        return ""


def _context(db: sqlite3.Connection, table: Table, row: Row) -> Row:
    """The unit of a value stands with its indicator."""
    if table.name != "value":
        return {}
    indicator = read.one(db, "indicator", f"{row.get('programme')}.{row.get('indicator')}") or {}
    return {"unit_zh": indicator.get("unit_zh"), "unit_en": indicator.get("unit_en")}


def _check_scale(db: sqlite3.Connection, cell: Cell, value: object, row: Row) -> None:
    if cell.table not in ("mark", "result") or cell.field not in ("mark", "score") or value is None:
        return
    low, high = scale(db, row)
    if not low <= Decimal(str(value)) <= high:
        raise InvalidValue(reason="off_scale", text=str(value), low=low, high=high)


def scale(db: sqlite3.Connection, row: Row) -> tuple[Decimal, Decimal]:
    """The least and the greatest mark: the round's scale, the criterion's maximum where one is set."""
    round = read.one(db, "round", rows.text(row, "round")) or {}
    low, high = rows.number(round, "scale_low"), rows.number(round, "scale_high")
    criterion = read.one(db, "criterion", f"{row.get('round')}.{row.get('criterion')}") or {}
    most = rows.number(criterion, "max")
    top = most if most is not None else high if high is not None else Decimal(100)
    return low if low is not None else Decimal(0), top
