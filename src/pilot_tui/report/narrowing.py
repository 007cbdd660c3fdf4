"""The same table for less room."""

from __future__ import annotations

from dataclasses import replace

from pilot_tui.report.document import Cell, Group, Row, Table


def unwritten_left_out(table: Table) -> Table:
    """Without the columns in which nothing is written: only on paper are they filled in by hand."""
    rows = tuple(table.rows)
    kept = [at for at in range(len(table.columns)) if any(row.cells[at].text for row in rows)]
    return _of_columns(table, kept) if kept else table


def shortened(table: Table) -> Table:
    """With short names where there are any."""
    return _rewritten(table, lambda row: tuple(map(_short, row.cells)))


def folded(table: Table) -> Table:
    """Without its merged columns: what they say becomes a line over each group."""
    kept = [at for at, column in enumerate(table.columns) if not column.merge]
    if len(kept) == len(table.columns):
        return table
    less = _of_columns(table, kept)
    titles = [_merged(table, group) for group in table.groups]
    groups = tuple(replace(group, title=title) for group, title in zip(less.groups, titles, strict=True))
    return replace(less, groups=groups)


def _of_columns(table: Table, kept: list[int]) -> Table:
    less = _rewritten(table, lambda row: tuple(row.cells[at] for at in kept))
    return replace(less, columns=tuple(table.columns[at] for at in kept))


def _merged(table: Table, group: Group) -> str:
    if group.title or not group.rows:
        return group.title
    first = group.rows[0].cells
    return "  ".join(cell.text for cell, column in zip(first, table.columns, strict=True) if column.merge)


def _rewritten(table: Table, cells: object) -> Table:
    assert callable(cells)

    def row(one: Row) -> Row:
        return replace(one, cells=cells(one))

    groups = tuple(
        replace(
            group, rows=tuple(map(row, group.rows)), subtotal=row(group.subtotal) if group.subtotal else None
        )
        for group in table.groups
    )
    return replace(table, groups=groups, total=tuple(map(row, table.total)))


def _short(cell: Cell) -> Cell:
    return replace(cell, text=cell.short) if cell.short else cell
