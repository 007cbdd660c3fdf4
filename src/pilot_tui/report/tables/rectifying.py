"""Rectification items: found, due, rectified, closed; how far each county has come."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.report.document import Column, Group, Paragraph, Row, Run, Table
from pilot_tui.report.figures import percent
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.rules.rectifying import STAGES, stage
from pilot_tui.words import pick, say
from pilot_tui.workbook.rectifying import Rectification, counted
from pilot_tui.workbook.rows import text

_DAYS = ("found", "due", "rectified", "closed")


def rectification_table(material: Material) -> Table:
    """A group a county, its counts in the heading."""
    given = material.ledgers.rectification
    by_county: dict[str, list[Rectification]] = {}
    for one in given:
        by_county.setdefault(text(one.row, "county"), []).append(one)
    return Table(
        key="rectification",
        title=say("report.rectification"),
        subtitle=say("report.of_year", year=material.year),
        columns=_columns(),
        groups=tuple(_group(material, county, members) for county, members in by_county.items()),
        lead=(Paragraph((Run(_counts(given, material.ledgers.today), "strong"),)),),
        rule=_rule(given, material.ledgers.today),
        provenance=said.provenance(("rectification", one.row) for one in given),
        notes=(say("report.dash_means", dash=said.DASH),),
    )


def _rule(given: Sequence[Rectification], today: str) -> str:
    """Where an item still has a day to keep, which day it is counts."""
    said_of = say("report.rectification_rule")
    waiting = any(one.item.due and stage(one.item) == STAGES[0] for one in given)
    return said_of + say("report.overdue_as_of", day=today) if waiting else said_of


def _columns() -> tuple[Column, ...]:
    return (
        said.column("number", align="right", stub=True),
        Column("item", say("sheet.item"), stub=True),
        *(Column(name, say(f"column.{name}"), align="right") for name in _DAYS),
        said.column("light"),
        said.column("owner"),
        said.column("remark"),
    )


def _group(material: Material, county: str, members: Sequence[Rectification]) -> Group:
    name = said.named(material.book.row("county", county) or {}, county)
    facts = {"county": name or said.DASH, "share": _counts(members, material.ledgers.today)}
    rows = tuple(_row(material, at, one) for at, one in enumerate(members, 1))
    return Group(rows, say("report.group_title", **facts))


def _counts(given: Sequence[Rectification], today: str) -> str:
    done = counted(given, today)
    shares = {name: percent(getattr(done, name)) for name in ("rectified_share", "closed_share")}
    return say("cli.rectified", **done._asdict(), **shares)


def _row(material: Material, at: int, one: Rectification) -> Row:
    row = one.row
    clash = said.clashing(material, "rectification", text(row, "id"))
    cells = (
        said.counted(at),
        said.told(said.named(row, row["id"])),
        *(said.told(text(row, name)) if text(row, name) else said.NONE for name in _DAYS),
        said.light(one.light, say(f"stage.{one.word}")),
        said.told(pick(row, "owner")),
        said.told(said.joined((text(row, "remark"), clash))),
    )
    return Row(cells, is_illustrative(row))
