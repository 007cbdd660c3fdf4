"""Milestones: annual tasks, growth rates, dated tasks, checklists, levels; what was reported of them when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.model import Progress, Rule, Task, TaskShare
from pilot_tui.rules.reports import Standing
from pilot_tui.rules.schedule import progress, task_share
from pilot_tui.store import Connection, read
from pilot_tui.workbook import rows
from pilot_tui.workbook.rows import Row, text


class TaskLine(NamedTuple):
    """One milestone as it is shown."""

    row: Row
    """As stored, but for what its reports say where its own cells are blank."""
    task: Task
    progress: Progress
    items: tuple[Row, ...]
    ranks: tuple[Row, ...]
    """Its ranks, one per scope."""
    told: tuple[Row, ...] = ()
    """Its reports and the points of its plan, by day."""
    standing: Standing | None = None
    """What it comes to by its reports; None where its own cells say it, or nothing does."""


def lines(db: Connection, rule: Rule, programme: str, year: int, county: str | None) -> Iterator[TaskLine]:
    """The programme's milestones of a year: of one county, of none with an empty one, or of all.

    They are read a few at a time, as they are asked for.
    """
    where: dict[str, object] = {"programme": programme, "year": year}
    if county is not None:
        where["county"] = county or None
    for few in rows.few_at_a_time(read.each(db, "milestone", **where)):
        yield from some(db, few, rule)


def some(db: Connection, given: Sequence[Row], rule: Rule) -> list[TaskLine]:
    """Milestones of one programme, computed; what belongs to all of them is read together."""
    ids = [str(row["id"]) for row in given]
    listed = [id for id, row in zip(ids, given, strict=True) if row.get("kind") == "checklist"]
    items = dict(zip(listed, read.under_each(db, "item", listed) if listed else (), strict=True))
    shares = {code: level_share(db, row) for row in given if (code := text(row, "level"))}
    told, ranks = (read.under_each(db, table, ids) for table in ("progress", "ranking"))
    return [
        _line(row, rule, items.get(id, []), told, ranks, shares.get(text(row, "level")))
        for id, row, told, ranks in zip(ids, given, told, ranks, strict=True)
    ]


def _line(
    row: Row, rule: Rule, items: list[Row], told: list[Row], ranks: list[Row], share: Decimal | None
) -> TaskLine:
    """One milestone, computed from what belongs to it."""
    items.sort(key=lambda item: int(str(item["number"])))
    standing = rows.standing_of(row, told)
    row = row if standing is None else {**row, **rows.by_reports(standing)}
    task = rows.task(row, items, told, share)
    return TaskLine(row, task, progress(task, rule), tuple(items), tuple(ranks), tuple(told), standing)


def level_share(db: Connection, row: Row) -> Decimal | None:
    """Percent that the level of a milestone stands for; None where it has none, or that says nothing."""
    code = text(row, "level")
    level = read.one(db, "level", f"{text(row, 'programme')}.{code}") if code else None
    return None if level is None else rows.number(level, "share")


def share(given: list[TaskLine], rule: Rule) -> TaskShare:
    """On schedule ÷ due."""
    return task_share([one.progress for one in given], rule)
