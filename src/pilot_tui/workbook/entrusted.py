"""What of a file that was handed out may be written: everything that is written passes here.

In any other file nothing is looked up, and the rules of roles are not even imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pilot_tui.errors import HandedOut, PilotError, Term
from pilot_tui.model import Cell
from pilot_tui.store import Connection, read
from pilot_tui.tables import TABLES
from pilot_tui.words import pick
from pilot_tui.workbook import editing
from pilot_tui.workbook.ledgers import Ledgers
from pilot_tui.workbook.rows import Row, text

if TYPE_CHECKING:
    from pilot_tui.rules.roles import Handout, Place

_INSIDE = {"progress": "milestone", "item": "milestone", "ranking": "milestone"}
"""Tables whose rows belong to a row of another, and the field that names it."""
_ABOUT = ("note", "acceptance")
_UNDATED = ("rectification", "fact")
"""Tables in whose rows the year is when something was found, not when it is answered."""


class Entrusted(Ledgers):
    """Who a file was handed out to writes what their role writes."""

    @cached_property
    def handout(self) -> Handout | None:
        """What the file was handed out for; None where it was not."""
        with self.store.reading() as db:
            if not read.is_handed_out(db):
                return None
            from pilot_tui.store.handed import handout

            return handout(db)

    @property
    def locks(self) -> Callable[[str], bool] | None:
        """Whether what stands at an address may not be written; None where everything may."""
        return None if self.handout is None else lambda where: bool(self.locked(Cell.parse(where)))

    def look_as(self, viewer: str) -> None:
        """As everybody; an expert's file is looked at as that expert."""
        if self.handout is not None and viewer != self.handout.expert:
            self.refuse_viewer()
        super().look_as(viewer)

    def seats(self, round: str) -> frozenset[str]:
        """As everybody; whom an expert's file is for may sit elsewhere under another code, or nowhere."""
        handout = self.handout
        if handout is None or not handout.expert or self.viewer != handout.expert:
            return super().seats(round)
        from pilot_tui.rules.roles import seats

        with self.store.reading() as db:
            panel = {text(row, "code"): text(row, "person") for row in read.every(db, "expert", round=round)}
        return seats(handout, round, panel)

    def locked(self, cell: Cell) -> str:
        """Why a cell may not be written, a key of the words under `handed.`; empty where it may."""
        handout = self.handout
        if handout is None:
            return ""
        from pilot_tui.rules.roles import barred, locked

        def found() -> str:
            with self.store.reading() as db:
                return locked(handout, cell.table, cell.field, place_of(db, *cell[:2]))

        return barred(handout, cell.table, cell.field) or self._memory.keep("locked", cell, found)

    def refuse_idle(self, *tables: str) -> None:
        """Raise `HandedOut` where the role writes in none of these tables; without any: fills in nothing."""
        handout = self.handout
        if handout is None:
            return
        from pilot_tui.rules.roles import FILLED, barred

        found = [barred(handout, table) for table in tables or FILLED]
        if all(found):
            raise self._refusal(found[0])

    def refuse_viewer(self) -> None:
        """Raise `HandedOut` where the file can be looked at as one expert only."""
        handout = self.handout
        if handout is not None and handout.expert and handout.expert in self.viewers():
            raise self._refusal("viewer")

    def refuse_locked(self, cells: Iterable[Cell]) -> None:
        """Raise `HandedOut` for a cell that this file was not handed out for."""
        if self.handout is not None:
            for cell in cells:
                if why := self.locked(cell):
                    raise self._refusal(why)

    def refuse_birth(self, table: str, row: Row) -> None:
        """Raise `HandedOut` for a row that this file was not handed out for; `row` as far as it is known."""
        if self.handout is not None:
            self._permit(Cell(table, "", ""), row)

    def refuse_end(self, table: str, id: str) -> None:
        """Raise `HandedOut` for a row that this file's role may not take out."""
        if self.handout is not None:
            self._permit(Cell(table, id, ""), None)

    def refuse_step(self, cell: Cell, before: str, after: str) -> None:
        """Raise `HandedOut` for a step of an approval that is not this file's to take."""
        handout = self.handout
        if handout is None:
            return
        from pilot_tui.rules.roles import misstep

        if why := self.locked(cell) or misstep(handout, cell.table, cell.field, before, after):
            raise self._refusal(why)

    def permit(self) -> Callable[[Cell, Mapping[str, object] | None], None] | None:
        """Hears of every change before it is made, and raises `HandedOut`; None where everything may be."""
        return None if self.handout is None else self._permit

    def _permit(self, cell: Cell, given: Mapping[str, object] | None) -> None:
        """Look at a cell with its new value, a row that is to be born, or one that is to go.

        Who may write all there is in a row may take it out, and bring it back.
        """
        from pilot_tui.rules.roles import locked, misstep

        handout, table = self.handout, cell.table
        assert handout is not None
        after = given or {}
        with self.store.reading() as db:
            stored = read.one(db, table, cell.id) or {} if table in TABLES else {}
            rows = [*([stored] if stored else []), {**stored, **after}]
            places = [place_of(db, table, cell.id, row) for row in rows]
        for name in after if cell.field else _held({**stored, **after}, table):
            why = next((why for place in places if (why := locked(handout, table, name, place))), "")
            if why := why or misstep(handout, table, name, stored.get(name), after.get(name)):
                raise self._refusal(why)

    def _refusal(self, why: str) -> HandedOut:
        return HandedOut(who=self.handed_to, why=Term(f"handed.{why}"))

    @property
    def handed_to(self) -> str:
        """Who the file was handed out to, by name; else the county, the expert or nobody in particular."""
        handout = self.handout
        if handout is None:
            return ""
        county = pick(self.row("county", handout.county) or {}, "name") or handout.county
        return handout.person or county or handout.expert


def place_of(db: Connection, table: str, id: str, row: Mapping[str, object] | None = None) -> Place:
    """What a row belongs to; of one that is not there, `row` or its id says it."""
    from pilot_tui.rules.roles import Place

    held = dict(row) if row is not None else read.one(db, table, id) or _key(table, id)
    if table in _ABOUT:
        try:
            cell = Cell.parse(text(held, "address"))
        except PilotError:
            return Place()
        return place_of(db, *cell[:2])._replace(about=cell.table)
    if table in _INSIDE:
        return place_of(db, "milestone", text(held, _INSIDE[table]))
    firm = read.one(db, "firm", f"{held.get('programme')}.{held.get('firm')}") if held.get("firm") else None
    year = text(held, "year")
    return Place(
        text(held, "programme"),
        text(firm or held, "county"),
        int(year) if year.isdecimal() and table not in _UNDATED else 0,
        text(held, "round"),
        text(held, "code" if table == "expert" else "expert"),
    )


def _held(row: Row, table: str) -> list[str]:
    """The fields that say more of a row than which it is; none at all stand for any."""
    known = {"id", "provenance", *(TABLES[table].key if table in TABLES else ())}
    return [name for name, value in row.items() if name not in known and value is not None] or [""]


def _key(table: str, id: str) -> Row:
    try:
        return editing.key_of(TABLES[table], id) if table in TABLES and TABLES[table].key else {}
    except PilotError:
        return {}
