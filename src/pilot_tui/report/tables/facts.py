"""The facts of a programme by subject, each with its source."""

from __future__ import annotations

from pilot_tui.report.document import Column, Group, Row, Table
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.measured import measured
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import Row as Stored
from pilot_tui.workbook.rows import text


def facts_table(material: Material) -> Table:
    """A group a subject."""
    groups: dict[str, list[Row]] = {}
    for row in material.ledgers.facts:
        groups.setdefault(pick(row, "area"), []).append(_row(row))
    return Table(
        key="facts",
        title=say("report.facts"),
        subtitle="",
        columns=(
            Column("fact", say("table.fact"), stub=True),
            Column("kind", say("field.kind")),
            Column("value", say("column.value"), align="right"),
            said.column("unit"),
            Column("period", say("field.period")),
            said.column("remark"),
            Column("source", say("field.source")),
        ),
        groups=tuple(Group(tuple(rows), area) for area, rows in groups.items()),
        provenance=said.provenance(("fact", row) for row in material.ledgers.facts),
    )


def _row(row: Stored) -> Row:
    held, kind = text(row, "value"), text(row, "kind")
    cells = (
        said.told(said.named(row, row["id"])),
        said.told(say(f"choice.{kind}") if kind else ""),
        said.told(measured(held, text(row, "operator"))) if held else said.NONE,
        said.told(pick(row, "unit")),
        said.told(text(row, "period")),
        said.told(text(row, "remark")),
        said.told(text(row, "source")),
    )
    return Row(cells, is_illustrative(row))
