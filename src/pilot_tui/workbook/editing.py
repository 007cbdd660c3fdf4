"""The writing verbs: what may be changed, into what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pilot_tui.errors import InvalidValue, NoCell, NoRow, NotEditable
from pilot_tui.model import Cell
from pilot_tui.rules.bounds import INEXACT
from pilot_tui.rules.expert_totals import KEPT_OUT
from pilot_tui.store import Connection, read
from pilot_tui.tables import TABLES, Field, Kind, Table
from pilot_tui.words import pick
from pilot_tui.workbook import rows
from pilot_tui.workbook.approval import refuse_leap
from pilot_tui.workbook.references import refuse_dangling, refuse_ring
from pilot_tui.workbook.rows import Row

if TYPE_CHECKING:
    from pilot_tui.store.write import Transaction

_FIGURES = {"actual", "mark"}
"""Fields beside which a `state` says why they are blank."""
_OPERATORS = {("", "target"): "operator", ("", "actual"): "actual_operator", ("fact", "value"): "operator"}
"""Table, where it matters, and field → the field for what is typed before or behind its figure."""
_BY_THEMSELVES = (Kind.CODE, Kind.NAME, Kind.TEXT, Kind.CHOICE)
"""Kinds of fields that are understood without the rest of their row."""
_SCALED = {"mark": "mark", "result": "score"}
"""Table → its field that must lie on the scale of the round."""


def parts(cell: Cell) -> tuple[Table, Field]:
    """The declarations behind an address; raises `NoCell` or `NotEditable`."""
    if not read.known(cell):
        if cell.table in TABLES and cell.field == "id":
            raise NotEditable(address=cell)
        raise NoCell(address=cell)
    table = TABLES[cell.table]
    field = table.field(cell.field)
    assert field is not None
    if field.name in table.key:
        raise NotEditable(address=cell)
    return table, field


def existing(db: Connection, cell: Cell) -> Row | None:
    """The row of a cell; None when it could be born; raises `NoRow` when it could not."""
    row = read.one(db, cell.table, cell.id)
    if row is None and not (TABLES[cell.table].key and _could_be_born(db, cell)):
        raise NoRow(table=cell.table, id=cell.id)
    return row


def key_of(table: Table, id: str) -> Row:
    """The key fields an id is made of; raises `NoRow` when it is not written exactly as it would be made."""
    from pilot_tui.records.entry import stored
    from pilot_tui.records.ids import make_id

    declared = {field.name: field for field in table.fields}
    try:
        pieces = zip(table.key, id.split("."), strict=True)
        key: Row = {name: stored(declared[name], piece, {}) for name, piece in pieces}
        if make_id(table, key) == id:
            return key
    except (ValueError, InvalidValue):  # too many parts or too few, or one that cannot be
        pass
    raise NoRow(table=table.name, id=id)


def meaning(db: Connection, cell: Cell, text: str, row: Row) -> list[tuple[str, object]]:
    """What typing `text` into the cell changes: `(field, new value)` pairs; raises `InvalidValue`."""
    stored, split_operator, refuse_contradiction = _understanding()
    table, field = parts(cell)
    state = table.field("state") if field.name in _FIGURES else None
    if state is not None and (said := _state(state, text)):
        return [(field.name, None), ("state", said)]
    operators = table.field(_OPERATORS.get((table.name, field.name)) or _OPERATORS.get(("", field.name), ""))
    operator, text = split_operator(text, operators) if operators else ("", text)
    value = stored(field, text, row if field.kind in _BY_THEMSELVES else {**row, **context(db, table, row)})
    changed: list[tuple[str, object]] = [(field.name, value)]
    if operators is not None and (operator or _now_exact(operators, row)):
        changed.append((operators.name, operator or None))
    if state is not None and value is not None and row.get("state") not in (None, "no_target"):
        changed.append(("state", None))  # a figure that is there is no longer absent
    if (table.name, field.name) == ("county", "name_zh") and value is not None:
        changed += _spelt(str(value))
    after = {"id": cell.id, **row, field.name: value}
    refuse_off_scale(db, table, after)
    if field.name == "mark":
        refuse_kept_out(db, table, after)
    refuse_contradiction(db, table, after, field.name)
    if field.of and value is not None:
        refuse_dangling(db, table, after)
        refuse_ring(db, table, after)
    return changed


@cache
def _understanding() -> tuple[
    Callable[[Field, str, Mapping[str, object]], str | int | None],
    Callable[[str, Field], tuple[str, str]],
    Callable[[Connection, Table, Row, str], None],
]:
    """What is imported by the first who types; a whole sheet asks a hundred thousand times."""
    from pilot_tui.records.entry import stored
    from pilot_tui.records.targets import split_operator
    from pilot_tui.workbook.contradictions import refuse_contradiction

    return stored, split_operator, refuse_contradiction


def _now_exact(operators: Field, row: Row) -> bool:
    """Whether an actual that was more than a figure is now typed as one, or taken out."""
    return operators.name == "actual_operator" and row.get(operators.name) in INEXACT


def _spelt(name: str) -> list[tuple[str, object]]:
    """What a county is found by goes with its name."""
    from pilot_tui.records.names import pinyin_of

    return list(zip(("pinyin", "initials"), pinyin_of(name), strict=True))


def write(db: Connection, writing: Transaction, cell: Cell, text: str) -> None:
    """Make of a cell what typing `text` means, leaving alone what is so already; raises as `meaning`."""
    row, before, changed = difference(db, cell, text)
    refuse_leap(cell.table, before, dict(changed), writing.reason)
    if row is None:
        writing.birth(cell.table, cell.id, {**before, **dict(changed), "provenance": "entered"})
        return
    for name, value in changed:
        writing.edit(Cell(cell.table, cell.id, name), value)


def difference(db: Connection, cell: Cell, text: str) -> tuple[Row | None, Row, list[tuple[str, object]]]:
    """The row, what stands in it or would when it is born, and what typing `text` would change of that."""
    row = existing(db, cell)
    before = row if row is not None else key_of(TABLES[cell.table], cell.id)
    changed = [(name, value) for name, value in meaning(db, cell, text, before) if before.get(name) != value]
    return row, before, changed


def _could_be_born(db: Connection, cell: Cell) -> bool:
    table = TABLES[cell.table]
    try:
        refuse_dangling(db, table, key_of(table, cell.id))
    except InvalidValue:
        return False
    return True


def _state(field: Field, text: str) -> str:
    from pilot_tui.records.entry import stored

    if not text.strip() or text[:1].isdigit() or any(letter.isdigit() for letter in text):
        return ""
    try:
        return str(stored(field, text, {}) or "")
    except InvalidValue:
        return ""


def context(db: Connection, table: Table, row: Mapping[str, object]) -> Row:
    """What a row itself does not say: the unit of a value or a measure stands with its indicator."""
    if table.name == "progress":
        milestone = read.one(db, "milestone", str(row.get("milestone") or "")) or {}
        return {name: milestone.get(name) for name in ("year", "unit_zh", "unit_en")}
    if table.name not in ("value", "measure"):
        return {}
    indicator = read.one(db, "indicator", f"{row.get('programme')}.{row.get('indicator')}") or {}
    return {"unit_zh": indicator.get("unit_zh"), "unit_en": indicator.get("unit_en")}


def refuse_off_scale(db: Connection, table: Table, row: Row) -> None:
    """Raise `InvalidValue` if the row is a mark or a result outside the scale of its round."""
    given = rows.number(row, _SCALED[table.name]) if table.name in _SCALED else None
    if given is None:
        return
    low, high = scale(db, row)
    if not low <= given <= high:
        raise InvalidValue(reason="off_scale", text=str(given), low=low, high=high)


def refuse_kept_out(db: Connection, table: Table, row: Row) -> None:
    """Raise `InvalidValue` if the row is a mark by an expert who is kept out of the county."""
    if table.name != "mark" or rows.number(row, "mark") is None:
        return
    pair = f"{row.get('round')}.{row.get('county')}.{row.get('expert')}"
    state = rows.text(read.one(db, "assignment", pair) or {}, "state")
    if state in KEPT_OUT:
        expert = read.one(db, "expert", f"{row.get('round')}.{row.get('expert')}") or {}
        name = pick(expert, "name") or rows.text(row, "expert")
        county = pick(read.one(db, "county", rows.text(row, "county")) or {}, "name")
        facts = {"text": rows.text(row, "mark"), "expert": name, "county": county}
        raise InvalidValue(reason=f"kept_out_{state}", **facts)


def scale(db: Connection, row: Row) -> tuple[Decimal, Decimal]:
    """The least and the greatest mark: the round's scale, the criterion's maximum where one is set."""
    round = read.one(db, "round", rows.text(row, "round")) or {}
    low, high = rows.number(round, "scale_low"), rows.number(round, "scale_high")
    criterion = read.one(db, "criterion", f"{row.get('round')}.{row.get('criterion')}") or {}
    most = rows.number(criterion, "max")
    top = most if most is not None else high if high is not None else Decimal(100)
    return low if low is not None else Decimal(0), top
