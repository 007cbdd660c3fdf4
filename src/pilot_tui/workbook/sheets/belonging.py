"""Sheets of what belongs to tasks, firms and inspections: checklists, reports, figures, rectification."""

from __future__ import annotations

from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.sheets.form_parts import Form, columns_of, counties_of, line_of, tasks_of, two
from pilot_tui.workbook.sheets.kinds import Scope
from pilot_tui.workbook.workbook import Workbook


def _items(book: Workbook, scope: Scope) -> Form:
    """Every item of every checklist."""
    columns, lines = columns_of(scope), []
    for county, task in tasks_of(book, scope):
        for row in sorted(_of_task(book, "item", task), key=lambda one: int(text(one, "number"))):
            named = {
                "county": two(county, "name"),
                "name": two(task, "name"),
                "group": two(row, "group"),
                "item": two(row, "name"),
            }
            lines.append(line_of(text(row, "id"), columns, named, row))
    return Form(scope, columns, tuple(lines))


def _reports(book: Workbook, scope: Scope) -> Form:
    """The reports of every task by day, and behind them a blank one, whose key is the task alone."""
    columns, lines = columns_of(scope), []
    for county, task in tasks_of(book, scope):
        named = {"county": two(county, "name"), "name": two(task, "name"), "unit": two(task, "unit")}
        found = sorted(_of_task(book, "progress", task), key=lambda one: text(one, "day"))
        lines += [line_of(text(row, "id"), columns, named, row) for row in (*found, {"id": task["id"]})]
    return Form(scope, columns, tuple(lines))


def _firms(book: Workbook, scope: Scope) -> Form:
    """Every firm with every indicator."""
    columns, lines = columns_of(scope), []
    names = {text(one, "id"): two(one, "name") for one in counties_of(book, scope)}
    indicators = book.indicators(scope.programme)
    for firm in book.rows_where("firm", programme=scope.programme):
        if scope.counties and text(firm, "county") not in scope.counties:
            continue
        ids = [f"{scope.programme}.{firm['code']}.{one['code']}.{scope.year}" for one in indicators]
        held = book.some("measure", ids)
        for indicator, id in zip(indicators, ids, strict=True):
            named = {
                "county": names.get(text(firm, "county"), ("", "")),
                "firm": two(firm, "name"),
                "indicator": two(indicator, "name"),
                "unit": two(indicator, "unit"),
            }
            lines.append(line_of(id, columns, named, held.get(id, {})))
    return Form(scope, columns, tuple(lines))


def _rectification(book: Workbook, scope: Scope) -> Form:
    """What an inspection found in the year."""
    columns, lines = columns_of(scope), []
    for county in counties_of(book, scope):
        where = {"programme": scope.programme, "county": county["id"], "year": scope.year}
        for row in book.rows_where("rectification", **where):
            named = {"county": two(county, "name"), **{key: two(row, key) for key in ("area", "name")}}
            named |= {key: (text(row, key), "") for key in ("found", "due")}
            lines.append(line_of(text(row, "id"), columns, named, row))
    return Form(scope, columns, tuple(lines))


def _of_task(book: Workbook, table: str, task: Row) -> list[Row]:
    return book.rows_where(table, milestone=task["id"])


FORMS = {"items": _items, "reports": _reports, "firms": _firms, "rectification": _rectification}
"""By kind."""
