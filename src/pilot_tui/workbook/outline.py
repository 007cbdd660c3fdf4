"""All milestones of a programme's year by task: which there are, in which order, how many rows each has.

Counting is the only thing that takes as long as the list is: it goes on in a thread. From then on the outline
follows the log: only a task that a row came to, left or moved in is counted again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from pilot_tui.store import Connection, journal, tasks
from pilot_tui.store.tasks import Task
from pilot_tui.store.windows import Key, Window, measure, measured
from pilot_tui.workbook.rows import Row, text

_FOLLOWED = 500
"""Changes after which it is quicker to count anew."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one task."""

    task: Task
    first: tuple[bool, Key]
    """Where its first row stands in the order of the year; the last of it is that row's id."""
    windows: tuple[Window, ...]
    """Its rows with a position, then those without."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(window.count for window in self.windows)

    @property
    def first_id(self) -> str:
        """The id of its first row."""
        return str(self.first[1][-1])

    def id_at(self, db: Connection, nth: int) -> str | None:
        """The id of its row at `nth`; None when rows went since they were counted."""
        for window in self.windows:
            if nth < window.count:
                key = window.key(db, nth)
                return None if key is None else str(key[-1])
            nth -= window.count
        return None

    def place(self, db: Connection, position: object, id: str) -> int:
        """How many of its rows stand before this one of its rows."""
        placed, blank = self.windows
        if position is None:
            return placed.count + blank.place(db, (id,))
        return placed.place(db, (int(str(position)), id))


@dataclass(frozen=True, slots=True)
class Outline:
    """The tasks of a year in order of their first milestone; others may come while it is counted."""

    programme: str
    year: int
    n: int
    """The arrival number of the log it was counted at."""
    blocks: tuple[Block, ...] = ()
    whole: bool = False
    """Whether all tasks are there."""

    def find(self, task: Task) -> int | None:
        """Which block holds the rows of a task."""
        return next((at for at, block in enumerate(self.blocks) if block.task == task), None)


def count(db: Connection, programme: str, year: int) -> Iterator[Outline]:
    """The outline as it grows, whole in the end; each step holds up a writer for milliseconds at most."""
    found = Outline(programme, year, journal.revision(db))
    order = sorted(_firsts(db, tasks.tasks(db, programme, year)))
    blocks: list[Block] = []
    for first, task in order:
        windows = []
        for run in task.runs:
            for window in measure(db, run):
                yield found
                last = window
            windows.append(last)
        blocks.append(Block(task, first, tuple(windows)))
        found = Outline(programme, year, found.n, tuple(blocks))
    yield Outline(programme, year, found.n, tuple(blocks), whole=True)


def follow(db: Connection, outline: Outline) -> Outline | None:
    """The outline as it is now; None where so much has happened that it is better counted anew."""
    now = journal.revision(db)
    if now == outline.n:
        return outline
    changes = journal.of_table_since(db, "milestone", outline.n, _FOLLOWED)
    if len(changes) == _FOLLOWED:
        return None
    rows = {one.row for one in changes if one.col in ("", *tasks.ORDER)}
    touched = {task for row in rows for task in _homes(db, outline, row)}
    kept = [block for block in outline.blocks if block.task not in touched]
    for first, task in _firsts(db, touched):
        kept.append(Block(task, first, tuple(measured(db, run) for run in task.runs)))
    kept.sort(key=lambda block: block.first)
    return Outline(outline.programme, outline.year, now, tuple(kept), whole=True)


def task_of(row: Row) -> Task:
    """The task a milestone belongs to."""
    area, name = row.get("area_zh"), row.get("name_zh")
    return Task(
        text(row, "programme"),
        int(text(row, "year") or 0),
        None if area is None else str(area),
        None if name is None else str(name),
    )


def _firsts(db: Connection, given: Iterable[Task]) -> Iterator[tuple[tuple[bool, Key], Task]]:
    """The tasks that have milestones, each with where its first one stands."""
    for task in given:
        if (found := tasks.first(db, task)) is not None:
            yield found, task


def _homes(db: Connection, outline: Outline, id: str) -> Iterator[Task]:
    """Every task of the outline the milestone may belong to or have belonged to."""
    held: dict[str, set[str | None]] = {"area_zh": set(), "name_zh": set()}
    for change in journal.of_row(db, "milestone", id):
        value = json.loads(change.val)
        row = {change.col: value} if change.col else value or {}
        for name, values in held.items():
            if not change.col or name in row:
                values.add(row.get(name))
    for area, title in product(*held.values()):
        yield Task(outline.programme, outline.year, area, title)
