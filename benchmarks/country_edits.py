"""The edits of a synthetic country: several sites and people, steps, undos, a few conflicts, notes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from country import Size
from country_rows import (
    PROGRAMME,
    county,
    criteria,
    indicators,
    milestone_id,
    round_id,
    words,
    years,
)

from pilot_tui.store import journal
from pilot_tui.store.building import BASE_TIME_MS
from pilot_tui.tables import SCHEMA

Line = tuple[object, ...]
"""A line of the log but for its hash, in the order of `journal.HASHED`."""
Cell = tuple[str, str, str]

SITES = ("qd7m2xk4ha", "mv3c8rt6pw", "xj5b9ze2nk", "th4y6gs8fu")
"""All after `base`, so that the log stays in the order of its index while it grows."""
_SITTING_MS = 90_000
_CONFLICTS = 24


@dataclass
class _Site:
    """Where edits are made, one after the other."""

    name: str
    author: str
    seq: int = 0
    left: int = 0
    """How many edits the step at hand still has."""
    step: int = 0


@dataclass
class _Story:
    """What was edited so far."""

    size: Size
    starts: dict[str, int]
    draw: random.Random
    hlc: int
    heads: dict[Cell, str] = field(default_factory=dict)
    """The last change of every cell that was edited."""
    fought: dict[Cell, tuple[str, str]] = field(default_factory=dict)
    """Cells with two heads, made last."""


def edits(db: sqlite3.Connection, size: Size, starts: dict[str, int]) -> Iterator[Line]:
    """Make `size.edits` changes: rows and heads in the file, lines of the log handed out."""
    said, draw = words()["people"], random.Random(f"{size.seed}.edit")
    story = _Story(size, starts, draw, (BASE_TIME_MS + 86_400_000 << 16))
    sites = [_Site(name, said["author"].format(at=at)) for at, name in enumerate(SITES, 1)]
    fights = min(_CONFLICTS, size.edits // 100)
    plain = size.edits - 2 * fights
    for at in range(plain):
        yield from _note(db, story, sites) if at % 200 == 199 else _edit(db, story, draw.choice(sites))
    for _ in range(fights):
        yield from _fight(db, story, sites)
    _keep(db, story)


def settle(db: sqlite3.Connection) -> None:
    """Keep the clock at the last change."""
    (last,) = db.execute(
        "SELECT max(hlc) FROM change WHERE n > (SELECT max(n) FROM change) - 1000"
    ).fetchone()
    db.execute("INSERT OR REPLACE INTO meta (k, v) VALUES ('hlc', ?)", (str(last),))


def _edit(db: sqlite3.Connection, story: _Story, site: _Site) -> Iterator[Line]:
    cell, seq = _cell(story)
    value = _value(db, story, cell)
    seen = story.heads.get(cell, f"base:{seq}")
    line = _line(story, site, cell, journal.to_json(value), [seen])
    story.heads[cell] = f"{site.name}:{site.seq}"
    _set(db, cell, value)
    yield line


def _fight(db: sqlite3.Connection, story: _Story, sites: list[_Site]) -> Iterator[Line]:
    """Two sites edit a cell that neither has seen the other edit; the later one is shown."""
    cell, seq = _cell(story)
    while cell in story.heads or cell in story.fought:
        cell, seq = _cell(story)
    names = []
    for site in story.draw.sample(sites, 2):
        value = _value(db, story, cell)
        yield _line(story, site, cell, journal.to_json(value), [f"base:{seq}"])
        names.append(f"{site.name}:{site.seq}")
        _set(db, cell, value)
    story.fought[cell] = (names[0], names[1])


def _note(db: sqlite3.Connection, story: _Story, sites: list[_Site]) -> Iterator[Line]:
    site, cell = story.draw.choice(sites), _cell(story)[0]
    text = story.draw.choice(words()["people"]["notes"])
    row = {"address": "/".join(cell), "text": text, "provenance": "illustrative"}
    id = "n" + "".join(story.draw.choices("abcdefghjkmnpqrstuvwxyz23456789", k=11))
    db.execute("INSERT INTO note (id, address, text, provenance) VALUES (?, ?, ?, ?)", (id, *row.values()))
    yield _line(story, site, ("note", id, ""), journal.to_json(row), [])


def _line(story: _Story, site: _Site, cell: Cell, val: str, seen: list[str]) -> Line:
    site.seq += 1
    if site.left <= 0:
        site.step, site.left = site.seq, 1 if story.draw.random() < 0.8 else story.draw.randrange(2, 20)
    site.left -= 1
    story.hlc += story.draw.randrange(_SITTING_MS) << 16 | 1
    reason = story.draw.choice(words()["people"]["reasons"])
    deps = journal.to_json(sorted(seen))
    return (site.name, site.seq, site.step, "", story.hlc, site.author, *cell, val, deps, SCHEMA, reason)


def _cell(story: _Story) -> tuple[Cell, int]:
    """A cell to be edited and the `seq` of its row's birth; the last years and a few counties more often."""
    size, draw, starts = story.size, story.draw, story.starts
    where = min(draw.randrange(size.counties), draw.randrange(size.counties))
    kind = draw.random()
    if kind < 0.5:
        place, year = (
            draw.randrange(len(indicators())),
            max(draw.randrange(size.years), draw.randrange(size.years)),
        )
        code = sorted(str(row["code"]) for row in indicators())[place]
        at = (where * len(indicators()) + place) * size.years + year
        id = f"{PROGRAMME}.{county(where)}.{code}.{years(size)[year]}"
        return ("value", id, "actual"), starts["value"] + at + 1
    if kind < 0.85:
        at = draw.randrange(size.milestones)
        name = "actual" if draw.random() < 0.8 else "remark"
        return ("milestone", milestone_id(size, at), name), starts["milestone"] + at + 1
    round, expert, place = (draw.randrange(n) for n in (size.rounds, size.experts, len(criteria())))
    at = ((round * size.counties + where) * size.experts + expert) * len(criteria()) + place
    id = f"{round_id(round)}.{county(where)}.E{expert + 1}.{criteria()[place]['code']}"
    return ("mark", id, "mark"), starts["mark"] + at + 1


def _value(db: sqlite3.Connection, story: _Story, cell: Cell) -> str:
    """Near what stands there, never the same."""
    table, id, name = cell
    if name == "remark":
        return f"{story.draw.choice(words()['people']['notes'])} {story.draw.randrange(1000)}"
    stored = db.execute(f'SELECT "{name}" FROM "{table}" WHERE id = ?', (id,)).fetchone()[0] or "50"
    places = len(stored.partition(".")[2])
    near = float(stored) * (0.9 + 0.2 * story.draw.random()) + 10**-places
    return f"{min(near, 100.0 if table == 'mark' else near):.{places}f}"


def _set(db: sqlite3.Connection, cell: Cell, value: str) -> None:
    table, id, name = cell
    db.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', (value, id))


def _keep(db: sqlite3.Connection, story: _Story) -> None:
    """The heads of every cell that was edited."""
    heads = [(cell, uid) for cell, uid in story.heads.items()]
    heads += [(cell, uid) for cell, uids in story.fought.items() for uid in uids]
    rows = sorted((*cell, uid.split(":")[0], int(uid.split(":")[1])) for cell, uid in heads)
    db.executemany("INSERT INTO head VALUES (?, ?, ?, ?, ?)", rows)
