"""The rows of a table as HTML: decimal points one below the other, merged cells, marks of invented rows."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.cells import width
from pilot_tui.report.document import Cell, Group, Row, Table
from pilot_tui.report.html_text import escaped

SHORT = 14
"""Cells up to which the texts of a column are kept on one line."""


class Rows:
    """The rows of one table."""

    def __init__(self, table: Table, mark: str) -> None:
        self._columns = table.columns
        self._mark = f'<span class="ex">{escaped(mark)}</span> '
        stubs = [at for at, column in enumerate(table.columns) if column.stub]
        self._first = next((at for at, column in enumerate(table.columns) if not column.merge), 0)
        self._name = stubs[-1] if stubs else 0
        self._kinds, self._decimals = _looked_at(table)

    def group(self, group: Group) -> Iterator[str]:
        """The rows of a group, its merged cells as one."""
        yield "<tbody>\n"
        if group.title:
            span = f'scope="rowgroup" colspan="{len(self._columns)}"'
            yield f'<tr class="group"><th {span}>{escaped(group.title)}</th></tr>\n'
        height = len(group.rows) + bool(group.subtotal)
        for at, row in enumerate(group.rows):
            yield self.row(row, "", 0 if at else height)
        if group.subtotal:
            yield self.row(group.subtotal, "sum", 0)
        yield "</tbody>\n"

    def row(self, row: Row, kind: str, height: int = 1) -> str:
        """A row; `height` is what its merged cells span, 0 where they stand above."""
        cells = [
            self._merged(cell, height) if self._columns[at].merge else self._cell(cell, at, row)
            for at, cell in enumerate(row.cells)
        ]
        return f"<tr{class_of(kind)}>{''.join(cells)}</tr>\n"

    def _merged(self, cell: Cell, height: int) -> str:
        if not cell.text:
            return "<td></td>"
        return f'<th scope="rowgroup" rowspan="{height}">{escaped(cell.text)}</th>' if height else ""

    def _cell(self, cell: Cell, at: int, row: Row) -> str:
        said = escaped(cell.text)
        if at == self._first:
            said = f'{self._mark if row.illustrative else ""}<span class="no">{said}</span>'
        if at == self._name:
            return f'<th scope="row" class="name">{said}</th>'
        if cell.role == "light":
            shape, _, word = cell.text.partition(" ")
            return f'<td class="light {cell.light}"><i>{escaped(shape)}</i> {escaped(word)}</td>'
        kinds = [self._kinds[at]]
        if cell.role in ("absence", "derived"):
            kinds.append(cell.role)
        elif self._columns[at].align == "point" and cell.number is not None:
            kinds.append(_padding(cell.text, self._decimals[at]))
        return f"<td{class_of(*kinds)}>{said}</td>"


def class_of(*kinds: str) -> str:
    """The attribute that names these classes, nothing for none."""
    said = " ".join(filter(None, kinds))
    return f' class="{said}"' if said else ""


def _looked_at(table: Table) -> tuple[list[str], list[int]]:
    """The class of each column and the most decimals of its figures, in one pass over the rows."""
    short = {at for at, column in enumerate(table.columns) if column.align == "left"}
    pointed = [at for at, column in enumerate(table.columns) if column.align == "point"]
    kinds = ["prose" if at in short else "n" for at in range(len(table.columns))]
    decimals = [0] * len(table.columns)
    for row in table.rows:
        cells = row.cells
        short -= {at for at in short if width(cells[at].text) > SHORT}
        for at in pointed:
            if cells[at].number is not None:
                decimals[at] = max(decimals[at], _decimals(cells[at].text))
    return ["short" if at in short else kind for at, kind in enumerate(kinds)], decimals


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _padding(text: str, most: int) -> str:
    """The class that makes room for the decimals a figure lacks, and for the point where it has none."""
    own = _decimals(text)
    if own == most:
        return ""
    return f"g{most - own}" if own else f"f{most}"
