"""Cells as spreadsheets name them: `D7`."""

from __future__ import annotations


def column_name(at: int) -> str:
    """The letters of a column, counted from 0."""
    name, at = "", at + 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Row and column, counted from 0."""
    return f"{column_name(column)}{row + 1}"
