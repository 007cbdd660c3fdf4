"""A table as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pilot_tui.cells import crop, fit, number, point, right, width
from pilot_tui.report.document import Cell, Document, Group, Row, Table
from pilot_tui.report.narrowing import narrowed
from pilot_tui.report.seen import Columns
from pilot_tui.report.text_columns import Place, heading
from pilot_tui.report.text_panels import Panel, panels
from pilot_tui.report.wrapping import wrap

RULE = "─"
_TALL, _TALL_STUB = 4, 8
"""Lines a cell may take before its text is moved below the table."""


class Grid:
    """The columns and rows of one table as lines; texts too long for their cells are kept in `moved`."""

    def __init__(
        self,
        table: Table,
        document: Document,
        cells: int,
        rows: Callable[[Sequence[Row]], Iterable[Row]] = iter,
    ) -> None:
        """Measured in one pass, in which `rows` goes through those of a group."""
        self._labels, self._language = document.labels, document.language
        self.table = table
        columns = Columns(table, rows)
        self.gutter = width(self._labels.mark) + 1 if columns.invented else 0
        """Cells before the first column, for the mark of an invented row."""
        room = max(1, cells - self.gutter)
        self.narrowed = narrowed(columns, self._language, room)
        """How its columns are laid out."""
        first, *more = panels(self.narrowed.places, room)
        self.laid = [first, *(panel for panel in more if self.narrowed.adds(panel.places))]
        """Its panels, measured; one that would only repeat which row is which is left out."""
        self.cells = max(panel.cells for panel in self.laid) + self.gutter
        """How wide the table is."""
        self.moved: dict[str, int] = {}
        """Each long text and its number."""

    def panels(self) -> Iterator[Iterator[str]]:
        """The lines of each panel; each is to be gone through before the next."""
        return map(self._panel, self.laid)

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
        for row in filter(self._told(panel), self.table.total):
            yield from self._row(panel, row, None)
        yield rule

    def _group(self, panel: Panel, group: Group) -> Iterator[str]:
        first, above, told = None, None, self._told(panel)
        for row in group.rows:
            first = first or row
            if told(row):
                yield from () if above else self._over_group(panel, group, first)
                yield from self._row(panel, row, above)
                above = row
        if group.subtotal and told(group.subtotal):
            yield from () if above else self._over_group(panel, group, first)
            yield from self._row(panel, group.subtotal, above)

    def _over_group(self, panel: Panel, group: Group, first: Row | None) -> Iterator[str]:
        if title := self.narrowed.title(group, first):
            yield from (" " * self.gutter + line for line in wrap(title, panel.cells))

    def _told(self, panel: Panel) -> Callable[[Row], bool]:
        """Which rows stand in a panel: all in the first; in one that goes on, those with something to add."""
        if panel is self.laid[0]:
            return lambda row: True
        adding = [place.at for place in panel.places if not (place.column.stub or place.column.merge)]
        return lambda row: any(row.cells[at].text for at in adding)

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
        cell, column = self.narrowed.cell(row.cells[place.at]), place.column
        if column.merge and above and self.narrowed.cell(above.cells[place.at]) == cell:
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


def _from_end(lines: Sequence[str], at: int) -> str:
    return lines[at] if len(lines) >= -at else ""


def _figure(cell: Cell, place: Place) -> str:
    if place.column.align == "point" and cell.number is not None:
        return right(point(cell.text, place.whole, place.frac), place.cells)
    return (number if cell.number is not None else right)(cell.text, place.cells)
