"""Counties × industries and their five ones; what was stated beside what is listed."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.ones import Industry, Matrix, Share, share
from pilot_tui.workbook.rows import text


def industries_table(material: Material) -> Table:
    """An industry a row, one of the five a column."""
    given = material.ledgers
    found = Matrix(given.industries, _numbers(given.industries), given.stated)
    rows = tuple(_row(material, found, at, one) for at, one in enumerate(found.industries, 1))
    stored = [pair for pair in given.rows() if pair[0] == "industry"]
    items = [("item", item) for one in found.industries for item in one.items]
    return Table(
        key="industries",
        title=say("report.industries"),
        subtitle=say("report.of_year", year=material.year),
        columns=_columns(found),
        groups=(Group(rows),),
        total=(_total(found),),
        as_of=said.as_of(said.latest(text(one.milestone, "as_of") for one in found.industries)),
        rule=say("report.industries_rule"),
        provenance=said.provenance([*stored, *items]),
        notes=tuple(_notes(found)),
    )


def _numbers(given: tuple[Industry, ...]) -> tuple[int, ...]:
    return tuple(sorted({int(text(item, "number")) for one in given for item in one.items}))


def _columns(found: Matrix) -> tuple[Column, ...]:
    return (
        said.column("number", align="right", stub=True),
        said.column("county", stub=True),
        Column("industry", say("table.industry"), stub=True),
        *(Column(str(n), pick(found.head(n), "name") or str(n)) for n in found.numbers),
        Column("ones_done", say("sheet.ones_done"), align="right"),
        said.column("completion", align="point", unit="%"),
    )


def _row(material: Material, found: Matrix, at: int, one: Industry) -> Row:
    part = share(one.items)
    county = material.book.row("county", text(one.row, "county")) or {}
    done = one.progress.completion if one.progress else None
    cells = (
        said.counted(at),
        said.told(said.named(county, one.row["county"]), pick(county, "short")),
        said.told(said.named(one.row, one.row["code"])),
        *(_state(text(one.item(n), "state")) for n in found.numbers),
        _part(part),
        said.figure(percent(done)),
    )
    return Row(cells, is_illustrative(one.row, *one.items))


def _state(state: str) -> Cell:
    return Cell(say(f"one.{state}")) if state else said.absent("not_reported")


def _part(part: Share) -> Cell:
    return Cell(f"{part.done}/{part.of}") if part.of else said.NONE


def _total(found: Matrix) -> Row:
    """How many have done each, and all of them."""
    whole = share(item for one in found.industries for item in one.items)
    cells = (
        said.BLANK,
        said.told(say("report.sum")),
        said.BLANK,
        *(_part(found.column(n)) for n in found.numbers),
        _part(whole),
        said.BLANK,
    )
    return Row(cells, is_illustrative(*(item for one in found.industries for item in one.items)))


def _notes(found: Matrix) -> Iterator[str]:
    for one in found.stated:
        yield say("report.stated", stated=text(one.fact, "value"), listed=one.listed)
    yield say("report.dash_means", dash=said.DASH)
