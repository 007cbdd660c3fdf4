"""Milestones: annual tasks, dated tasks, checklists."""

from __future__ import annotations

from typing import NamedTuple

from pilot_tui.model import Progress, Rule, Task, TaskShare
from pilot_tui.rules.schedule import progress, task_share
from pilot_tui.store import Connection, read
from pilot_tui.workbook import rows
from pilot_tui.workbook.rows import Row


class TaskLine(NamedTuple):
    """One milestone as it is shown."""

    row: Row
    task: Task
    progress: Progress
    items: tuple[Row, ...]
    ranks: tuple[Row, ...]
    """Its ranks, one per scope."""


def lines(db: Connection, rule: Rule, programme: str, year: int, county: str | None) -> list[TaskLine]:
    """The programme's milestones of a year, of one county or of all."""
    where: dict[str, object] = {"programme": programme, "year": year}
    if county is not None:
        where["county"] = county
    return [line(db, row, rule) for row in read.every(db, "milestone", **where)]


def line(db: Connection, row: Row, rule: Rule) -> TaskLine:
    """One milestone, computed."""
    id = str(row["id"])
    items = read.under(db, "item", id) if row.get("kind") == "checklist" else []
    items.sort(key=lambda item: int(str(item["number"])))
    task = rows.task(row, items)
    return TaskLine(row, task, progress(task, rule), tuple(items), tuple(read.under(db, "ranking", id)))


def share(given: list[TaskLine], rule: Rule) -> TaskShare:
    """On schedule ÷ due."""
    return task_share([one.progress for one in given], rule)
