"""Which kept figures a change makes wrong: a value one county of one year, a rule a whole programme."""

from __future__ import annotations

import json

from pilot_tui.store import Connection, journal, read
from pilot_tui.store.kept import MOST_BEHIND, Group
from pilot_tui.workbook.placing import BY_RANK

_HOME = ("programme", "county", "year")


class Touched:
    """What has been touched, group by group."""

    def __init__(self, everything: bool = False) -> None:
        self._everything = everything
        self._counties: dict[Group, set[str]] = {}
        self._whole: set[tuple[str, str]] = set()
        self._ranking: dict[str, bool] = {}

    def of(self, group: Group) -> set[str] | None:
        """The counties of the group whose figures may be wrong; None for all."""
        owner = group.of if group.what == "panel" else group.of.rpartition(".")[0]
        if self._everything or (group.what, owner) in self._whole:
            return None
        return self._counties.get(group, set())

    def add(self, db: Connection, table: str, id: str) -> None:
        """Take a change of a row into account."""
        parts = id.split(".")
        if table == "value" and len(parts) == 4 and not self._by_rank(db, f"{parts[0]}.{parts[2]}"):
            self._county(Group("score", f"{parts[0]}.{parts[3]}"), parts[1])
        elif (table, len(parts)) in (("mark", 4), ("assignment", 3)):
            self._county(Group("panel", parts[0]), parts[1])
        elif table == "milestone":
            self._milestone(db, id)
        elif table in ("item", "progress"):
            self._milestone(db, id.rpartition(".")[0])
        elif table == "level":
            self._whole.add(("tasks", parts[0]))
        elif table in ("indicator", "dimension", "rule", "value"):
            self._whole |= {("score", parts[0]), ("tasks", parts[0])}
        elif table in ("round", "criterion", "expert", "mark", "assignment"):
            self._whole.add(("panel", id if table == "round" else parts[0]))

    def _by_rank(self, db: Connection, indicator: str) -> bool:
        """Whether an indicator scores by rank: a value of it moves other counties' points too."""
        if indicator not in self._ranking:
            row = read.one(db, "indicator", indicator) or {}
            self._ranking[indicator] = row.get("method") == BY_RANK
        return self._ranking[indicator]

    def _county(self, group: Group, county: str) -> None:
        self._counties.setdefault(group, set()).add(county)

    def _milestone(self, db: Connection, id: str) -> None:
        """Where it stands, and wherever it stood: a milestone can be moved, and taken out."""
        row = read.one(db, "milestone", id) or {}
        stood: dict[str, set[object]] = {name: {row.get(name)} for name in _HOME}
        for change in journal.of_row(db, "milestone", id):
            said = json.loads(change.val)
            told = {change.col: said} if change.col else said or {}
            for name in _HOME:
                stood[name].add(told.get(name))
        for programme in stood["programme"] - {None}:
            for year in stood["year"] - {None}:
                for county in stood["county"] - {None}:
                    self._county(Group("tasks", f"{programme}.{year}"), str(county))


def touched(db: Connection, since: int) -> Touched:
    """What the changes after `since` have touched; everything where they are too many to look at."""
    if journal.revision(db) - since > MOST_BEHIND:
        return Touched(everything=True)
    found = Touched()
    for table, id in journal.since(db, since):
        found.add(db, table, id)
    return found
