"""The milestones of one programme and year by task, along the index `milestone_of_task`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pilot_tui.store.read import Row
from pilot_tui.store.windows import Key, Run

ORDER = ("programme", "year", "area_zh", "name_zh", "position")
"""The fields that say where a milestone stands; the others can be edited without moving it."""


_ONE = "programme = ? AND year = ? AND area_zh IS ? AND name_zh IS ? AND position IS"
_PLACED, _BLANK = f"{_ONE} NOT NULL", f"{_ONE} NULL"
_BY_POSITION, _BY_ID = ("position", "id"), ("id",)
"""One text for all tasks: a country has as many as a county has milestones."""


class Task(NamedTuple):
    """One task of all counties: the milestones of one area and name."""

    programme: str
    year: int
    area: str | None
    name: str | None

    @property
    def runs(self) -> tuple[Run, Run]:
        """Those with a position, then those without: as every list of the desk is ordered."""
        return Run("milestone", _PLACED, self, _BY_POSITION), Run("milestone", _BLANK, self, _BY_ID)


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


def of_county(db: sqlite3.Connection, programme: str, county: str) -> Iterator[Row]:
    """A county's milestones, year by year in order: read as they are asked for, never held together."""
    cursor = db.execute(
        """SELECT * FROM milestone WHERE programme = ? AND county = ?
        ORDER BY year, position IS NULL, position, id""",
        (programme, county),
    )
    names = [about[0] for about in cursor.description]
    for found in cursor:
        yield dict(zip(names, found, strict=True))


def counties(db: sqlite3.Connection, programme: str, year: int) -> list[str | None]:
    """The counties with milestones in a year, along the index of counties; None for those of none."""
    sql = "SELECT county FROM milestone WHERE programme = ? AND year = ? GROUP BY county"
    return [found[0] for found in db.execute(sql, (programme, year))]


def longer_than(
    db: sqlite3.Connection, programme: str, year: int | None, rows: int, county: str | None = None
) -> bool:
    """Whether a county, or all, have more milestones than that in a year, or in all years."""
    asked = {"programme": programme, "county": county or None, "year": year}
    where = {name: fact for name, fact in asked.items() if fact is not None}
    tests = " AND ".join(f"{name} = ?" for name in where)
    sql = f"SELECT 1 FROM milestone WHERE {tests} LIMIT 1 OFFSET ?"
    return db.execute(sql, (*where.values(), rows)).fetchone() is not None


def _next(
    db: sqlite3.Connection, where: str, facts: tuple[object, ...]
) -> tuple[str | None, str | None] | None:
    sql = f"SELECT area_zh, name_zh FROM milestone WHERE programme = ? AND year = ? {where}"
    found: tuple[str | None, str | None] | None = db.execute(
        f"{sql} ORDER BY area_zh, name_zh LIMIT 1", facts
    ).fetchone()
    return found


class Word(NamedTuple):
    """A word that a milestone answers to by its county or by who is responsible."""

    counties: str
    """The ids of the counties that answer, as a JSON list."""
    like: str
    """The word as `LIKE` wants it: what stands for itself in it is marked."""

    @classmethod
    def of(cls, db: sqlite3.Connection, word: str) -> Word:
        """How a word is looked for; after `@` only among those who are responsible."""
        owner, word = word.startswith("@"), word.removeprefix("@")
        like = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in word)
        if owner:
            return cls("[]", f"%{like}%")
        tests = " OR ".join(f"{name} LIKE ?1 ESCAPE '\\'" for name in _COUNTY_NAMES)
        found = db.execute(f"SELECT id FROM county WHERE {tests}", (f"%{like}%",))
        return cls(json.dumps([id for (id,) in found]), f"%{like}%")


_COUNTY_NAMES = ("name_zh", "name_en", "short_zh", "short_en", "pinyin", "initials")
_COUNTY = "county IN (SELECT value FROM json_each(?))"
"""Asked inside the index."""
_OWNER = f"({_COUNTY} OR owner_zh LIKE ? ESCAPE '\\' OR owner_en LIKE ? ESCAPE '\\')"
"""Asked of the rows themselves, which takes forty times as long."""


def passing(db: sqlite3.Connection, task: Task, words: tuple[Word, ...], *, owners: bool) -> int:
    """How many milestones of a task answer to all words, by owner too where it says so."""
    where, facts = _tested(task, words, owners=owners)
    return int(db.execute(f"SELECT count(*) FROM milestone WHERE {where}", facts).fetchone()[0])


def sifted(db: sqlite3.Connection, task: Task, words: tuple[Word, ...], *, owners: bool) -> list[str]:
    """Their ids in order, those without a position last."""
    where, facts = _tested(task, words, owners=owners)
    sql = f"SELECT id FROM milestone WHERE {where} ORDER BY position IS NULL, position, id"
    return [id for (id,) in db.execute(sql, facts)]


def _tested(task: Task, words: tuple[Word, ...], *, owners: bool) -> tuple[str, tuple[object, ...]]:
    where = "programme = ? AND year = ? AND area_zh IS ? AND name_zh IS ?"
    if owners:
        facts = [fact for word in words for fact in (word.counties, word.like, word.like)]
        return " AND ".join([where, *[_OWNER] * len(words)]), (*task, *facts)
    return " AND ".join([where, *[_COUNTY] * len(words)]), (*task, *(word.counties for word in words))
