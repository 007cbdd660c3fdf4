"""The overview: where every county stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent, points
from pilot_tui.report.material import Material, Stored, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.words import say
from pilot_tui.workbook.reviews import places, rounding
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.standings import Standing


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns that belong together, and what stands in them."""

    columns: tuple[Column, ...]
    cells: Callable[[Material, Standing], tuple[Cell, ...]]


def counties_table(material: Material) -> Table:
    """Every county by rank: scorecard, panel, published result, tasks; without what the programme has not."""
    parts = list(_parts(material))
    carded = any(one.card.lines for one in material.standings)
    return Table(
        key="counties",
        title=say("report.counties"),
        subtitle=say("report.of_year", year=material.year),
        columns=tuple(column for part in parts for column in part.columns),
        groups=(Group(tuple(_row(material, one, parts) for one in material.standings)),),
        as_of=said.as_of(material.counted.as_of),
        unit=say("report.counties_unit"),
        rule=said.indicators_rule(material) if carded else "",
        provenance=said.of_provenance(_provenance(material)),
        notes=tuple(_notes(material)),
    )


def _parts(material: Material) -> Iterator[_Part]:
    shown = material.standings
    yield _Part((said.column("rank", align="right", stub=True), said.column("county", stub=True)), _who)
    if any(one.card.lines for one in shown):
        score = said.column("score", group="scorecard", align="point")
        yield _Part((score, said.column("coverage", group="scorecard", align="point", unit="%")), _scorecard)
    if any(one.grade for one in shown):
        yield _Part((said.column("grade", group="scorecard"),), _grade)
    if any(one.tier for one in shown):
        rank = said.column("rank", group="tier", align="right")
        yield _Part((said.column("name", group="tier"), rank), _tier)
    if any(one.review for one in shown):
        mean = said.column("mean", group="panel", align="point")
        yield _Part((mean, said.column("rank", group="panel", align="right")), _panel)
    if any(one.result for one in shown):
        score = said.column("score", group="published", align="point")
        yield _Part((score, said.column("rank", group="published", align="right")), _published)
    if material.tasks:
        due, light = said.column("due", group="task", align="right"), said.column("light", group="task")
        yield _Part((due, said.column("share", group="task", align="right", unit="%"), light), _tasks)
    yield _Part((said.column("remark"),), _remark)


def _row(material: Material, one: Standing, parts: list[_Part]) -> Row:
    cells = tuple(cell for part in parts for cell in part.cells(material, one))
    tasks = material.tasks.sums.get(text(one.pilot, "county"))
    invented = is_illustrative(*(row for _, row in _behind(material, one)))
    return Row(cells, invented or (tasks is not None and tasks.illustrative))


def _who(_: Material, one: Standing) -> tuple[Cell, ...]:
    return said.counted(one.rank), said.told(said.named(one.county, text(one.pilot, "county")))


def _scorecard(material: Material, one: Standing) -> tuple[Cell, ...]:
    total, coverage = one.card.sheet.total_rescaled, one.card.sheet.coverage
    return said.figure(points(total, material.rule)), said.figure(percent(coverage * 100))


def _grade(_: Material, one: Standing) -> tuple[Cell, ...]:
    return (said.told(said.named(one.grade)) if one.grade else said.NONE,)


def _tier(_: Material, one: Standing) -> tuple[Cell, ...]:
    return said.told(one.tier), said.counted(one.tier_rank)


def _panel(material: Material, one: Standing) -> tuple[Cell, ...]:
    if material.round is None or one.review is None:
        return said.NONE, said.NONE
    row = material.round.row
    mean = points(one.review.mean, Rule(places=places(row), rounding=rounding(row)))
    return said.figure(mean), said.counted(one.review_rank)


def _published(_: Material, one: Standing) -> tuple[Cell, ...]:
    result = one.result or {}
    return said.figure(text(result, "score")), said.figure(text(result, "rank"))


def _tasks(_: Material, one: Standing) -> tuple[Cell, ...]:
    share = one.tasks
    if not share.due:
        return said.NONE, said.NONE, said.NONE
    ratio = percent(Fraction(100 * share.on_schedule, share.due), 0)
    word = say(f"report.share_{share.light}")
    return Cell(f"{share.on_schedule}/{share.due}"), said.figure(ratio), said.light(share.light, word)


def _remark(material: Material, one: Standing) -> tuple[Cell, ...]:
    sheet, review = one.card.sheet, one.review
    members = [said.named(row) for row in material.members.get(str(one.county.get("id")), ())]
    spelt = all(name in said.named(one.county) for name in members)
    missing, zero = "", points(sheet.total_missing_as_zero, material.rule)
    if sheet.missing and sheet.coverage:
        missing = say("report.missing_as_zero", count=sheet.missing, zero=zero)
    parts = (
        "" if spelt else say("report.members", names=said.listed(members)),
        missing,
        say("report.below_coverage") if one.card.lines and not sheet.ranked else "",
        say("report.provisional") if review and review.counted and review.provisional else "",
        say("report.hidden") if one.hidden else "",
        say("report.parts_unpublished") if text(one.result or {}, "score") else "",
    )
    return (said.told(said.joined(parts)),)


def _behind(material: Material, one: Standing) -> Iterator[Stored]:
    id = text(one.pilot, "county")
    for line in one.card.lines:
        if line.value:
            yield "value", line.value
            yield "indicator", line.indicator
    yield from (("mark", row) for row in material.marks.get(id, ()))


def _provenance(material: Material) -> Counter[str]:
    tables = ("value", "mark", "result", "milestone", "item", "ranking")
    return sum((material.counted.provenance.get(table, Counter()) for table in tables), Counter())


def _notes(material: Material) -> Iterator[str]:
    if material.tasks:
        yield say("report.share_means")
    results = [one.result for one in material.standings if one.result and text(one.result, "score")]
    if results and not is_illustrative(*results):
        yield say("report.published_is_real" if material.invented else "report.published_is_apart")
    yield say("report.dash_means", dash=said.DASH)
