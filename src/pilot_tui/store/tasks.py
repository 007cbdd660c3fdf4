"""The milestones of one programme and year by task, along the index `milestone_of_task`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pilot_tui.store.windows import Key, Run

ORDER = ("programme", "year", "area_zh", "name_zh", "position")
"""The fields that say where a milestone stands; the others can be edited without moving it."""


class Task(NamedTuple):
    """One task of all counties: the milestones of one area and name."""

    programme: str
    year: int
    area: str | None
    name: str | None

    @property
    def runs(self) -> tuple[Run, Run]:
        """Those with a position, then those without: as every list of the desk is ordered."""
        where = "programme = ? AND year = ? AND area_zh IS ? AND name_zh IS ? AND position IS"
        return (
            Run("milestone", f"{where} NOT NULL", self, ("position", "id")),
            Run("milestone", f"{where} NULL", self, ("id",)),
        )


def tasks(db: sqlite3.Connection, programme: str, year: int) -> Iterator[Task]:
    """Every task of a year, skipping from one to the next inside the index."""
    found = _next(db, "", (programme, year))
    while found is not None:
        area, name = found
        yield Task(programme, year, area, name)
        found = (
            _next(db, "AND area_zh IS ? AND name_zh IS NOT NULL", (programme, year, area))
            if name is None
            else _next(db, "AND area_zh IS ? AND name_zh > ?", (programme, year, area, name))
        )
        if found is None:
            found = (
                _next(db, "AND area_zh IS NOT NULL", (programme, year))
                if area is None
                else _next(db, "AND area_zh > ?", (programme, year, area))
            )


def first(db: sqlite3.Connection, task: Task) -> tuple[bool, Key] | None:
    """Where the first milestone of a task stands among those of the year: without a position last."""
    for blank, run in enumerate(task.runs):
        order = ", ".join(run.order)
        found = db.execute(
            f"SELECT {order} FROM milestone WHERE {run.where} ORDER BY {order} LIMIT 1", run.facts
        ).fetchone()
        if found is not None:
            return bool(blank), found
    return None


def longer_than(db: sqlite3.Connection, programme: str, year: int, rows: int) -> bool:
    """Whether a year has more milestones than that."""
    sql = "SELECT 1 FROM milestone WHERE programme = ? AND year = ? LIMIT 1 OFFSET ?"
    return db.execute(sql, (programme, year, rows)).fetchone() is not None


def _next(
    db: sqlite3.Connection, where: str, facts: tuple[object, ...]
) -> tuple[str | None, str | None] | None:
    sql = f"SELECT area_zh, name_zh FROM milestone WHERE programme = ? AND year = ? {where}"
    found: tuple[str | None, str | None] | None = db.execute(
        f"{sql} ORDER BY area_zh, name_zh LIMIT 1", facts
    ).fetchone()
    return found
