"""The findings of a county's milestones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, groupby

from pilot_tui.rules.findings import Finding, setup, tasks
from pilot_tui.rules.schedule import progress
from pilot_tui.store import Connection, read
from pilot_tui.store import tasks as stored
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.figures import official
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.rows import Row, address, few_at_a_time, number, reports, task, text
from pilot_tui.workbook.tasks import level_share

Named = dict[str, list[tuple[str, str]]]
"""Area → address and name of its milestones of a year."""


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Year by year: milestone by milestone, names that stand twice; then what all of them say together."""
    illustrative: Row | None = None
    count = 0
    for year, rows in groupby(stored.of_county(db, base.programme, county), _year):
        named: Named = defaultdict(list)
        for few in few_at_a_time(rows):
            for one in _of_few(db, base, few):
                yield Found(one, county, year)
            _name(named, few)
            invented = [row for row in few if text(row, "provenance") == "illustrative"]
            count += len(invented)
            illustrative = min([*filter(None, [illustrative]), *invented], key=_place, default=None)
        for one in chain.from_iterable(map(setup.duplicates, named.values())):
            yield Found(one, county, year)
    if illustrative is not None:
        yield official(county, "milestone", illustrative, count)


def _of_few(db: Connection, base: Base, rows: list[Row]) -> Iterator[Finding]:
    """What is wrong with each of a few milestones; the reports of all of them are read together."""
    reported = read.under_each(db, "progress", [text(row, "id") for row in rows])
    for row, told in zip(rows, reported, strict=True):
        if told or _worth_computing(row, base):
            yield from _of_milestone(db, base, row, told)


def _worth_computing(row: Row, base: Base) -> bool:
    """Whether anything can be wrong: most milestones have a target and an actual, and are just that."""
    asks = text(row, "kind") in ("dated", "checklist") or text(row, "period_kind") == "per_period"
    return asks or bool(text(row, "reported_completion")) or not text(row, "actual") or _old(row, base)


def _old(row: Row, base: Base) -> bool:
    """Whether its figure is older at the end of its time, or today, than one may be."""
    day = text(row, "as_of")
    until = min(base.today, text(row, "ends") or f"{row.get('year')}-12-31")
    return bool(day) and day < until and _days(day, until) > base.frame.rule.stale


@lru_cache(4096)
def _days(day: str, until: str) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(day)).days


def _of_milestone(db: Connection, base: Base, row: Row, told: list[Row]) -> Iterator[Finding]:
    id, rule = text(row, "id"), base.frame.rule
    checklist = text(row, "kind") == "checklist"
    given = task(row, read.under(db, "item", id) if checklist else [], told, level_share(db, row))
    where = address("milestone", id, "actual")
    done = progress(given, rule)
    yield from tasks.task(where, given, done, base.today)
    yield from tasks.stale(where, given, done, base.today, rule.stale)
    yield from _of_reports(row, told, base.today)


def _of_reports(row: Row, told: list[Row], today: str) -> Iterator[Finding]:
    """What its reports and its plan say against each other, and against its own figure."""
    where, said, kind = (
        address("milestone", text(row, "id"), "actual"),
        reports(told),
        text(row, "period_kind"),
    )
    at = {text(one, "day"): text(one, "id") for one in told}
    actuals = {day: address("progress", id, "actual") for day, id in at.items()}
    plans = {day: address("progress", id, "planned") for day, id in at.items()}
    plan = [(text(one, "day"), planned) for one in told if (planned := number(one, "planned")) is not None]
    if text(row, "kind") in ("", "task"):
        yield from tasks.falling(actuals, said, kind)
    yield from tasks.plan_falls(plans, plan)
    if text(row, "actual") or text(row, "reported_completion"):
        yield from tasks.superseded(where, text(row, "as_of"), said)
    if kind == "per_period":
        yield from tasks.parts(where, [one.actual for one in said if one.day < today])


def _name(named: Named, rows: list[Row]) -> None:
    """Put a few milestones to the others of their area: two may not carry the same name in a year."""
    for row in rows:
        where = address("milestone", text(row, "id"), "name_zh")
        named[text(row, "area_zh")].append((where, text(row, "name_zh")))


def _place(row: Row) -> tuple[bool, int, str]:
    """Where a milestone stands among those of all years."""
    position = text(row, "position")
    return not position, int(position or 0), text(row, "id")


def _year(row: Row) -> int | None:
    year = text(row, "year")
    return int(year) if year else None
