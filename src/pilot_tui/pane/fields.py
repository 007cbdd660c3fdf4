"""The fields of a row as columns and slots, whatever they hold: for set-up, and for columns one brings in."""

from __future__ import annotations

from collections.abc import Iterable

from pilot_tui.cells import group_thousands, width
from pilot_tui.pane.slots import Cells
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.widgets.sheet import Column, Slot, slot
from pilot_tui.words import say, spoken
from pilot_tui.workbook.rows import Row, address, text

_WIDTHS = {
    Kind.DECIMAL: 8,
    Kind.INTEGER: 6,
    Kind.YEAR: 6,
    Kind.DATE: 10,
    Kind.SPAN: 12,
    Kind.CHOICE: 14,
    Kind.CODE: 14,
    Kind.TEXT: 24,
    Kind.NAME: 16,
    Kind.FIGURE: 10,
}
_NUMBERS = (Kind.DECIMAL, Kind.INTEGER, Kind.YEAR)
_NAME = 24


def field_column(field: Field, *, shown: bool = True) -> Column:
    """A column for a field, wide enough for its title; the name in the language spoken stays in view."""
    title = say(f"field.{field.name}")
    size = _NAME if field.name in ("name_zh", "name_en") else _WIDTHS[field.kind]
    right = field.kind in _NUMBERS
    return Column(
        field.name,
        title,
        max(size, width(title)),
        "right" if right else "left",
        gap=2 if right else 1,
        frozen=shown and field.name == f"name_{spoken()}",
        mark=right,
        shown=shown,
    )


def field_slot(cells: Cells, table: str, id: str, field: Field, row: Row, named: str = "") -> Slot:
    """What a field holds; `named` instead of a code."""
    where, stored = address(table, id, field.name), text(row, field.name)
    shown = named or one_line(stored)
    if field.kind is Kind.CHOICE and stored:
        shown = say(f"choice.{stored}")
    elif field.kind in (Kind.DECIMAL, Kind.FIGURE):
        shown = group_thousands(shown)
    return slot(shown, address=where, entry=stored, mark=cells.mark(where))


def extra_columns(table: str, names: Iterable[str]) -> list[Column]:
    """Columns for fields a pane leaves out at first."""
    return [field_column(_field(table, name), shown=False) for name in names]


def extra_slots(cells: Cells, table: str, id: str, row: Row, names: Iterable[str]) -> dict[str, Slot]:
    """Slots for those of the fields that were brought in."""
    wanted = [name for name in names if name in cells.added] if cells.added else ()
    return {name: field_slot(cells, table, id, _field(table, name), row) for name in wanted}


def _field(table: str, name: str) -> Field:
    found = TABLES[table].field(name)
    assert found is not None, name
    return found
