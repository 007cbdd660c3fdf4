"""What a programme's year comes to, county by county, and how two such pictures differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pilot_tui.rules.influence import outlying
from pilot_tui.rules.ranking import chained_ranks, competition_ranks, ranks_within
from pilot_tui.rules.rounding import shown, units
from pilot_tui.rules.schedule import task_share
from pilot_tui.store import Connection, read
from pilot_tui.workbook import cards, computing, reviews
from pilot_tui.workbook.firms import firms
from pilot_tui.workbook.grading import grading

KINDS = ("rank", "tier_rank", "grade", "total", "light", "panel_rank", "mean", "outlier", "task", "share")
"""What can become another, in the order it is told."""
SCORES, PANEL, TASKS = "scores", "panel", "tasks"
_SLICE = 32
Ticking = Callable[[int, int], None]


class Shift(NamedTuple):
    """One thing that would be shown otherwise."""

    kind: str
    """One of `KINDS`."""
    county: str
    thing: str
    """The code of the indicator, expert or firm, the id of the milestone; empty for the county's own."""
    before: str
    after: str
    """As shown; empty for none."""


class Scope(NamedTuple):
    """What is looked at."""

    programme: str
    year: int
    round: str
    """Empty for none."""
    parts: frozenset[str]
    """Of `SCORES`, `PANEL` and `TASKS` those a change can have altered."""


@dataclass
class Outcome:
    """Kind → county and thing → what is shown."""

    seen: dict[str, dict[tuple[str, str], str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def put(self, kind: str, county: str, shown: object, thing: str = "") -> None:
        """Something is shown so."""
        self.seen[kind][county, thing] = "" if shown is None else str(shown)


def outcome(db: Connection, scope: Scope, tick: Ticking) -> Outcome:
    """What the year comes to by the rules and rows this connection reads; `tick` is told of each county."""
    found, counties = Outcome(), read.pilots(db, scope.programme)
    steps = _Steps(tick, len(scope.parts) * len(counties))
    if SCORES in scope.parts:
        _scores(db, scope, counties, found, steps)
    if PANEL in scope.parts and scope.round:
        _panel(db, scope, counties, found, steps)
    if TASKS in scope.parts:
        _tasks(db, scope, counties, found, steps)
    return found


def shifts(before: Outcome, after: Outcome) -> Iterator[Shift]:
    """What is shown otherwise, by kind."""
    for kind in KINDS:
        old, new = before.seen[kind], after.seen[kind]
        for at in dict.fromkeys((*old, *new)):
            if (was := old.get(at, "")) != (now := new.get(at, "")):
                yield Shift(kind, *at, was, now)


class _Steps:
    def __init__(self, tick: Ticking, of: int) -> None:
        self._tick, self._of, self._done = tick, of, 0

    def __call__(self, more: int) -> None:
        self._done += more
        self._tick(self._done, self._of)


def _sliced(counties: Sequence[str], steps: Callable[[int], None]) -> Iterator[Sequence[str]]:
    for at in range(0, len(counties), _SLICE):
        slice = counties[at : at + _SLICE]
        yield slice
        steps(len(slice))


def _scores(
    db: Connection, scope: Scope, counties: Sequence[str], found: Outcome, steps: Callable[[int], None]
) -> None:
    frame = cards.frame(db, scope.programme)
    rule, totals = frame.rule, {}
    for slice in _sliced(counties, steps):
        for county, sheet in computing.sheets(db, frame, scope.year, slice):
            total = sheet.total_rescaled
            totals[county] = total if sheet.ranked else None
            found.put("total", county, None if total is None else shown(total, rule.places, rule.rounding))
            for one in sheet.indicators:
                found.put("light", county, one.light, one.reading.indicator)
    _firms(db, scope, found)
    ranks = competition_ranks(totals, rule.places, rule.rounding)
    tiers, grades = read.tiers(db, scope.programme), grading(db, scope.programme, rule)
    within = ranks_within(tiers, totals, rule.places, rule.rounding)
    for county, total in totals.items():
        found.put("rank", county, ranks.get(county))
        if county in tiers:
            found.put("tier_rank", county, within.get(county))
        if grades:
            found.put("grade", county, grades.code(total, ranks.get(county), len(ranks)))


def _firms(db: Connection, scope: Scope, found: Outcome) -> None:
    """Of programmes that score firms: each firm's total, rank and grade."""
    sheet = firms(db, scope.programme, scope.year)
    for each in sheet.counties:
        for one in each.firms:
            total = one.sheet.total_rescaled
            shown_total = None if total is None else shown(total, sheet.rule.places, sheet.rule.rounding)
            found.put("total", each.county, shown_total, one.code)
            found.put("rank", each.county, one.rank, one.code)
            found.put("grade", each.county, one.band.get("code"), one.code)


def _panel(
    db: Connection, scope: Scope, counties: Sequence[str], found: Outcome, steps: Callable[[int], None]
) -> None:
    around = reviews.setting(db, read.one(db, "round", scope.round) or {"id": scope.round})
    limit = cards.frame(db, scope.programme).rule.outlying
    places, mode = reviews.places(around.row), reviews.rounding(around.row)
    means, links = {}, {}
    for slice in _sliced(counties, steps):
        for county in slice:
            done = reviews.of_county(db, around, county)
            means[county], links[county] = None if done.provisional else done.mean, done.chain
            found.put("mean", county, None if done.mean is None else shown(done.mean, places, mode))
            totals = {one.expert: one.total for one in done.totals if one.total is not None}
            for expert in outlying(totals, limit):
                found.put("outlier", county, "?", expert)
    units_of = {one: units(mean, places, mode) for one, mean in means.items() if mean is not None}
    ranks = chained_ranks(units_of, links)
    for county in means:
        found.put("panel_rank", county, ranks.get(county))


def _tasks(
    db: Connection, scope: Scope, counties: Sequence[str], found: Outcome, steps: Callable[[int], None]
) -> None:
    rule = cards.frame(db, scope.programme).rule
    for slice in _sliced(counties, steps):
        for county, done in computing.tasks_of(db, rule, scope.programme, scope.year, slice):
            said = []
            for id, one in done:
                found.put("task", county, f"{one.light} {one.word}", id)
                said.append(one)
            share = task_share(said, rule)
            found.put("share", county, f"{share.on_schedule}/{share.due} {share.light}")
