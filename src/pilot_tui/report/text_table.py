"""A table as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pilot_tui.cells import crop, fit, number, point, right, width
from pilot_tui.report.document import Cell, Document, Group, Row, Table
from pilot_tui.report.narrowing import folded, shortened, unwritten_left_out
from pilot_tui.report.text_columns import Place, fits, heading, natural
from pilot_tui.report.text_panels import Panel, panels
from pilot_tui.report.wrapping import wrap

RULE = "─"
_TALL, _TALL_STUB = 4, 8
"""Lines a cell may take before its text is moved below the table."""


class Grid:
    """The columns and rows of one table as lines; texts too long for their cells are kept in `moved`."""

    def __init__(self, table: Table, document: Document, cells: int) -> None:
        self._labels, self._language = document.labels, document.language
        invented = any(row.illustrative for row in table.rows)
        self.gutter = width(self._labels.mark) + 1 if invented else 0
        """Cells before the first column, for the mark of an invented row."""
        room = max(1, cells - self.gutter)
        self.table, places = _narrowed(table, self._language, room)
        """The table as it is laid out."""
        first, *more = panels(places, room)
        self.laid = [first, *(panel for panel in more if any(_adds(panel, row) for row in self.table.rows))]
        """Its panels, measured; one that would only repeat which row is which is left out."""
        self.cells = max(panel.cells for panel in self.laid) + self.gutter
        """How wide the table is."""
        self.moved: dict[str, int] = {}
        """Each long text and its number."""

    def panels(self) -> Iterator[list[str]]:
        """The lines of each panel."""
        for panel in self.laid:
            yield list(self._panel(panel))

    def see(self, at: int) -> str:
        """What stands in a cell whose text stands below the table."""
        return self._labels.see.replace("{n}", str(at))

    def _panel(self, panel: Panel) -> Iterator[str]:
        rule = RULE * (panel.cells + self.gutter)
        yield rule
        yield from self._over(panel)
        yield from self._heads(panel)
        yield rule
        for group in self.table.groups:
            yield from self._group(panel, group)
        if self.table.total:
            yield rule
        for row in self._told(panel, self.table.total):
            yield from self._row(panel, row, None)
        yield rule

    def _group(self, panel: Panel, group: Group) -> Iterator[str]:
        rows = self._told(panel, (*group.rows, *([group.subtotal] if group.subtotal else ())))
        if group.title and rows:
            yield from (" " * self.gutter + line for line in wrap(group.title, panel.cells))
        for at, row in enumerate(rows):
            yield from self._row(panel, row, rows[at - 1] if at else None)

    def _told(self, panel: Panel, rows: Sequence[Row]) -> list[Row]:
        """All rows in the first panel; in one that goes on, those that have something to add."""
        return [row for row in rows if panel is self.laid[0] or _adds(panel, row)]

    def _over(self, panel: Panel) -> Iterator[str]:
        """The headings of column groups, each over a hairline as long as its columns."""
        spans = list(panel.spans())
        if not any(name for name, _ in spans):
            return
        titles = [wrap(name, cells) if name else () for name, cells in spans]
        for at in range(-max(map(len, titles)), 0):
            yield self._line(
                panel,
                "",
                [crop(_from_end(lines, at), cells) for lines, (_, cells) in zip(titles, spans, strict=True)],
            )
        yield self._line(panel, "", [(RULE if name else " ") * cells for name, cells in spans])

    def _heads(self, panel: Panel) -> Iterator[str]:
        titles = [heading(place.column, self._language, place.cells) for place in panel.places]
        for at in range(-max(map(len, titles)), 0):
            said = [
                (crop if place.column.align == "left" else right)(_from_end(lines, at), place.cells)
                for lines, place in zip(titles, panel.places, strict=True)
            ]
            yield self._line(panel, "", said)

    def _row(self, panel: Panel, row: Row, above: Row | None) -> Iterator[str]:
        cells = [self._cell(place, row, above) for place in panel.places]
        mark = self._labels.mark if row.illustrative else ""
        for at in range(max(map(len, cells))):
            said = [
                lines[at] if at < len(lines) else " " * place.cells
                for lines, place in zip(cells, panel.places, strict=True)
            ]
            yield self._line(panel, mark if not at else "", said)

    def _line(self, panel: Panel, mark: str, said: Sequence[str]) -> str:
        return (crop(mark, self.gutter) if self.gutter else "") + (" " * panel.gap).join(said)

    def _cell(self, place: Place, row: Row, above: Row | None) -> Sequence[str]:
        cell, column = row.cells[place.at], place.column
        if column.merge and above and above.cells[place.at] == cell:
            return [" " * place.cells]
        if column.align != "left":
            return [_figure(cell, place)]
        if width(cell.text) <= place.cells:
            return [crop(cell.text, place.cells)]
        lines = wrap(cell.text, place.cells)
        if len(lines) > (_TALL_STUB if column.stub else _TALL):
            at = self.moved.setdefault(cell.text, len(self.moved) + 1)
            lines = (fit(cell.text, place.cells), *wrap(self.see(at), place.cells))
        return [crop(line, place.cells) for line in lines]


def _narrowed(table: Table, language: str, room: int) -> tuple[Table, list[Place]]:
    """The table as it is where it fits, else without blank columns, with short names, with columns folded."""
    places = natural(table, language)
    for narrower in (unwritten_left_out, shortened, folded):
        if fits(places, room):
            break
        table = narrower(table)
        places = natural(table, language)
    return table, places


def _adds(panel: Panel, row: Row) -> bool:
    """Whether a row says more in this panel than which row it is."""
    return any(
        row.cells[place.at].text for place in panel.places if not (place.column.stub or place.column.merge)
    )


def _from_end(lines: Sequence[str], at: int) -> str:
    return lines[at] if len(lines) >= -at else ""


def _figure(cell: Cell, place: Place) -> str:
    if place.column.align == "point" and cell.number is not None:
        return right(point(cell.text, place.whole, place.frac), place.cells)
    return (number if cell.number is not None else right)(cell.text, place.cells)
