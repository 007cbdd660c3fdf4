"""A new task, a new item of a checklist, and which row is the one to be retired."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pilot_tui.pane import View
from pilot_tui.pane.fresh import Fresh
from pilot_tui.words import spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text

_SHARED = ("area_zh", "area_en", "starts", "ends")
"""What a new task has in common with the one it is added below."""


def table_of(book: Workbook, key: str) -> str:
    """The table of the row of that key: `milestone`, `item`, `progress`, or none."""
    return next((table for table in ("milestone", "item", "progress") if key and book.row(table, key)), "")


def milestone_of(book: Workbook, key: str) -> str:
    """The milestone a row is, or is a part of; empty where there is none."""
    table = table_of(book, key)
    return key if table in ("milestone", "") else text(book.row(table, key) or {}, "milestone")


def fresh_row(book: Workbook, view: View, key: str, opened: Collection[str] = ()) -> Fresh:
    """A report where reports show, an item where there are items; else a task of the same area."""
    table = table_of(book, key)
    row = book.row(table, key) if table else None
    if table == "progress" or key in opened:
        return _report(book, milestone_of(book, key))
    if row is not None and table == "item":
        return _item(book, text(row, "milestone"), row)
    if row is not None and text(row, "kind") == "checklist" and not book.rows_where("item", milestone=key):
        return _item(book, key, {})
    return _task(book, view, row or {})


def _task(book: Workbook, view: View, near: Row) -> Fresh:
    county = text(near, "county") or view.county
    places = [int(text(one.row, "position") or 0) for one in book.tasks(view.programme, view.year, county)]
    typed = {
        "programme": view.programme,
        "county": county,
        "year": str(view.year),
        "position": str(max(places, default=0) + 1),
        "kind": "task",
        **{name: text(near, name) for name in _SHARED if text(near, name)},
    }
    return Fresh("milestone", f"name_{spoken()}", typed, column="name")


def _item(book: Workbook, milestone: str, near: Row) -> Fresh:
    numbers = [int(text(row, "number")) for row in book.rows_where("item", milestone=milestone)]
    typed = {
        "milestone": milestone,
        "number": str(max(numbers, default=0) + 1),
        **{name: text(near, name) for name in ("group_zh", "group_en") if text(near, name)},
    }
    return Fresh("item", f"name_{spoken()}", typed, column="name")


def _report(book: Workbook, milestone: str) -> Fresh:
    """The next report of a task: proposed for the end of the month after the last one."""
    one = book.task(milestone)
    last = text(one.told[-1], "day") if one.told else ""
    return Fresh(
        "progress",
        "day",
        {"milestone": milestone},
        column="name",
        entry=_next(last, one.task.starts),
        then="actual",
    )


def _next(last: str, starts: str) -> str:
    """The end of the month after a day, or of the month a task starts in."""
    first = date.fromisoformat(last) + timedelta(1) if last else date.fromisoformat(starts)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - timedelta(1)).isoformat()
