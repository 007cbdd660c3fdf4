"""What is wrong and not yet explained, the most pressing first."""

from __future__ import annotations

from pilot_tui.report import findings
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.lights import LIGHTS
from pilot_tui.report.material import Material
from pilot_tui.report.tables import said
from pilot_tui.rules.findings import SEVERITIES
from pilot_tui.words import say

_LIGHT = {"serious": "late", "look": "look", "note": "unknown"}


def findings_table(material: Material) -> Table:
    """Kind, place and sentence of each; severity by severity."""
    found: dict[str, list[Row]] = {severity: [] for severity in SEVERITIES}
    for at, one in enumerate(material.findings):
        found[one.finding.severity].append(_row(material, at))
    groups = tuple(Group(tuple(rows), say(f"severity.{name}")) for name, rows in found.items() if rows)
    columns = (
        said.column("number", align="right", stub=True),
        Column("kind", say("column.kind")),
        said.column("county", stub=True),
        Column("year", say("column.year")),
        Column("where", say("column.where")),
        Column("sentence", say("report.finding")),
    )
    title, subtitle = say("report.findings_title"), say("report.of_year", year=material.year)
    return Table("findings", title, subtitle, columns, groups, notes=(say("report.findings_mean"),))


def _row(material: Material, at: int) -> Row:
    book, one = material.book, material.findings[at]
    light = _LIGHT[one.finding.severity]
    return Row(
        (
            said.counted(at + 1),
            Cell(f"{LIGHTS[light][0]} {findings.kind_of(one)}", "light", light=light),
            said.told(findings.county_of(book, one)),
            said.told(findings.year_of(one)),
            said.told(findings.where(book, one)),
            said.told(findings.sentence(book, one)),
        )
    )
