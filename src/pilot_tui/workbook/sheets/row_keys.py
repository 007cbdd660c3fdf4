"""What a row of a sheet is of: by the key that stands in it, or by the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from pilot_tui.errors import SheetRefused
from pilot_tui.tables import TABLES
from pilot_tui.words import knows, say
from pilot_tui.workbook import called
from pilot_tui.workbook.called import Called, plain
from pilot_tui.workbook.rows import Row, number, text
from pilot_tui.workbook.sheets.given import ERROR, FORMULA, Told
from pilot_tui.workbook.sheets.headings import UNIT
from pilot_tui.workbook.sheets.kinds import ID, Scope
from pilot_tui.workbook.sheets.layout import Layout
from pilot_tui.workbook.workbook import Workbook

_NAMED = {
    "milestones": "milestone",
    "reports": "milestone",
    "items": "milestone",
    "rectification": "rectification",
}
"""Kind of sheet → the table whose rows its rows are named after, or belong to."""
_OF = "of"
"""The key of that row."""


class RowKeys:
    """Finds what the rows of one sheet are of."""

    def __init__(self, book: Workbook, scope: Scope, layout: Layout) -> None:
        self._book, self._scope, self._layout = book, scope, layout
        programme, round = scope.programme, scope.round
        self._called: dict[str, Called] = {"county": called.counties(book, programme)}
        if scope.kind in ("scorecard", "firms"):
            self._called["indicator"] = called.indicators(book, programme)
        if scope.kind == "firms":
            self._called["firm"] = called.firms(book, programme)
        if scope.kind == "review":
            self._called |= {"expert": called.experts(book, round), "criterion": called.criteria(book, round)}
        self._named = _NAMED.get(scope.kind, "")
        self._tasks = (
            _tasks(book, scope, self._named) if self._named and layout.of("name") is not None else {}
        )
        self._units = {text(one, "code"): one for one in book.indicators(programme)}

    def read_ahead(self, rows: Sequence[Mapping[int, Told]]) -> None:
        """Have the rows that are named by their keys read at once."""
        at = self._layout.of(ID)
        if self._named and at is not None:
            said = (cells[at][0].strip() for cells in rows if at in cells)
            ids = [id for id in said if id.isprintable()]
            self._book.some(self._scope.table, ids)
            self._book.some(self._named, [id.partition(".")[0] for id in ids])

    def keys(self, cells: Mapping[int, Told]) -> dict[str, str]:
        """The parts of the key of a row, its `id` with them; raises `PilotError`."""
        id, scope = self._told(cells, ID), self._scope
        keys = self._of_id(id, cells) if id else self._of_names(cells)
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

    def _of_id(self, id: str, cells: Mapping[int, Told]) -> dict[str, str]:
        """By the key that stands in the row."""
        if self._named:
            own = id.partition(".")[0]
            row = self._book.row(self._named, own)
            if row is None or (self._scope.kind == "items" and self._book.row("item", id) is None):
                raise SheetRefused(reason="no_key", id=id)
            keys = {ID: id, _OF: own, **{name: text(row, name) for name in ("programme", "county", "year")}}
            return {**keys, ID: self._report(id, cells)} if self._scope.kind == "reports" else keys
        names: tuple[str, ...] = TABLES[self._scope.table].key
        names = names[:-1] if self._scope.kind == "review" else names
        parts = id.split(".")
        if len(parts) != len(names):
            raise SheetRefused(reason="no_key", id=id)
        keys = dict(zip(names, parts, strict=True))
        if self._scope.kind == "firms":
            keys["county"] = self._county_of(keys)
        programme = self._scope.programme if keys.get("round") == self._scope.round else keys.get("round", "")
        return {ID: id, "programme": programme, **keys}

    def _of_names(self, cells: Mapping[int, Told]) -> dict[str, str]:
        """By the names of what the row is of, else by what the whole sheet is of."""
        scope = self._scope
        keys = {"programme": self._plainly(cells, "programme", scope.programme)}
        if scope.kind == "firms":
            keys |= {name: self._name(cells, name, ()) for name in ("firm", "indicator")}
            keys |= {"year": self._year(cells), "county": self._county_of(keys)}
            return {**keys, ID: ".".join(keys[name] for name in TABLES["measure"].key)}
        keys["county"] = self._name(cells, "county", scope.counties)
        if scope.kind == "review":
            keys["round"] = self._plainly(cells, "round", scope.round)
            keys["expert"] = self._name(cells, "expert", scope.experts)
            keys[ID] = f"{keys['round']}.{keys['county']}.{keys['expert']}"
            if self._layout.of("criterion") is not None:
                keys["criterion"] = self._name(cells, "criterion", ())
            return keys
        keys["year"] = self._year(cells)
        if self._named:
            own = self._task(cells, keys["county"], keys["year"])
            return {**keys, _OF: own, ID: self._inside(own, cells)}
        if self._layout.of("indicator") is not None:
            keys["indicator"] = self._name(cells, "indicator", ())
        return {**keys, ID: ".".join(keys.get(name, "?") for name in TABLES["value"].key)}

    def _name(self, cells: Mapping[int, Told], what: str, only: tuple[str, ...]) -> str:
        """What a row is of by a name in it; the one the sheet is of where the row says nothing."""
        said = self._told(cells, what)
        if not said and len(only) == 1:
            return only[0]
        if not said:
            raise SheetRefused(reason="no_name", what=named(what))
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
            raise SheetRefused(reason="no_name", what=named("year"))
        return str(self._scope.year)

    def _task(self, cells: Mapping[int, Told], county: str, year: str) -> str:
        said = self._told(cells, "name")
        if not said:
            raise SheetRefused(reason="no_name", what=named("name"))
        for one in _lines(said):
            found = self._tasks.get((county, year, plain(one)), [])
            if len(found) == 1:
                return found[0]
        raise SheetRefused(reason="no_task", name=said)

    def _inside(self, task: str, cells: Mapping[int, Told]) -> str:
        """The id of the row of a task that is meant: its report of a day, its item of a name, or itself."""
        if self._scope.kind == "reports":
            return self._report(task, cells)
        if self._scope.kind != "items":
            return task
        said = self._told(cells, "item")
        rows = self._book.rows_where("item", milestone=task)
        found = [text(row, "id") for row in rows if {plain(one) for one in _lines(said)} & _names(row)]
        if not said or len(found) != 1:
            raise SheetRefused(reason="no_item", name=said)
        return found[0]

    def _report(self, id: str, cells: Mapping[int, Told]) -> str:
        """The report a row is of: that of its key, else the one of its task and the day that is written."""
        from pilot_tui.records.dates import parse_date

        own, point, _ = id.partition(".")
        said = self._told(cells, "day")
        year = number(self._book.row("milestone", own) or {}, "year")
        if not said and not point:
            raise SheetRefused(reason="no_name", what=named("day"))
        meant = f"{own}.{parse_date(said, year=int(year) if year else None)}" if said else id
        if point and meant != id:
            raise SheetRefused(reason="key_differs", id=id, name=said)
        return meant

    def _county_of(self, keys: Mapping[str, str]) -> str:
        return text(self._book.row("firm", f"{keys['programme']}.{keys['firm']}") or {}, "county")

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
            if keys[_OF] not in found:
                raise SheetRefused(reason="key_differs", id=keys[ID], name=said)
        said = self._told(cells, "item")
        if said and self._scope.kind == "items":
            own = _names(self._book.row("item", keys[ID]) or {})
            if not {plain(one) for one in _lines(said)} & own:
                raise SheetRefused(reason="key_differs", id=keys[ID], name=said)

    def _refuse_other_unit(self, cells: Mapping[int, Told], keys: Mapping[str, str]) -> None:
        """Raise where the unit of a row is another one than its figures are kept in."""
        said = self._told(cells, UNIT)
        if not said:
            return
        of: Row = self._units.get(keys.get("indicator", ""), {})
        if self._named:
            of = self._book.row(self._named, keys[_OF]) or {}
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
            raise SheetRefused(reason="formula_key", what=named(name))
        return words.strip()


def _lines(said: str) -> list[str]:
    """A name whole, and each of its lines: names may stand in both languages."""
    return [said, *(line for line in said.splitlines() if line.strip())]


def _unit(said: str) -> str:
    return plain(normalize("NFKC", said))


def named(name: str) -> str:
    """What a key is called in a refusal."""
    key = f"sheets.head_{name}"
    return say(key if knows(key) else f"field.{name}")


def _names(row: Row) -> set[str]:
    """What a row is called."""
    return {plain(text(row, name)) for name in ("name_zh", "name_en", "short_zh", "short_en")} - {""}


def _tasks(book: Workbook, scope: Scope, table: str) -> dict[tuple[str, str, str], list[str]]:
    """County, year and name → the tasks that are called so, or what else stands in `table`."""
    found: dict[tuple[str, str, str], list[str]] = {}
    when = {} if scope.year is None else {"year": scope.year}
    for row in book.rows_where(table, programme=scope.programme, **when):
        for name in _names(row):
            found.setdefault((text(row, "county"), text(row, "year"), name), []).append(text(row, "id"))
    return found
