"""Who looks: what an expert may not see of a county they are kept out of. A courtesy of screen and exports.

Everything that is read of a file passes here, so that marks, what is computed of them, the changes that made
them and what was noted about them are hidden in one place. Whoever holds the file can read it all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeVar

from pilot_tui.errors import Concealed, Term, Unknown
from pilot_tui.model import Cell, Change
from pilot_tui.rules.expert_totals import KEPT_OUT
from pilot_tui.store import Store, read
from pilot_tui.tables import TABLES
from pilot_tui.words import say
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruled import Ruled

_OF_COUNTY = ("mark", "result", "review")
"""Stored and computed tables whose ids begin with a round and a county."""
_OF_ROUND = ("agreement", "leaning", "leaving")
"""What is computed of all counties of a round, and would give away each."""
_ABOUT = ("note", "acceptance")
"""Tables whose rows are about a cell."""
Stored = TypeVar("Stored", bound=tuple[object, ...])


class Viewing(Ruled):
    """What is read is what the viewer may see."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._viewer = ""

    @property
    def viewer(self) -> str:
        """The code of the expert who looks; empty for nobody in particular, who sees everything."""
        return self._viewer

    def look_as(self, viewer: str) -> None:
        """See what an expert may see, by their code; with an empty one everything. Raises `Unknown`."""
        known = self.viewers()
        if viewer and viewer not in known:
            raise Unknown(kind=Term("table.expert"), name=viewer, known=", ".join(known))
        if viewer != self._viewer:
            self._viewer = viewer
            self._forget([])

    def viewers(self) -> list[str]:
        """The codes of all experts of the file."""
        with self.store.reading() as db:
            return [str(code) for code in read.distinct(db, "expert", "code")]

    def seats(self, round: str) -> frozenset[str]:
        """The codes under which the viewer sits on the panel of a round."""
        return frozenset({self._viewer} if self._viewer else ())

    def hidden(self, round: str) -> frozenset[str]:
        """The counties of a round of which the viewer may not know what the panel says."""
        if not self._viewer or not round:
            return frozenset()
        return self._memory.keep("hidden", (self._viewer, round), lambda: self._kept_out(round))

    def hidden_counties(self) -> int:
        """In how many pairs of a round and a county something is hidden."""
        with self.store.reading() as db:
            rounds = [str(one) for one in read.ids(db, "round")] if self._viewer else []
        return sum(len(self.hidden(round)) for round in rounds)

    def conceals(self, table: str, id: str) -> bool:
        """Whether a row, or what is computed under that id, is hidden from the viewer."""
        if not self._viewer:
            return False
        if table in _ABOUT:
            with self.store.reading() as db:
                return self._about_hidden(read.one(db, table, id) or {})
        round, _, rest = id.partition(".")
        if table in _OF_ROUND:
            return bool(self.hidden(round))
        return table in _OF_COUNTY and rest.partition(".")[0] in self.hidden(round)

    def conceals_address(self, address: str) -> bool:
        """The same of `table/id/field`."""
        table, _, rest = address.partition("/")
        return self.conceals(table, rest.partition("/")[0])

    def refuse_concealed(self, cells: Iterable[Cell]) -> None:
        """Raise `Concealed` for a cell that is hidden from the viewer, who may not change it either."""
        for cell in cells:
            if self.conceals(cell.table, cell.id):
                raise Concealed(address=cell, viewer=self._viewer)

    def seen(self, table: str, rows: list[Row]) -> list[Row]:
        """Those of the rows that the viewer may see."""
        if not self._viewer or table not in (*_OF_COUNTY, *_ABOUT):
            return rows
        return [row for row in rows if not self._is_hidden(table, row)]

    def exported(self, table: str, rows: list[Stored]) -> list[Stored]:
        """The same of rows as they are exported: all columns in order."""
        if not self._viewer or table not in (*_OF_COUNTY, *_ABOUT):
            return rows
        names = TABLES[table].columns()
        return [row for row in rows if not self._is_hidden(table, dict(zip(names, row, strict=True)))]

    def _is_hidden(self, table: str, row: Row) -> bool:
        return self._about_hidden(row) if table in _ABOUT else self.conceals(table, text(row, "id"))

    def _about_hidden(self, row: Row) -> bool:
        return self.conceals_address(text(row, "address"))

    def _kept_out(self, round: str) -> frozenset[str]:
        seats = self.seats(round)
        with self.store.reading() as db:
            rows = [row for code in seats for row in read.every(db, "assignment", round=round, expert=code)]
            marks = [read.every(db, "mark", round=round, expert=code, state="recused") for code in seats]
        kept = {text(row, "county") for row in rows if text(row, "state") in KEPT_OUT}
        return frozenset(kept | {text(row, "county") for said in marks for row in said})

    # The change log tells what a cell held.

    def changes(self, before: int, count: int) -> list[Change]:
        """As `Logbook.changes`, hidden values masked."""
        return [self._masked(one) for one in super().changes(before, count)]

    def changes_between(self, low: int, high: int) -> list[Change]:
        """As `Logbook.changes_between`, hidden values masked."""
        return [self._masked(one) for one in super().changes_between(low, high)]

    def changes_of(self, cell: Cell) -> list[Change]:
        """As `Logbook.changes_of`, hidden values masked."""
        return [self._masked(one) for one in super().changes_of(cell)]

    def birth_of(self, table: str, id: str) -> Change | None:
        """As `Logbook.birth_of`, hidden values masked."""
        found = super().birth_of(table, id)
        return None if found is None else self._masked(found)

    def old_value(self, change: Change) -> object:
        """As `Logbook.old_value`; of a hidden cell the word for that."""
        return say("absence.hidden") if change.col and self._hides(change) else super().old_value(change)

    def _hides(self, change: Change) -> bool:
        if not self._viewer:
            return False
        if change.tbl in _ABOUT and not change.col and change.val != "null":
            return self._about_hidden(json.loads(change.val))
        return self.conceals(change.tbl, change.row)

    def _masked(self, change: Change) -> Change:
        """The same without what it says: of a birth its key is left."""
        if not self._hides(change):
            return change
        said: object = say("absence.hidden")
        if not change.col:
            whole = json.loads(change.val)
            keys = TABLES[change.tbl].key
            said = whole if whole is None else {name: whole[name] for name in keys if name in whole}
        return change._replace(val=json.dumps(said, ensure_ascii=False), reason="")
