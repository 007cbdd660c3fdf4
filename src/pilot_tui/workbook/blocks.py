"""Many cells at once: what typing into them would do, and doing it in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pilot_tui.errors import PilotError
from pilot_tui.model import Cell
from pilot_tui.store import Connection, read
from pilot_tui.store.steady import steady
from pilot_tui.tables import TABLES
from pilot_tui.workbook import editing
from pilot_tui.workbook.rows import Row

if TYPE_CHECKING:
    from pilot_tui.store.write import Transaction

KINDS = ("new", "changed", "same", "refused")
"""What can come of a cell, in the order it is counted."""
_READ_AT_ONCE = 500
"""Cells of which the rows are read with one statement."""
_WRITTEN_AT_ONCE = 200
"""Rows that are written with a few statements."""
Pairs = Sequence[tuple[Cell, str]]
"""Cells and what is typed into them; where a cell stands twice, the later text counts."""
Ticking = Callable[[int, int], None]
"""Told how many of how many cells are done, while it lasts; what it raises ends the work, nothing written."""


def silent(_done: int, _of: int) -> None:
    """Nobody is told."""


class Plan(NamedTuple):
    """What is to be changed."""

    pairs: Pairs = ()
    """Cells, and what is typed into them."""
    gone: Sequence[tuple[str, str]] = ()
    """Rows that are taken out, by table and id."""


class Planned(NamedTuple):
    """What typing a text into a cell would do."""

    cell: Cell
    text: str
    """As typed."""
    old: object = None
    """What the cell holds, None when blank."""
    new: object = None
    """What it would hold."""
    also: tuple[tuple[str, object], ...] = ()
    """What else of its row would change: `(field, new value)`, an operator or a state."""
    refused: PilotError | None = None
    """Why it cannot be."""

    @property
    def kind(self) -> str:
        """`refused`, `same`, `new` (it was blank) or `changed`."""
        if self.refused is not None:
            return "refused"
        if self.new == self.old and not self.also:
            return "same"
        return "new" if self.old is None and self.new is not None else "changed"


class Sheet:
    """Rows as they would stand after texts were typed into them, one after the other."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: dict[tuple[str, str], tuple[Row | None, Row]] = {}

    def type(self, cell: Cell, text: str) -> Planned:
        """Type `text` into a cell; raises as `Workbook.edit`, and the row stays as it was."""
        _, now = self._row(cell)
        meant = editing.meaning(self._db, cell, text, now)
        changed = [(name, value) for name, value in meant if now.get(name) != value]
        also = tuple((name, value) for name, value in changed if name != cell.field)
        planned = Planned(cell, text, now.get(cell.field), dict(meant)[cell.field], also)
        now.update(changed)
        return planned

    def held(self, cell: Cell) -> object:
        """What a cell holds now; None where there is no such cell."""
        _, now = self._rows.get((cell.table, cell.id), (None, {}))
        return now.get(cell.field)

    @property
    def differs(self) -> bool:
        """Whether any row would be other than it is."""
        return any(self._changed(*key) for key in self._rows)

    def altered(self) -> Iterator[tuple[str, str, Row]]:
        """Table, id and content of every row that would be other than it is."""
        for (table, id), (_, now) in self._rows.items():
            if self._changed(table, id):
                yield table, id, now

    def write(self, writing: Transaction, tick: Ticking) -> None:
        """A birth for each unborn row, an edit for each field of the others that differs."""
        waiting: dict[str, Row] = {}
        before = ""
        for at, ((table, id), (row, _)) in enumerate(self._rows.items()):
            tick(at, len(self._rows))
            changed = self._changed(table, id)
            together = row is not None and all(writing.stands_alone(table, name) for name in changed)
            if waiting and (table != before or not together or len(waiting) >= _WRITTEN_AT_ONCE):
                writing.edit_rows(before, waiting)
                waiting = {}
            before = table
            if together:
                waiting |= {id: changed} if changed else {}
            elif row is not None:
                for name, value in changed.items():
                    writing.edit(Cell(table, id, name), value)
            elif changed:
                key = editing.key_of(TABLES[table], id)
                writing.birth(table, id, {**key, **changed, "provenance": "entered"})
        if waiting:
            writing.edit_rows(before, waiting)

    def _changed(self, table: str, id: str) -> Row:
        """The fields of a row that would differ, with their new values."""
        row, now = self._rows[table, id]
        before = row if row is not None else editing.key_of(TABLES[table], id)
        return {name: value for name, value in now.items() if before.get(name) != value}

    def _row(self, cell: Cell) -> tuple[Row | None, Row]:
        key = (cell.table, cell.id)
        if key not in self._rows:
            editing.parts(cell)
            row = editing.existing(self._db, cell)
            self._rows[key] = (row, dict(row) if row is not None else editing.key_of(TABLES[key[0]], key[1]))
        return self._rows[key]


def plan(db: Connection, pairs: Pairs, tick: Ticking, permit: Callable[[Cell], None]) -> list[Planned]:
    """What each text would do to its cell, or why it is refused: then it changes nothing for the rest.

    `permit` raises what refuses a cell whatever is typed into it.
    """
    sheet, out = Sheet(db), []
    with steady(db):
        for at, (cell, text) in enumerate(pairs):
            tick(at, len(pairs))
            if not at % _READ_AT_ONCE:
                read.ahead(db, (one for one, _ in pairs[at : at + _READ_AT_ONCE]))
            try:
                permit(cell)
                out.append(sheet.type(cell, text))
            except PilotError as error:
                out.append(Planned(cell, text, sheet.held(cell), refused=error))
    return out


def typed(db: Connection, pairs: Pairs, tick: Ticking = silent) -> Sheet:
    """The rows after all texts were typed; raises as `Workbook.edit` for the first that is refused."""
    sheet = Sheet(db)
    with steady(db):
        for at, (cell, text) in enumerate(pairs):
            tick(at, len(pairs))
            if not at % _READ_AT_ONCE:
                read.ahead(db, (one for one, _ in pairs[at : at + _READ_AT_ONCE]))
            sheet.type(cell, text)
    return sheet


def differs(db: Connection, pairs: Pairs) -> bool:
    """Whether any text would make a row other than it is; raises as `typed`, as far as it looks."""
    sheet, once = Sheet(db), len({cell for cell, _ in pairs}) == len(pairs)
    with steady(db):
        for at, (cell, text) in enumerate(pairs):
            if not at % _READ_AT_ONCE:
                read.ahead(db, (one for one, _ in pairs[at : at + _READ_AT_ONCE]))
            if sheet.type(cell, text).kind != "same" and once:
                return True
    return sheet.differs
