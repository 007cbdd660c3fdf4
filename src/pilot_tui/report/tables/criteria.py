"""The sheet behind the expert score summary: every expert's mark on one criterion."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import review_lines, said
from pilot_tui.words import pick, say
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import number, text
from pilot_tui.workbook.standings import Standing


def criterion_table(material: Material, round: Round, at: int) -> Table:
    """County by county: each expert's mark as entered, and their plain mean."""
    criterion = round.criteria[at]
    rows = tuple(_row(material, round, one, str(criterion["code"])) for one in material.standings)
    weight = text(criterion, "weight")
    return Table(
        key=f"criterion.{criterion['code']}",
        title=say("report.criterion", name=said.named(criterion, criterion["code"])),
        subtitle=said.named(round.row, round.id),
        columns=_columns(round),
        groups=(Group(rows),),
        as_of=review_lines.held(round),
        unit=say("report.criterion_unit", weight=weight or said.DASH),
        rule=pick(criterion, "points"),
        notes=(say("report.criterion_mean"), say("report.dash_means", dash=said.DASH)),
    )


def _columns(round: Round) -> tuple[Column, ...]:
    over = say("report.experts_marks")
    experts = (
        Column(f"expert.{row['code']}", said.named(row, row["code"]), over, "point") for row in round.experts
    )
    county, mean = said.column("county", stub=True), said.column("plain_mean", align="point")
    return (county, *experts, mean)


def _row(material: Material, round: Round, standing: Standing, criterion: str) -> Row:
    county = text(standing.pilot, "county")
    stored = [round.marks.get((county, str(row["code"]), criterion), {}) for row in round.experts]
    marks = [mark for row in stored if (mark := number(row, "mark")) is not None]
    mean = Fraction(sum(marks, Decimal())) / len(marks) if marks else None
    cells = (
        said.told(said.named(standing.county, county)),
        *(_mark(row) for row in stored),
        said.figure(points(mean, review_lines.precision(round))),
    )
    return Row(cells, is_illustrative(*stored, round.row))


def _mark(row: dict[str, object]) -> Cell:
    state = text(row, "state")
    return said.absent(state) if state else said.figure(text(row, "mark"))
