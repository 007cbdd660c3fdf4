"""What is kept, computed: for a few counties at a time, in as few reads as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from pilot_tui.rules.schedule import progress, task_share
from pilot_tui.rules.scorecard import scorecard
from pilot_tui.store import Connection, read
from pilot_tui.store.kept import Group
from pilot_tui.tables import TABLES, Kind
from pilot_tui.workbook import cards, reviews, rows, told

_PROSE = (Kind.TEXT, Kind.NAME)
_VALUE = tuple(field.name for field in TABLES["value"].fields if field.kind not in _PROSE)
_TASK = (
    *("id", "county", "year", "kind", "operator", "target", "actual", "reported_completion"),
    *("starts", "ends", "as_of", "state"),
)

SLICES = {"score": 32, "panel": 32, "tasks": 1}
"""Counties that are computed in one go, with hundreds of tasks each: a hundredth of a second or two."""


def compute(db: Connection, group: Group, counties: Sequence[str]) -> dict[str, str]:
    """County → what is kept of it."""
    return _HOW[group.what](db, group.of, counties)


def _scores(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    programme, _, year = of.rpartition(".")
    frame = cards.frame(db, programme)
    found = read.of_counties(db, "value", _VALUE, programme, int(year), counties)
    stored = {(row["county"], row["indicator"]): row for row in found}
    blank: rows.Row = {}
    said = {}
    for county in counties:
        theirs = [(row, stored.get((county, row["code"]), blank)) for row in frame.indicators]
        readings = [rows.reading(indicator, value) for indicator, value in theirs]
        said[county] = told.score(scorecard(readings, frame.rule))
    return said


def _tasks(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    programme, _, year = of.rpartition(".")
    rule = rows.rule(read.one(db, "rule", programme))
    found = read.of_counties(db, "milestone", _TASK, programme, int(year), counties)
    said = dict.fromkeys(counties, "0 0")
    for county, theirs in groupby(found, key=lambda row: str(row["county"])):
        given = [
            rows.task(row, read.under(db, "item", str(row["id"])) if row["kind"] == "checklist" else [])
            for row in theirs
        ]
        said[county] = told.tasks(task_share([progress(task, rule) for task in given], rule))
    return said


def _panels(db: Connection, of: str, counties: Sequence[str]) -> dict[str, str]:
    setting = reviews.setting(db, read.one(db, "round", of) or {"id": of})
    return {county: told.panel(reviews.of_county(db, setting, county)) for county in counties}


_HOW: dict[str, Callable[[Connection, str, Sequence[str]], dict[str, str]]] = {
    "score": _scores,
    "tasks": _tasks,
    "panel": _panels,
}
