"""What is kept, computed: for a few counties at a time, in as few reads as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pilot_tui.model import Progress, Rule, Scorecard
from pilot_tui.rules.schedule import progress, task_share
from pilot_tui.rules.scorecard import scorecard
from pilot_tui.store import Connection, read
from pilot_tui.store.kept import Group
from pilot_tui.tables import TABLES, Kind
from pilot_tui.workbook import cards, reviews, rows, told
from pilot_tui.workbook.cards import Frame
from pilot_tui.workbook.placing import placed, rank_of
from pilot_tui.workbook.tasks import level_share

_PROSE = (Kind.TEXT, Kind.NAME)
_VALUE = tuple(field.name for field in TABLES["value"].fields if field.kind not in _PROSE)
_TASK = (
    *("id", "county", "year", "kind", "operator", "target", "actual", "actual_operator"),
    *("reported_completion", "starts", "ends", "as_of", "state", "period_kind", "programme", "level"),
)

SLICES = {"score": 32, "panel": 32, "tasks": 1}
"""Counties that are computed in one go, with hundreds of tasks each: a hundredth of a second or two."""


def compute(db: Connection, group: Group, counties: Sequence[str]) -> dict[str, str]:
    """County → what is kept of it."""
    return _HOW[group.what](db, group.of, counties)


def sheets(
    db: Connection, frame: Frame, year: int, counties: Sequence[str]
) -> Iterator[tuple[str, Scorecard]]:
    """The scorecard of each county."""
    found = read.of_counties(db, "value", _VALUE, frame.programme, year, counties)
    known = {(row["county"], row["indicator"]): row for row in found}
    ranks, blank = placed(db, frame.programme, frame.indicators, year), rows.Row()
    for county in counties:
        theirs = [
            (row, known.get((county, row["code"]), blank), rank_of(ranks, row, county) if ranks else None)
            for row in frame.indicators
        ]
        yield county, scorecard([rows.reading(*each) for each in theirs], frame.rule)


def tasks_of(
    db: Connection, rule: Rule, programme: str, year: int, counties: Sequence[str]
) -> Iterator[tuple[str, Iterator[tuple[str, Progress]]]]:
    """Of each county that has milestones, what each comes to, by id: worked out as it is asked for."""
    found = read.of_counties(db, "milestone", _TASK, programme, year, counties)
    for county, theirs in groupby(found, key=lambda row: str(row["county"])):
        yield county, _each(db, theirs, rule)


def _each(db: Connection, found: Iterator[rows.Row], rule: Rule) -> Iterator[tuple[str, Progress]]:
    """What milestones come to, a few held at a time: their reports are read together."""
    for few in rows.few_at_a_time(found):
        ids = [str(row["id"]) for row in few]
        for id, row, said in zip(ids, few, read.under_each(db, "progress", ids), strict=True):
            yield id, progress(rows.task(row, _items(db, row), said, level_share(db, row)), rule)


def _items(db: Connection, row: rows.Row) -> list[rows.Row]:
    return read.under(db, "item", str(row["id"])) if row["kind"] == "checklist" else []


def _scores(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    programme, _, year = of.rpartition(".")
    frame = cards.frame(db, programme)
    return {county: told.score(sheet) for county, sheet in sheets(db, frame, int(year), counties)}


def _tasks(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    programme, _, year = of.rpartition(".")
    rule = rows.rule(read.one(db, "rule", programme))
    said = dict.fromkeys(counties, "0 0")
    for county, done in tasks_of(db, rule, programme, int(year), counties):
        said[county] = told.tasks(task_share((one for _, one in done), rule))
    return said


def _panels(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    setting = reviews.setting(db, read.one(db, "round", of) or {"id": of})
    return {county: told.panel(reviews.of_county(db, setting, county)) for county in counties}


_HOW: dict[str, Callable[[Connection, str, Sequence[str]], dict[str, str]]] = {
    "score": _scores,
    "tasks": _tasks,
    "panel": _panels,
}
