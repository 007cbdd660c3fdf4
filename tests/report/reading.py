"""Finding one's way in a document."""

from __future__ import annotations

from pilot_tui.report.document import Document, Row, Table


def tables(document: Document, key: str) -> list[Table]:
    return [table for table in document.tables if table.key == key]


def said(table: Table, row: Row, *keys: str) -> list[str]:
    return [
        cell.text
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.key in keys and column.group == ""
    ]


def under(table: Table, row: Row, group: str) -> list[str]:
    return [c.text for c, column in zip(row.cells, table.columns, strict=True) if column.group == group]


def named(table: Table, name: str) -> Row:
    return next(row for row in table.rows if any(cell.text == name for cell in row.cells))
