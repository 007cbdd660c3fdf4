"""The indicator completion table of one county."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.model import DimensionScore
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent, points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import indicator_sums, said
from pilot_tui.words import pick, say
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.rows import Row as Stored
from pilot_tui.workbook.rows import absence, number, text
from pilot_tui.workbook.standings import Standing


def indicators_table(material: Material, standing: Standing) -> Table:
    """Every indicator of a county, subtotals by dimension, the total both ways when something is missing."""
    card, day = standing.card, said.latest(text(line.value, "as_of") for line in standing.card.lines)
    numbers = {line.value_id: at for at, line in enumerate(_in_order(card), 1)}
    groups = tuple(_group(material, card, score, numbers, day) for score in card.sheet.dimensions)
    invented = any(row.illustrative for group in groups for row in group.rows)
    return Table(
        key="indicators",
        title=say("report.indicators"),
        subtitle=say("report.of_county", county=said.named(standing.county, card.county), year=card.year),
        columns=_columns(),
        groups=groups,
        total=tuple(indicator_sums.totals(material, standing, invented)),
        head=(say("report.stamp"), say("report.filled_on")),
        as_of=said.as_of(day),
        unit=say("report.indicators_unit"),
        rule=said.indicators_rule(material),
        provenance=said.provenance(("value", line.value) for line in card.lines),
        notes=tuple(_notes(card)),
        foot=(say("report.filled_by"), say("report.checked_by")),
    )


def _columns() -> tuple[Column, ...]:
    return (
        said.column("number", align="right", stub=True),
        said.column("dimension", merge=True),
        said.column("indicator", stub=True),
        said.column("unit"),
        said.column("baseline", align="point"),
        said.column("annual_target", align="point"),
        said.column("actual", align="point"),
        said.column("completion", align="point", unit="%"),
        said.column("weight", align="point"),
        said.column("score", align="point"),
        said.column("status"),
        said.column("owner"),
        said.column("remedy"),
        said.column("remark"),
    )


def _in_order(card: Card) -> Iterator[CardLine]:
    for dimension in card.sheet.dimensions:
        yield from _members(card, dimension.dimension)


def _members(card: Card, dimension: str) -> Iterator[CardLine]:
    return (line for line in card.lines if line.score.reading.dimension == dimension)


def _group(material: Material, card: Card, score: DimensionScore, numbers: dict[str, int], day: str) -> Group:
    home = next((row for row, one in card.dimensions if one is score), {})
    name = said.named(home, score.dimension)
    lines = list(_members(card, score.dimension))
    rows = tuple(_row(material, line, name, numbers[line.value_id], day) for line in lines)
    subtotal = indicator_sums.subtotal(material, score, name)
    return Group(rows, subtotal=Row(subtotal, any(row.illustrative for row in rows)))


def _row(material: Material, line: CardLine, dimension: str, at: int, day: str) -> Row:
    value, indicator, score = line.value, line.indicator, line.score
    cells = (
        said.counted(at),
        said.told(dimension),
        said.told(said.named(indicator, indicator["code"]), pick(indicator, "short")),
        said.told(pick(indicator, "unit"), pick(indicator, "unit_short")),
        said.figure(text(value, "baseline")),
        _target(line),
        _actual(value),
        said.figure(percent(score.completion)),
        said.figure(text(indicator, "weight")),
        said.figure(points(score.score, material.rule)),
        _status(line),
        said.told(pick(value, "owner")),
        said.told(text(value, "remedy")),
        said.told(_remark(material, line, day)),
    )
    return Row(cells, is_illustrative(value, indicator))


def _target(line: CardLine) -> Cell:
    stored = text(line.value, "target")
    return said.figure(stored, said.sign(line.score.reading.operator)) if stored else said.absent("no_target")


def _actual(value: Stored) -> Cell:
    why = absence(value, "actual")
    return said.absent(why) if why else said.figure(text(value, "actual"))


def _status(line: CardLine) -> Cell:
    kind, why = line.score.light, absence(line.value, "actual")
    word = f"absence.{why}" if kind == "unknown" and why else f"light.{kind}"
    if kind == "unknown" and not why:
        return said.NONE
    return said.light(kind, say(word))


def _remark(material: Material, line: CardLine, day: str) -> str:
    printed = text(line.value, "reported_completion")
    unscored = line.score.completion is not None and line.score.score is None
    return said.joined(
        (
            text(line.value, "remark"),
            say("report.unscored") if unscored else "",
            say("report.printed", percent=printed) if printed else "",
            said.earlier(text(line.value, "as_of"), day),
            said.clashing(material, "value", line.value_id),
        )
    )


def _notes(card: Card) -> Iterator[str]:
    whole = sum((number(line.indicator, "weight") or 0 for line in card.lines), 0)
    if card.lines and whole != 100:
        yield say("report.weights_not_100", sum=whole)
    yield say("report.dash_means", dash=said.DASH)
