"""Firms against benchmarks: figures, score, rank and grade, the best first; who is at the clear-out line."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.cells import group_thousands
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent, points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.rules.rounding import shown
from pilot_tui.words import pick, say
from pilot_tui.workbook.firms import CountyFirms, Firm, Firms, Measure, Sum
from pilot_tui.workbook.rows import number, text


def firms_table(material: Material) -> Table:
    """A group a county, its sums below it."""
    given = material.ledgers.firms
    assert given is not None
    stored = [pair for pair in material.ledgers.rows() if pair[0] in ("firm", "measure")]
    indicators = [("indicator", row) for row in given.indicators]
    return Table(
        key="firms",
        title=say("report.firms"),
        subtitle=say("report.of_year", year=material.year),
        columns=_columns(given),
        groups=tuple(_group(material, given, one) for one in material.ledgers.counties),
        as_of=said.as_of(said.latest(text(row, "as_of") for _, row in stored)),
        unit=say("report.firms_unit"),
        rule=said.ruled(
            say("report.firms_rule", **said.rule_of(material.rule)), material.version, material.rule_row
        ),
        provenance=said.provenance([*stored, *indicators]),
        notes=(say("report.firms_mean"), say("report.dash_means", dash=said.DASH)),
    )


def _columns(given: Firms) -> tuple[Column, ...]:
    return (
        said.column("rank", align="right", stub=True),
        Column("firm", say("table.firm"), stub=True),
        *(_indicator(row) for row in given.indicators),
        said.column("score", align="point"),
        Column("grade", say("column.grade")),
        said.column("remark"),
    )


def _indicator(row: dict[str, object]) -> Column:
    title = pick(row, "short") or pick(row, "name")
    unit = pick(row, "unit_short") or pick(row, "unit")
    return Column(str(row["code"]), title, align="point", unit=unit)


def _group(material: Material, given: Firms, one: CountyFirms) -> Group:
    name = said.named(material.book.row("county", one.county) or {}, one.county)
    graded = one.graded()
    counts = [f"{pick(band, 'name')} {graded[text(band, 'code')]}" for band in given.grades.rows]
    counts.append(say("report.cleared_out", count=sum(firm.cleared_out for firm in one.firms)))
    facts = {"county": name or said.DASH, "share": said.listed(counts)}
    rows = tuple(_row(material, given, firm) for firm in one.firms)
    return Group(rows, say("report.group_title", **facts), _sums(given, one))


def _row(material: Material, given: Firms, firm: Firm) -> Row:
    cells = (
        said.counted(firm.rank),
        said.told(said.named(firm.row, firm.code)),
        *(_figure(one) for one in firm.measures),
        said.figure(points(firm.sheet.total_rescaled, given.rule)),
        said.told(pick(firm.band, "name")) if firm.band else said.NONE,
        said.told(said.joined(_remarks(material, firm))),
    )
    return Row(cells, is_illustrative(firm.row, *(one.row for one in firm.measures)))


def _remarks(material: Material, firm: Firm) -> Iterator[str]:
    for one in firm.measures:
        if one.cleared_out:
            facts = {"name": pick(one.indicator, "short"), "line": text(one.indicator, "line")}
            yield say("report.at_the_line", **facts)
    if firm.sheet.coverage < 1:
        yield say("report.covered_part", share=percent(100 * firm.sheet.coverage))
    yield text(firm.row, "remark")
    yield said.clashing(material, "firm", text(firm.row, "id"))


def _figure(one: Measure) -> Cell:
    if one.row.get("value") is not None:
        return said.figure(text(one.row, "value"))
    if one.figure is None:
        return said.absent("not_reported")
    return Cell(f"≈ {group_thousands(shown(one.figure, _places(one)))}", "derived")


def _places(one: Measure | Sum) -> int:
    decimals = number(one.indicator, "decimals")
    return 2 if decimals is None else int(decimals)


def _sums(given: Firms, one: CountyFirms) -> Row:
    """Σ numerator ÷ Σ denominator."""
    figures = [
        said.NONE if each.figure is None else said.figure(shown(each.figure, _places(each)))
        for each in one.sums
    ]
    score = said.figure(points(one.sheet.total_rescaled, given.rule))
    rows = [measure.row for firm in one.firms for measure in firm.measures if measure.parts]
    title = said.told(say("sheet.together"))
    return Row((said.BLANK, title, *figures, score, said.BLANK, said.BLANK), is_illustrative(*rows))
