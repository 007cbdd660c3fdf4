"""What would become of a programme's figures if something were changed: told before it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pilot_tui.store import Connection, Store, imagining, read, tasks
from pilot_tui.workbook import blocks, ruleset
from pilot_tui.workbook.blocks import Plan, Ticking
from pilot_tui.workbook.outcomes import PANEL, SCORES, TASKS, Scope, Shift, outcome, shifts
from pilot_tui.workbook.rows import text

_OF_ROUND = ("round", "criterion", "expert", "mark", "assignment")
_PARTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("dimension", "indicator", "band", "value", "pilot"), frozenset({SCORES})),
    **dict.fromkeys(_OF_ROUND, frozenset({PANEL})),
    **dict.fromkeys(("level", "milestone", "item", "progress"), frozenset({TASKS})),
}
"""Table → what a change of one of its rows can alter."""
_OF_RULE = {
    **dict.fromkeys(("band", "pace", "share_good", "share_look", "basis"), frozenset({TASKS})),
    "tolerance": frozenset({SCORES, TASKS}),
    "outlying": frozenset({PANEL}),
    "stale": frozenset(),
}
"""Field of a rule → the same; any other alters scores."""

_AT_ONCE, _MANY_TASKS = 40, 400
"""Counties, and milestones, of a year that are gone through twice in a twentieth of a second."""
_IN_ALL = 160
"""Counties of all years together that are in a fifth of one."""


class Effect(NamedTuple):
    """What would be shown otherwise."""

    shifts: tuple[Shift, ...]
    """By kind."""

    @property
    def counts(self) -> Counter[str]:
        """How many things of each kind."""
        return Counter(one.kind for one in self.shifts)


def effect(
    store: Store, plan: Plan, scopes: Sequence[Scope], tick: Ticking = blocks.silent
) -> tuple[Effect, Scope]:
    """What would become of the figures, in the first scope where anything would; reads only.

    The connections are its own. `tick` is told how far it is in a scope, and what it raises ends it.

    Returns:
        The effect and its scope: an empty one in the first where nothing moves in any.

    Raises:
        As `Workbook.edit`, for the first cell that is refused.
    """
    with store.another() as now, imagined(store, plan) as then, now.reading() as before:
        for scope in scopes:
            old = outcome(before, scope, lambda done, of: tick(done, 2 * of))
            new = outcome(then, scope, lambda done, of: tick(of + done, 2 * of))
            if found := tuple(shifts(old, new)):
                return Effect(found), scope
    return Effect(()), scopes[0]


def beside(scope: Scope, years: Iterable[int]) -> list[Scope]:
    """The other years in which the same plan may be felt, the latest first; a panel is of no year."""
    parts = scope.parts - {PANEL}
    others = sorted({*years} - {scope.year}, reverse=True)
    return [scope._replace(year=year, parts=parts) for year in others] if parts else []


@contextmanager
def imagined(store: Store, plan: Plan) -> Iterator[Connection]:
    """A connection on which the plan is carried out already; nothing of it is in the file."""
    with store.another() as own, own.reading() as db:
        altered: dict[str, dict[str, Mapping[str, object] | None]] = {}
        for table, id, row in blocks.typed(db, plan.pairs).altered():
            altered.setdefault(table, {})[id] = {"id": id, **row}
        for table, id in plan.gone:
            altered.setdefault(table, {})[id] = None
        for table, rows in altered.items():
            imagining.imagine(db, table, rows)
        yield db


def scope_of(db: Connection, plan: Plan, programme: str, year: int, round: str) -> Scope:
    """Where the plan is felt: in a programme's year, and in the round it is of, else the one in view."""
    known = [text(row, "id") for row in read.every(db, "round", programme=programme)]
    chosen = round if round in known else known[-1] if known else ""
    table, id = _first(plan)
    if table in _OF_ROUND:
        chosen = id.partition(".")[0]
    return Scope(programme, year, chosen, _touched(plan))


def programme_of(db: Connection, plan: Plan) -> str:
    """The programme of what the plan changes first; empty where it is of none."""
    table, id = _first(plan)
    if table in ("milestone", "item", "progress"):
        row = read.one(db, "milestone", id if table == "milestone" else id.rpartition(".")[0]) or {}
        return text(row, "programme")
    if table not in _PARTS and table != "rule":
        return ""
    return ruleset.programme_of(db, *(("round", id.partition(".")[0]) if table in _OF_ROUND else (table, id)))


def _first(plan: Plan) -> tuple[str, str]:
    return next(((cell.table, cell.id) for cell, _ in plan.pairs), None) or plan.gone[0]


def is_large(db: Connection, scopes: Sequence[Scope]) -> bool:
    """Whether going through all of them takes longer than a person should wait for: a thread does it then."""
    many = (
        TASKS in one.parts and tasks.longer_than(db, one.programme, one.year, _MANY_TASKS) for one in scopes
    )
    counties = len(read.pilots(db, scopes[0].programme))
    return counties > _AT_ONCE or counties * len(scopes) > _IN_ALL or any(many)


def _touched(plan: Plan) -> frozenset[str]:
    """What the plan can alter."""
    touched = [_parts(cell.table, cell.field) for cell, _ in plan.pairs]
    touched += [_PARTS.get(table, frozenset()) for table, _ in plan.gone]
    return frozenset().union(*touched)


def _parts(table: str, name: str) -> frozenset[str]:
    if table == "rule":
        return _OF_RULE.get(name, frozenset({SCORES}))
    return _PARTS.get(table, frozenset())
