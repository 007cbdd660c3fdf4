"""Row by row from a sheet to cells of the file: by the key of a row, or by the names of what it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pilot_tui.errors import PilotError, SheetRefused
from pilot_tui.model import Cell
from pilot_tui.tables import TABLES
from pilot_tui.words import lexicon
from pilot_tui.workbook.called import plain
from pilot_tui.workbook.sheets.given import ERROR, FORMULA, Leaf, Told
from pilot_tui.workbook.sheets.headings import Meaning
from pilot_tui.workbook.sheets.kinds import ID, Scope
from pilot_tui.workbook.sheets.layout import Layout
from pilot_tui.workbook.sheets.row_keys import RowKeys, named
from pilot_tui.workbook.workbook import Workbook

_AHEAD = 500
"""Rows of a sheet of which the rows of the file are read at once."""
Place = tuple[int, int]
"""Row and column on the sheet."""


class Entry(NamedTuple):
    """A cell of a sheet that says something."""

    place: Place
    text: str
    """As it would be typed; empty to clear."""
    cell: Cell | None
    """Where it is kept; None where that is not known."""
    refused: PilotError | None = None
    """Why it cannot be read at all."""


class Matching:
    """Finds the cells of one sheet."""

    def __init__(self, book: Workbook, scope: Scope, layout: Layout, *, formulas: bool = False) -> None:
        """With `formulas`, what a formula last came to is taken for what it says."""
        self._scope, self._layout, self._formulas = scope, layout, formulas
        self._rows = RowKeys(book, scope, layout)

    def entries(self, leaf: Leaf, tick: Callable[[int, int], None]) -> Iterator[Entry]:
        """Every cell below the headings that says something, in order."""
        rows = [row for row in sorted(leaf.rows) if row > self._layout.head]
        for nth, row in enumerate(rows):
            tick(nth, len(rows))
            if not nth % _AHEAD:
                self._rows.read_ahead([leaf.rows[one] for one in rows[nth : nth + _AHEAD]])
            cells = leaf.rows[row]
            if not _sums_up(cells):
                yield from self._row(row, cells)

    def _row(self, row: int, cells: Mapping[int, Told]) -> Iterator[Entry]:
        said = [(at, one) for at, one in cells.items() if self._says(at, one)]
        if not said:
            return
        try:
            keys = self._rows.keys(cells)
        except PilotError as error:
            at = self._layout.of(ID)
            yield Entry((row, said[0][0] if at is None else at), said[0][1][0], None, error)
            return
        for at, (words, kind) in sorted(said):
            meaning = self._layout.columns[at]
            try:
                yield Entry((row, at), self._text(words, kind), self._cell(keys, meaning))
            except PilotError as error:
                yield Entry((row, at), words, None, error)

    def _says(self, at: int, told: Told) -> bool:
        """Whether a cell says something that is to be kept."""
        meaning = self._layout.columns.get(at)
        return meaning is not None and meaning.role == "field" and bool(told[0].strip() or told[1])

    def _text(self, words: str, kind: str) -> str:
        """What is to be typed; raises `SheetRefused`."""
        if kind == ERROR or (kind == FORMULA and words.startswith("#")):
            raise SheetRefused(reason="error_cell", text=words)
        if kind == FORMULA and not (self._formulas and words.strip()):
            raise SheetRefused(reason="formula" if words.strip() else "formula_blank", text=words)
        said = words.strip()
        return "" if plain(said) in _clearing() else said

    def _cell(self, keys: Mapping[str, str], meaning: Meaning) -> Cell:
        """Where a column of a row is kept; raises `SheetRefused`."""
        kind, id = self._scope.kind, keys[ID]
        if kind == "scorecard" and (meaning.thing or "indicator" not in keys):
            if not meaning.thing:
                raise SheetRefused(reason="no_name", what=named("indicator"))
            parts = {**keys, "indicator": meaning.thing}
            id = ".".join(parts[name] for name in TABLES["value"].key)
        elif kind == "review":
            criterion = meaning.thing or keys.get("criterion", "")
            if not criterion:
                raise SheetRefused(reason="no_name", what=named("criterion"))
            id = f"{id}.{criterion}"
        return Cell(self._scope.table, id, meaning.name)


def _sums_up(cells: Mapping[int, Told]) -> bool:
    """Whether a row only sums up the others."""
    first = next((words for _, (words, _) in sorted(cells.items()) if words.strip()), "")
    return plain(first) in lexicon("totals")


def _clearing() -> set[str]:
    return {plain(word) for word in lexicon("clear")}
