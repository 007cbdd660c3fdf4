"""What there is to know of one county, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.model import Rule
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.figures import percent, points
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.reviews import places, rounding
from pilot_tui.workbook.rows import Row as Stored
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.standings import Standing

Told = tuple[str, Cell, bool]
"""A name, what is to be said, whether it rests on anything invented."""


def profile_table(material: Material, one: Standing) -> Table:
    """Name and place, totals and ranks, the panel, what was published, tasks, workflow."""
    figures = (*_scores(material, one), *_review(material, one), *_tasks(one))
    told = (*_who(one), *figures, *_steps(material, one))
    rows = tuple(Row((said.told(name), cell), invented) for name, cell, invented in told)
    return Table(
        key="profile",
        title=say("report.profile"),
        subtitle=say("report.of_county", county=said.named(one.county), year=material.year),
        columns=(
            Column("item", say("report.profile_item"), stub=True),
            Column("state", say("report.profile_is")),
        ),
        groups=(Group(rows),),
        rule=said.indicators_rule(material),
        notes=(say("report.dash_means", dash=said.DASH),),
    )


def _who(one: Standing) -> Iterator[Told]:
    invented = is_illustrative(one.county)
    yield say("report.county"), said.told(said.named(one.county)), invented
    for name in ("province", "prefecture", "level"):
        if where := pick(one.county, name):
            yield say(f"report.profile_{name}"), said.told(where), invented


def _scores(material: Material, one: Standing) -> Iterator[Told]:
    sheet = one.card.sheet
    if not one.card.lines:
        return
    invented = is_illustrative(*(line.value for line in one.card.lines), material.rule_row)
    rank = say("explain.rank", rank=one.rank) if one.rank else say("explain.unranked")
    total = points(sheet.total_rescaled, material.rule) or said.DASH
    yield say("report.profile_score"), said.told(said.joined((total, rank))), invented
    if sheet.missing:
        zero = points(sheet.total_missing_as_zero, material.rule)
        missing = say("report.missing_as_zero", count=sheet.missing, zero=zero)
        yield say("report.profile_missing"), said.told(missing), invented
    yield say("report.profile_coverage"), said.told(f"{percent(sheet.coverage * 100)} %"), invented


def _review(material: Material, one: Standing) -> Iterator[Told]:
    if material.round and one.review and one.review.counted:
        row = material.round.row
        mean = points(one.review.mean, Rule(places=places(row), rounding=rounding(row))) or said.DASH
        rank = say("explain.rank", rank=one.review_rank) if one.review_rank else say("explain.unranked")
        held = text(row, "held")
        invented = is_illustrative(row, *material.marks.get(text(one.pilot, "county"), ()))
        yield say("report.profile_panel"), said.told(said.joined((mean, rank, held))), invented
    if one.result and text(one.result, "score"):
        rank = text(one.result, "rank")
        place = say("explain.rank", rank=rank) if rank else ""
        parts = (text(one.result, "score"), place, say("report.parts_unpublished"))
        yield say("report.over_published"), said.told(said.joined(parts)), is_illustrative(one.result)


def _tasks(one: Standing) -> Iterator[Told]:
    share = one.tasks
    if share.due:
        word = say(f"report.share_{share.light}")
        light = said.light(share.light, f"{share.on_schedule}/{share.due} {word}")
        yield say("report.over_task"), light, False


def _steps(material: Material, one: Standing) -> Iterator[Told]:
    for step in material.steps.get(text(one.pilot, "county"), ()):
        yield said.named(step), said.told(said.joined(_step(step))), is_illustrative(step)


def _step(step: Stored) -> Iterator[str]:
    state = text(step, "state")
    yield say(f"choice.{state}") if state else said.DASH
    yield text(step, "period")
    yield pick(step, "actor")
