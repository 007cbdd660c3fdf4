"""The rules of a programme as lines: one a rule with what it means, or one a row with a column a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pilot_tui.cells import width
from pilot_tui.model import Cell, Change
from pilot_tui.pane.fields import field_column, field_slot
from pilot_tui.pane.slots import MARK, Cells, line, provenance
from pilot_tui.panes.rules.kinds import Kind
from pilot_tui.report.explaining.rules import meaning, stands_for
from pilot_tui.report.explaining.said import when
from pilot_tui.safe import one_line
from pilot_tui.tables import Field
from pilot_tui.widgets.sheet import BLANK, OPENED, Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import default

VALUE = "value"
"""The column of a rule that has a line of its own."""
_MOST = 22
"""Cells a choice takes at most."""


def key_of(id: str, name: str) -> str:
    """The key of the line of one rule."""
    return f"{id}/{name}"


def listed(book: Workbook, kind: Kind, rows: Sequence[Row]) -> Listed:
    """A line for each rule of each row; above them the name of the row, where there may be several."""
    last = {
        (text(row, "id"), field.name): book.last_change(Cell(kind.name, text(row, "id"), field.name))
        for row in rows
        for field in kind.rules
    }
    made = {where: change for where, change in last.items() if change is not None and change.col}
    columns, cells = _rule_columns(kind, rows, changed=bool(made)), Cells(book)
    lines: list[Line] = []
    for row in rows:
        if kind.name != "rule":
            lead = (
                Run(f"{OPENED} ", "faint"),
                Run(one_line(pick(row, "name") or row["id"]), "bold foreground"),
            )
            lines.append(line(columns, f"group.{row['id']}", {}, "group", lead))
        id = text(row, "id")
        lines += [_rule(cells, columns, kind, row, one, made.get((id, one.name))) for one in kind.rules]
    return Listed(columns, lines)


def tabled(book: Workbook, kind: Kind, rows: Sequence[Row], footer: Line | None = None) -> Listed:
    """A line for each row, a column for each rule."""
    columns, cells = _row_columns(kind, rows), Cells(book)
    lines: list[Line] = []
    for row in rows:
        id = text(row, "id")
        slots = {one.name: value_slot(cells, kind.name, id, one, row) for one in kind.fields}
        slots |= {"mark": provenance(row), "code": slot(one_line(text(row, "code")), "muted")}
        lines.append(line(columns, id, slots))
    return Listed(columns, lines, footer if lines else None)


def value_slot(cells: Cells, table: str, id: str, field: Field, row: Row) -> Slot:
    """What a cell holds; of a blank one what it stands for, faint and said to be the default."""
    made = field_slot(cells, table, id, field, row)
    if text(row, field.name) or not default(table, field.name):
        return made
    return made._replace(runs=(Run(stands_for(table, field.name, row), "faint"),), absent="default")


def _rule(
    cells: Cells, columns: Sequence[Column], kind: Kind, row: Row, field: Field, last: Change | None
) -> Line:
    id = text(row, "id")
    slots = {
        "mark": provenance(row) if text(row, field.name) else BLANK,
        "name": slot(say(f"field.{field.name}")),
        VALUE: value_slot(cells, kind.name, id, field, row),
        "meaning": slot(meaning(kind.name, field.name), "muted"),
        "last": slot(f"{when(last)[:10]} {one_line(last.actor)}" if last else "", "faint"),
    }
    return line(columns, key_of(id, field.name), slots)


def _rule_columns(kind: Kind, rows: Sequence[Row], *, changed: bool) -> list[Column]:
    names = max(width(say(f"field.{field.name}")) for field in kind.rules)
    held = [stands_for(kind.name, field.name, row) for row in rows for field in kind.rules]
    return [
        MARK,
        Column("name", say("rules.name"), max(14, names), frozen=True, stop=False),
        Column(VALUE, say("rules.value"), min(_MOST, max(map(width, held), default=10)), mark=True),
        Column("meaning", say("rules.meaning"), 30, stop=False, gap=2, least=16, most=96),
        Column("last", say("rules.last"), 17, stop=False, drop=1, shown=changed),
    ]


def _row_columns(kind: Kind, rows: Sequence[Row]) -> list[Column]:
    code = max((width(text(row, "code")) for row in rows), default=0)
    columns = [MARK, Column("code", say("field.code"), max(4, min(code, 12)), frozen=True)]
    for field in kind.fields:
        column = field_column(field)
        held = max((width(stands_for(kind.name, field.name, row)) for row in rows), default=0)
        if field.choices:
            column = replace(column, width=max(width(column.title), min(held, _MOST)))
        columns.append(column)
    return columns
