"""Row by row from a sheet to cells of the file: by the key of a row, or by the names of what it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from pilot_tui.errors import PilotError, SheetRefused
from pilot_tui.model import Cell
from pilot_tui.tables import TABLES
from pilot_tui.words import knows, lexicon, say
from pilot_tui.workbook import called
from pilot_tui.workbook.called import Called, plain
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.sheets.given import ERROR, FORMULA, Leaf, Told
from pilot_tui.workbook.sheets.headings import UNIT, Meaning
from pilot_tui.workbook.sheets.kinds import ID, Scope
from pilot_tui.workbook.sheets.layout import Layout
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
        self._book, self._scope, self._layout, self._formulas = book, scope, layout, formulas
        programme, round = scope.programme, scope.round
        self._called: dict[str, Called] = {"county": called.counties(book, programme)}
        if scope.kind == "scorecard":
            self._called["indicator"] = called.indicators(book, programme)
        if scope.kind == "review":
            self._called |= {"expert": called.experts(book, round), "criterion": called.criteria(book, round)}
        named = scope.kind == "milestones" and layout.of("name") is not None
        self._tasks = _tasks(book, scope) if named else {}
        self._units = {text(one, "code"): one for one in book.indicators(programme)}

    def entries(self, leaf: Leaf, tick: Callable[[int, int], None]) -> Iterator[Entry]:
        """Every cell below the headings that says something, in order."""
        rows = [row for row in sorted(leaf.rows) if row > self._layout.head]
        for nth, row in enumerate(rows):
            tick(nth, len(rows))
            if not nth % _AHEAD:
                self._read_ahead([leaf.rows[one] for one in rows[nth : nth + _AHEAD]])
            cells = leaf.rows[row]
            if not _sums_up(cells):
                yield from self._row(row, cells)

    def _read_ahead(self, rows: Sequence[Mapping[int, Told]]) -> None:
        """Have the tasks that are named by their keys read at once."""
        at = self._layout.of(ID)
        if self._scope.kind == "milestones" and at is not None:
            said = (cells[at][0].strip() for cells in rows if at in cells)
            self._book.some("milestone", [id for id in said if id.isprintable()])

    def _row(self, row: int, cells: Mapping[int, Told]) -> Iterator[Entry]:
        said = [(at, one) for at, one in cells.items() if self._says(at, one)]
        if not said:
            return
        try:
            keys = self._keys(cells)
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

    # What a row is of.

    def _keys(self, cells: Mapping[int, Told]) -> dict[str, str]:
        """The parts of the key of a row, its `id` with them; raises `PilotError`."""
        id, scope = self._told(cells, ID), self._scope
        keys = self._of_id(id) if id else self._of_names(cells)
        if keys["programme"] != scope.programme or keys.get("round", "") != scope.round:
            raise SheetRefused(reason="another_programme", id=id, wanted=scope.round or scope.programme)
        if scope.year is not None and keys["year"] != str(scope.year):
            raise SheetRefused(reason="another_year", id=keys[ID], wanted=scope.year)
        if scope.counties and keys["county"] not in scope.counties:
            raise SheetRefused(reason="another_county", id=keys[ID], wanted=" ".join(scope.counties))
        if scope.experts and keys.get("expert", "") not in scope.experts:
            raise SheetRefused(reason="another_expert", id=keys[ID], wanted=" ".join(scope.experts))
        if id:
            self._refuse_other_names(cells, keys)
        self._refuse_other_unit(cells, keys)
        return keys

    def _of_id(self, id: str) -> dict[str, str]:
        """By the key that stands in the row."""
        if self._scope.kind == "milestones":
            row = self._book.row("milestone", id)
            if row is None:
                raise SheetRefused(reason="no_key", id=id)
            return {ID: id, **{name: text(row, name) for name in ("programme", "county", "year")}}
        if self._scope.kind == "scorecard":
            names: tuple[str, ...] = TABLES["value"].key
        else:
            names = TABLES["mark"].key[:-1]
        parts = id.split(".")
        if len(parts) != len(names):
            raise SheetRefused(reason="no_key", id=id)
        keys = dict(zip(names, parts, strict=True))
        programme = self._scope.programme if keys.get("round") == self._scope.round else keys.get("round", "")
        return {ID: id, "programme": programme, **keys}

    def _of_names(self, cells: Mapping[int, Told]) -> dict[str, str]:
        """By the names of what the row is of, else by what the whole sheet is of."""
        scope = self._scope
        keys = {"programme": self._plainly(cells, "programme", scope.programme)}
        keys["county"] = self._name(cells, "county", scope.counties)
        if scope.kind == "review":
            keys["round"] = self._plainly(cells, "round", scope.round)
            keys["expert"] = self._name(cells, "expert", scope.experts)
            keys[ID] = f"{keys['round']}.{keys['county']}.{keys['expert']}"
            if self._layout.of("criterion") is not None:
                keys["criterion"] = self._name(cells, "criterion", ())
            return keys
        keys["year"] = self._year(cells)
        if scope.kind == "milestones":
            return {**keys, ID: self._task(cells, keys["county"], keys["year"])}
        if self._layout.of("indicator") is not None:
            keys["indicator"] = self._name(cells, "indicator", ())
        return {**keys, ID: ".".join(keys.get(name, "?") for name in TABLES["value"].key)}

    def _name(self, cells: Mapping[int, Told], what: str, only: tuple[str, ...]) -> str:
        """What a row is of by a name in it; the one the sheet is of where the row says nothing."""
        said = self._told(cells, what)
        if not said and len(only) == 1:
            return only[0]
        if not said:
            raise SheetRefused(reason="no_name", what=_named(what))
        for one in _lines(said):
            if found := self._called[what].get(one):
                return found
        return self._called[what].of(said)

    def _plainly(self, cells: Mapping[int, Told], what: str, scope: str) -> str:
        """A programme or a round by its id; the one the sheet is of where the row says nothing."""
        said = self._told(cells, what)
        row = self._book.row(what, scope) or {}
        own = {plain(scope), *(plain(text(row, name)) for name in ("name_zh", "name_en", "short_zh"))}
        return scope if not said or plain(said) in own else said

    def _year(self, cells: Mapping[int, Told]) -> str:
        from pilot_tui.records.dates import parse_year

        said = self._told(cells, "year")
        if said:
            return str(parse_year(said))
        if self._scope.year is None:
            raise SheetRefused(reason="no_name", what=_named("year"))
        return str(self._scope.year)

    def _task(self, cells: Mapping[int, Told], county: str, year: str) -> str:
        said = self._told(cells, "name")
        if not said:
            raise SheetRefused(reason="no_name", what=_named("name"))
        for one in _lines(said):
            found = self._tasks.get((county, year, plain(one)), [])
            if len(found) == 1:
                return found[0]
        raise SheetRefused(reason="no_task", name=said)

    def _refuse_other_names(self, cells: Mapping[int, Told], keys: Mapping[str, str]) -> None:
        """Raise where a row's names are not those of its key."""
        for what, those in self._called.items():
            said = self._told(cells, what)
            found = {those.get(one) for one in _lines(said)} - {""}
            if said and what in keys and keys[what] not in found:
                raise SheetRefused(reason="key_differs", id=keys[ID], name=said)
        said = self._told(cells, "name")
        if said and self._tasks:
            of = keys["county"], keys["year"]
            found = {id for one in _lines(said) for id in self._tasks.get((*of, plain(one)), [])}
            if keys[ID] not in found:
                raise SheetRefused(reason="key_differs", id=keys[ID], name=said)

    def _refuse_other_unit(self, cells: Mapping[int, Told], keys: Mapping[str, str]) -> None:
        """Raise where the unit of a row is another one than its figures are kept in."""
        said = self._told(cells, UNIT)
        if not said:
            return
        of: Row = self._units.get(keys.get("indicator", ""), {})
        if self._scope.kind == "milestones":
            of = self._book.row("milestone", keys[ID]) or {}
        own = {
            _unit(text(of, f"{name}_{language}"))
            for name in ("unit", "unit_short")
            for language in ("zh", "en")
        }
        if own - {""} and not own & {_unit(one) for one in _lines(said)}:
            raise SheetRefused(reason="another_unit", unit=said, wanted=text(of, "unit_zh"))

    def _told(self, cells: Mapping[int, Told], name: str) -> str:
        at = self._layout.of(name)
        words, kind = cells.get(at, ("", "")) if at is not None else ("", "")
        if kind in (FORMULA, ERROR):
            raise SheetRefused(reason="formula_key", what=_named(name))
        return words.strip()

    def _cell(self, keys: Mapping[str, str], meaning: Meaning) -> Cell:
        """Where a column of a row is kept; raises `SheetRefused`."""
        kind, id = self._scope.kind, keys[ID]
        if kind == "scorecard" and (meaning.thing or "indicator" not in keys):
            if not meaning.thing:
                raise SheetRefused(reason="no_name", what=_named("indicator"))
            parts = {**keys, "indicator": meaning.thing}
            id = ".".join(parts[name] for name in TABLES["value"].key)
        elif kind == "review":
            criterion = meaning.thing or keys.get("criterion", "")
            if not criterion:
                raise SheetRefused(reason="no_name", what=_named("criterion"))
            id = f"{id}.{criterion}"
        return Cell(self._scope.table, id, meaning.name)


