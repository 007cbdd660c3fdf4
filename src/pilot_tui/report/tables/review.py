"""The expert score summary: every expert's total for every county, and what the round makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import points
from pilot_tui.report.material import Material, Stored, is_illustrative
from pilot_tui.report.tables import review_lines, said
from pilot_tui.rules.judged import CountyReview, ExpertTotal
from pilot_tui.rules.review import can_trim
from pilot_tui.words import say
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.standings import Standing


def review_table(material: Material, round: Round) -> Table:
    """The counties of a round by rank; what was published stands beside what is computed."""
    shown = sorted(material.standings, key=lambda one: one.review_rank or len(round.counties) + 1)
    rows = tuple(_row(material, round, one, at) for at, one in enumerate(shown, 1))
    return Table(
        key="review",
        title=say("report.review"),
        subtitle=said.named(round.row, round.id),
        columns=_columns(round),
        groups=(Group(rows),),
        as_of=review_lines.held(round),
        unit=say("report.review_unit"),
        rule=review_lines.rule(round, material.version),
        provenance=said.provenance(_stored(material, round)),
        notes=tuple(review_lines.notes(round, shown)),
        foot=tuple(say(f"report.{name}") for name in ("panel_head", "panel", "overseer", "recorder")),
    )


def _columns(round: Round) -> tuple[Column, ...]:
    over = say("report.experts")
    experts = (
        Column(f"expert.{row['code']}", said.named(row, row["code"]), over, "point") for row in round.experts
    )
    return (
        said.column("number", align="right", stub=True),
        said.column("county", stub=True),
        *experts,
        said.column("sum", align="point"),
        said.column("highest", align="point"),
        said.column("lowest", align="point"),
        said.column("mean", align="point"),
        said.column("rank", align="right"),
        said.column("score", group="published", align="point"),
        said.column("rank", group="published", align="right"),
        said.column("remark"),
    )


def _row(material: Material, round: Round, standing: Standing, at: int) -> Row:
    id, rule = text(standing.pilot, "county"), review_lines.precision(round)
    done, result = round.counties[id], round.results.get(id, {})
    totals = [one.total for one in done.totals if one.total is not None]
    cells = (
        said.counted(at),
        said.told(said.named(standing.county, id)),
        *(_total(one, rule) for one in done.totals),
        said.figure(points(sum(totals, Fraction()), rule) if totals else None),
        *_dropped(totals, review_lines.trim(round), rule),
        said.figure(points(done.mean, rule)),
        said.counted(round.ranks.get(id)),
        said.figure(text(result, "score")),
        said.figure(text(result, "rank")),
        said.told(_remark(material, round, done)),
    )
    marks = material.marks.get(id, ())
    setting = (round.row, *round.criteria, *round.experts) if marks else ()
    return Row(cells, is_illustrative(*marks, *setting, result))


def _total(one: ExpertTotal, rule: Rule) -> Cell:
    known = one.total is not None
    return said.figure(points(one.total, rule)) if known else Cell(_state(one.state), "absence")


def _state(state: str) -> str:
    return say(f"report.expert_{state}")


def _dropped(totals: list[Fraction], trim: int, rule: Rule) -> tuple[Cell, Cell]:
    """The totals that trimming dropped, highest and lowest; dashes where it dropped none."""
    if not trim or not can_trim(len(totals), trim):
        return said.NONE, said.NONE
    ordered = sorted(totals)
    return _several(reversed(ordered[-trim:]), rule), _several(ordered[:trim], rule)


def _several(totals: Iterable[Fraction], rule: Rule) -> Cell:
    figures = [said.figure(points(total, rule)) for total in totals]
    return figures[0] if len(figures) == 1 else Cell(said.listed(one.text for one in figures), "figure")


def _remark(material: Material, round: Round, done: CountyReview) -> str:
    """Who did not count and why, what keeps the county from a rank, conflicts."""
    names = {str(row["code"]): said.named(row, row["code"]) for row in round.experts}
    left = said.listed(f"{names[code]} {_state(state)}" for code, state in done.excluded)
    trim = review_lines.trim(round)
    clashes = {said.clashing(material, "mark", str(row["id"])) for row in material.marks.get(done.county, ())}
    if done.county in round.hidden:
        return say("report.hidden")
    parts = (
        left if done.counted else say("report.no_marks"),
        say("report.provisional") if done.provisional else "",
        say("report.untrimmed") if trim and done.counted and not can_trim(done.counted, trim) else "",
        say("report.parts_unpublished") if text(round.results.get(done.county, {}), "score") else "",
    )
    return said.joined((*parts, *sorted(clashes)))


def _stored(material: Material, round: Round) -> Iterator[Stored]:
    for one in material.standings:
        id = text(one.pilot, "county")
        yield from (("mark", row) for row in material.marks.get(id, ()))
        if id in round.results:
            yield "result", round.results[id]
