"""The facts of a programme: what its documents say, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pilot_tui.pane.fields import extra_columns, extra_slots, field_slot
from pilot_tui.pane.fresh import Fresh
from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import MARK, Cells, line, provenance
from pilot_tui.panes.milestones.rows import name_slot
from pilot_tui.report.measured import measured
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook.rows import Row, address, text

_EXTRAS = ("county", "operator", "area_zh", "area_en", "unit_zh", "unit_en", "remark", "provenance")
_SPAN = 21
"""Cells of two days with a stroke between them."""
_FIELDS = {field.name: field for field in TABLES["fact"].fields}


class FactsSheet(Sheet):
    """All facts of the programme, by subject."""

    NAME, TABLES, HOME = "facts", ("fact",), "value"

    def source(self) -> Listed:
        """Every fact under its subject."""
        columns, cells = _columns(), Cells(self.book, self.added)
        lines: list[Line] = []
        for _, group in groupby(self.book.facts(self.view.programme), key=lambda row: text(row, "area_zh")):
            rows = list(group)
            lines.append(_heading(columns, rows))
            lines += [_fact(columns, cells, row) for row in rows]
        return Listed(columns, lines)

    def fresh(self) -> Fresh:
        """A fact of the subject the cursor is in."""
        here = self.book.row("fact", self.pane.grid.cursor[0]) or {}
        county = text(here, "county") or self.view.county
        typed = {
            "programme": self.view.programme,
            **({"county": county} if county else {}),
            **{name: text(here, name) for name in ("area_zh", "area_en") if text(here, name)},
        }
        return Fresh("fact", f"name_{spoken()}", typed, column="name", then="value")


def _columns() -> list[Column]:
    return [
        MARK,
        Column("name", say("table.fact"), 24, frozen=True, least=16, most=48),
        Column("value", say("column.value"), _SPAN, "right", mark=True),
        Column("unit", say("column.unit_zh"), 6, stop=False),
        Column("period", say("field.period"), _SPAN, mark=True),
        Column("kind", say("field.kind"), 8 if spoken() == "zh" else 12),
        Column("source", say("field.source"), 24, least=10, most=60),
        *extra_columns("fact", _EXTRAS),
    ]


def _fact(columns: Sequence[Column], cells: Cells, row: Row) -> Line:
    id = text(row, "id")
    fields = ("kind", "period", "source")
    return line(
        columns,
        id,
        {
            **extra_slots(cells, "fact", id, row, _EXTRAS),
            **{name: field_slot(cells, "fact", id, _FIELDS[name], row) for name in fields},
            "mark": provenance(row),
            "name": name_slot(cells, "fact", row, "name"),
            "value": _value(cells, id, row),
            "unit": slot(one_line(pick(row, "unit")), "faint"),
        },
    )


def _value(cells: Cells, id: str, row: Row) -> Slot:
    where, stored = address("fact", id, "value"), text(row, "value")
    if not stored:
        return slot(say("app.blank"), "faint", address=where, mark=cells.mark(where), absent="no_target")
    said = measured(one_line(stored), text(row, "operator"))
    return slot(said, address=where, entry=stored, mark=cells.mark(where))


def _heading(columns: Sequence[Column], rows: Sequence[Row]) -> Line:
    lead = (
        Run("▾ ", "faint"),
        Run(one_line(pick(rows[0], "area")) or "—", "bold foreground"),
        Run("  " + say("sheet.count_facts", count=f"{len(rows):,}"), "muted"),
    )
    return line(columns, f"group.{rows[0]['id']}", {}, "group", lead)
