"""The workbook: what one can ask of a file and do to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from pilot_tui.errors import Exists, InvalidValue, NoAuthor, NoCell, NoRow, Term
from pilot_tui.model import Birth, Cell, Change
from pilot_tui.safe import one_line
from pilot_tui.store import Connection, Store, read, site
from pilot_tui.tables import TABLES, Table
from pilot_tui.workbook import blocks, editing, undoing
from pilot_tui.workbook.approval import refuse_leap
from pilot_tui.workbook.blocks import Pairs, Plan, Planned, Ticking, silent
from pilot_tui.workbook.entrusted import Entrusted
from pilot_tui.workbook.references import refuse_dangling, refuse_referred, refuse_ring

if TYPE_CHECKING:
    from pilot_tui.store.write import Transaction
    from pilot_tui.workbook.effects import Effect
    from pilot_tui.workbook.outcomes import Scope


class Workbook(Entrusted):
    """Reading (see `Ledgers`) and the verbs that write: each is one step that undo takes back whole."""

    def __init__(
        self,
        store: Store,
        author: str = "",
        clock: Callable[[], float] = time.time,
        viewer: str = "",
    ) -> None:
        super().__init__(store, clock)
        if viewer:
            self.look_as(viewer)
        self.author = author
        """Who is making the changes; empty until somebody says."""

    def edit(self, cell: Cell, text: str, reason: str = "") -> list[Change]:
        """Change one cell to what was typed; an unborn row with a natural key is born.

        Returns:
            The changes made, none when the cell holds that value already.

        Raises:
            InvalidValue, NoCell, NoRow, NotEditable, NoAuthor, Busy, FileRefused: And nothing was changed.
        """
        self._signed()
        self.refuse_concealed([cell])
        editing.parts(cell)
        self.refuse_locked([cell])
        with self.store.reading() as db:
            if not editing.difference(db, cell, text)[2]:
                return []
        with self.writing(reason) as writing:  # where it is looked at again: others write too
            editing.write(self.store.conn, writing, cell, text)
        return writing.made

    def plan(self, pairs: Pairs, tick: Ticking = silent) -> list[Planned]:
        """What `edit_all` would do to each cell, or why that is refused; only reads."""
        self.refuse_concealed(cell for cell, _ in pairs)
        with self.store.reading() as db:
            return blocks.plan(db, pairs, tick, lambda cell: self.refuse_locked([cell]))

    def effect(
        self,
        plan: Plan,
        programme: str = "",
        year: int | None = None,
        round: str = "",
        tick: Ticking = silent,
    ) -> tuple[Effect, Scope]:
        """What would be shown otherwise if the plan were carried out, and where it was looked; only reads.

        Args:
            plan: Cells and texts, rows to be taken out.
            programme: The one in view; where the plan is of another, that one is looked at.
            year: The year looked at first; without one the latest with actuals. Where nothing moves in it,
                the latest other one in which something does.
            round: The round in view.
            tick: Told how far it is in a year; what it raises ends it.

        Raises:
            As `edit`, for the first cell that is refused.
        """
        from pilot_tui.workbook import effects

        return effects.effect(self.store, plan, self.scopes(plan, programme, year, round), tick)

    def scopes(
        self, plan: Plan, programme: str = "", year: int | None = None, round: str = ""
    ) -> list[Scope]:
        """Where a plan may be felt, in the order in which `effect` looks: the year asked for first."""
        from pilot_tui.workbook import effects

        first = self._scope(plan, programme, year, round)
        return [first, *effects.beside(first, self.years(first.programme))]

    def _scope(self, plan: Plan, programme: str, year: int | None, round: str) -> Scope:
        from pilot_tui.workbook import effects
        from pilot_tui.workbook.outcomes import PANEL

        with self.store.reading() as db:
            own = effects.programme_of(db, plan) or programme
            seen = year if year is not None and (own == programme or not programme) else self.year(own)
            scope = effects.scope_of(db, plan, own, seen, round)
        return scope._replace(parts=scope.parts - {PANEL}) if self.hidden(scope.round) else scope

    def edit_all(
        self, pairs: Pairs, reason: str = "", tick: Ticking = silent, whence: str = ""
    ) -> list[Change]:
        """Change many cells to what was typed, all of them or none, in one step; unborn rows are born once.

        Args:
            pairs: Cells and texts; where a cell stands twice, the later text counts.
            reason: Why, for the log.
            tick: Told how far it is; what it raises ends the work and nothing was changed.
            whence: Where they are from, told in the log behind the reason; it unlocks nothing.

        Returns:
            The changes made, none when every cell holds its value already.

        Raises:
            As `edit`, for the first cell that is refused: And nothing was changed.
        """
        self._signed()
        self.refuse_concealed(cell for cell, _ in pairs)
        self.refuse_locked(cell for cell, _ in pairs)
        with self.store.reading() as db:
            if not blocks.differs(db, pairs):
                return []
        with self.writing(reason, whence) as writing:  # where they are looked at again: others write too
            blocks.typed(self.store.conn, pairs, tick).write(writing, tick)
        return writing.made

    def add(self, table: str, typed: Mapping[str, str], *, id: str = "", reason: str = "") -> str:
        """A new row from what was typed; returns its id. Raises as `edit`, and `Exists`."""
        return self.add_all([(table, id, typed)], reason)[0]

    def add_all(self, given: Sequence[tuple[str, str, Mapping[str, str]]], reason: str = "") -> list[str]:
        """New rows `(table, id or "", typed)`, in one step; returns their ids. Raises as `add`."""
        from pilot_tui.workbook.contradictions import refuse_contradiction

        self._signed()
        births = [self._birth(table, id, typed) for table, id, typed in given]
        self.refuse_concealed(Cell(birth.table, birth.id, "id") for birth in births)
        with self.writing(reason) as writing:
            db = self.store.conn
            for birth in births:
                if read.one(db, birth.table, birth.id) is not None:
                    raise Exists(kind=Term(f"table.{birth.table}"), id=birth.id)
                refuse_leap(birth.table, {}, birth.row, reason)
                refuse_dangling(db, TABLES[birth.table], birth.row)
                refuse_ring(db, TABLES[birth.table], birth.row)
                editing.refuse_off_scale(db, TABLES[birth.table], birth.row)
                editing.refuse_kept_out(db, TABLES[birth.table], birth.row)
                for name in birth.row:
                    refuse_contradiction(db, TABLES[birth.table], birth.row, name)
                writing.birth(birth.table, birth.id, birth.row)
        return [birth.id for birth in births]

    def retire(self, table: str, id: str, reason: str = "") -> list[Change]:
        """Take a row out; it stays in the log. Raises `NoRow`, `InUse` and as `edit`."""
        self._signed()
        if table not in TABLES:
            raise NoRow(table=table, id=id)
        self.refuse_concealed([Cell(table, id, "id")])
        with self.writing(reason) as writing:
            if read.one(self.store.conn, table, id) is None:
                raise NoRow(table=table, id=id)
            refuse_referred(self.store.conn, table, id)
            writing.retire(table, id)
        return writing.made

    def note(self, cell: Cell, text: str) -> str:
        """A note on a cell; returns the note's id. Raises as `add`."""
        self.refuse_concealed([cell])
        editing.parts(cell)
        with self.store.reading() as db:
            editing.existing(db, cell)
        if not text.strip():
            raise InvalidValue(reason="blank")
        return self.add("note", {"address": str(cell), "text": text, "provenance": "entered"})

    def accept(self, address: str, kind: str, reason: str) -> str:
        """Explain a finding: it is set aside until its facts change; returns the id of the explanation.

        Raises as `add`, and `NoFinding`.
        """
        from pilot_tui.workbook.findings.found import told

        if not reason.strip():
            raise InvalidValue(reason="blank")
        facts = told(self.finding(address, kind).finding.facts)
        row = {"address": address, "kind": kind, "reason": reason, "remark": facts, "provenance": "entered"}
        return self.add("acceptance", row)

    def undo(self) -> list[Change]:
        """Take back this author's last standing step; raises as `edit` and `undoing`."""
        return self._reverse(undoing.step_to_undo)

    def redo(self) -> list[Change]:
        """Bring back what the last undo took; raises as `edit` and `undoing`."""
        return self._reverse(undoing.step_to_redo)

    def reversal(self, *, redo: bool = False) -> int:
        """How many changes `undo`, or `redo`, would take back; raises as they do when there are none."""
        choose = undoing.step_to_redo if redo else undoing.step_to_undo
        with self.store.reading() as db:
            return len(choose(db, site.mine(db), self._signed()))

    def _reverse(self, choose: Callable[[Connection, str, str], list[Change]]) -> list[Change]:
        author = self._signed()
        with self.store.reading() as db:
            last_site = site.mine(db)
        with self.writing() as writing:
            undoing.take_back(self.store.conn, writing, choose(self.store.conn, last_site, author))
        return writing.made

    @contextmanager
    def writing(self, reason: str = "", whence: str = "") -> Iterator[Transaction]:
        """A transaction signed by the author; what was kept and has changed by it is dropped."""
        from pilot_tui.records.prose import parse_text

        signed, why = self._signed(), parse_text(reason)
        with self.store.writing(signed, why, self.clock, one_line(whence), self.permit()) as writing:
            yield writing
        self.refresh()

    def _birth(self, table: str, id: str, typed: Mapping[str, str]) -> Birth:
        from pilot_tui.records.names import pinyin_of
        from pilot_tui.records.rows import check_id, check_row, make_id, random_id

        if table not in TABLES:
            raise NoCell(address=table)
        declared = TABLES[table]
        around = self._around(declared, typed)
        row: dict[str, object] = dict(check_row(declared, {"provenance": "entered", **typed}, around=around))
        if table == "county" and row.get("name_zh") and not row.get("pinyin"):
            row["pinyin"], row["initials"] = pinyin_of(str(row["name_zh"]))
        made = make_id(declared, row) if declared.key else check_id(id) if id else random_id()
        return Birth(table, made, row)

    def _around(self, table: Table, typed: Mapping[str, str]) -> Mapping[str, object]:
        """The unit of a value or a measure stands with its indicator."""
        with self.store.reading() as db:
            return editing.context(db, table, typed)

    def _signed(self) -> str:
        from pilot_tui.records.prose import parse_name

        if author := parse_name(self.author):
            return author
        raise NoAuthor

    @staticmethod
    def new_id() -> str:
        """An id for a row without a natural key that another one is to refer to."""
        from pilot_tui.records.ids import random_id

        return random_id()

    @staticmethod
    def warm() -> None:
        """Import what the first edit needs, so that it need not wait: to be called in a thread."""
        import_module("pilot_tui.records.entry")
        import_module("pilot_tui.workbook.contradictions")
        Store.warm()