def _sums_up(cells: Mapping[int, Told]) -> bool:
    """Whether a row only sums up the others."""
    first = next((words for _, (words, _) in sorted(cells.items()) if words.strip()), "")
    return plain(first) in lexicon("totals")


def _clearing() -> set[str]:
    return {plain(word) for word in lexicon("clear")}


def _lines(said: str) -> list[str]:
    """A name whole, and each of its lines: names may stand in both languages."""
    return [said, *(line for line in said.splitlines() if line.strip())]


def _unit(said: str) -> str:
    return plain(normalize("NFKC", said))


def _named(name: str) -> str:
    key = f"sheets.head_{name}"
    return say(key if knows(key) else f"field.{name}")


def _tasks(book: Workbook, scope: Scope) -> dict[tuple[str, str, str], list[str]]:
    """County, year and name → the tasks that are called so."""
    found: dict[tuple[str, str, str], list[str]] = {}
    when = {} if scope.year is None else {"year": scope.year}
    for row in book.rows_where("milestone", programme=scope.programme, **when):
        names = {plain(text(row, name)) for name in ("name_zh", "name_en", "short_zh", "short_en")}
        for name in names - {""}:
            found.setdefault((text(row, "county"), text(row, "year"), name), []).append(text(row, "id"))
    return found
