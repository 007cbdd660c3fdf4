"""The workbook: what one can ask of a file and do to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from pilot_tui.errors import Exists, NoAuthor, NoCell, NoRow
from pilot_tui.model import Birth, Cell, Change
from pilot_tui.store import Store, journal, read, site
from pilot_tui.tables import TABLES
from pilot_tui.workbook import editing, undoing
from pilot_tui.workbook.reading import Reader


class Workbook(Reader):
    """Reading (see `Reader`) and the verbs that write: each is one step that undo takes back whole."""

    def __init__(self, store: Store, author: str = "", clock: Callable[[], float] = time.time) -> None:
        super().__init__(store)
        self.author = author
        """Who is making the changes; empty until somebody says."""
        self._clock = clock

    def edit(self, cell: Cell, text: str, reason: str = "") -> list[Change]:
        """Change one cell to what was typed; an unborn row with a natural key is born.

        Returns:
            The changes made, none when the cell holds that value already.

        Raises:
            InvalidValue, NoCell, NoRow, NotEditable, NoAuthor, Busy, FileRefused: And nothing was changed.
        """
        author = self._signed()
        table, _ = editing.parts(cell)
        with self.store.reading() as db:
            row = editing.existing(db, cell)
            before = row if row is not None else editing.key_of(table, cell.id)
            changed = editing.meaning(db, cell, text, before)
        if all(before.get(name) == value for name, value in changed):
            return []
        with self.store.writing(author, reason, self._clock) as writing:
            if row is None:
                writing.birth(cell.table, cell.id, {**before, **dict(changed), "provenance": "entered"})
            else:
                editing.apply(writing, cell, before, changed)
        return writing.made

    def add(self, table: str, typed: Mapping[str, str], *, id: str = "", reason: str = "") -> str:
        """A new row from what was typed; returns its id. Raises as `edit`, and `Exists`."""
        return self.add_all([(table, id, typed)], reason)[0]

    def add_all(self, given: list[tuple[str, str, Mapping[str, str]]], reason: str = "") -> list[str]:
        """New rows `(table, id or "", typed)`, in one step; returns their ids. Raises as `add`."""
        author = self._signed()
        births = [self._birth(table, id, typed) for table, id, typed in given]
        with self.store.writing(author, reason, self._clock) as writing:
            db = self.store.conn
            for birth in births:
                if read.one(db, birth.table, birth.id) is not None:
                    raise Exists(table=birth.table, id=birth.id)
                editing.refuse_dangling(db, TABLES[birth.table], birth.row)
                writing.birth(birth.table, birth.id, birth.row)
        return [birth.id for birth in births]

    def retire(self, table: str, id: str, reason: str = "") -> list[Change]:
        """Take a row out; it stays in the log. Raises `NoRow` and as `edit`."""
        author = self._signed()
        with self.store.reading() as db:
            if table not in TABLES or read.one(db, table, id) is None:
                raise NoRow(table=table, id=id)
        with self.store.writing(author, reason, self._clock) as writing:
            writing.retire(table, id)
        return writing.made

    def note(self, cell: Cell, text: str) -> str:
        """A note on a cell; returns the note's id. Raises as `add`."""
        editing.parts(cell)
        with self.store.reading() as db:
            editing.existing(db, cell)
        return self.add("note", {"address": str(cell), "text": text, "provenance": "entered"})

    def undo(self) -> list[Change]:
        """Take back this author's last standing step. Raises `NothingToUndo`, `ChangedSince`, and as `edit`."""
        return self._reverse(undoing.step_to_undo)

    def redo(self) -> list[Change]:
        """Bring back what the last undo took. Raises `NothingToRedo`, `ChangedSince`, and as `edit`."""
        return self._reverse(undoing.step_to_redo)

    def _reverse(self, choose: Callable[..., list[Change]]) -> list[Change]:
        author = self._signed()
        with self.store.reading() as db:
            step = choose(db, site.current(db), author)
        with self.store.writing(author, clock=self._clock) as writing:
            undoing.take_back(self.store.conn, writing, step)
        return writing.made

    def _birth(self, table: str, id: str, typed: Mapping[str, str]) -> Birth:
        from pilot_tui.records.names import pinyin_of
        from pilot_tui.records.rows import check_id, check_row, make_id, random_id

        if table not in TABLES:
            raise NoCell(address=table)
        declared = TABLES[table]
        row: dict[str, object] = dict(check_row(declared, {"provenance": "entered", **typed}))
        if table == "county" and row.get("name_zh") and not row.get("pinyin"):
            row["pinyin"], row["initials"] = pinyin_of(str(row["name_zh"]))
        made = make_id(declared, row) if declared.key else check_id(id) if id else random_id()
        return Birth(table, made, row)

    def _signed(self) -> str:
        if not self.author.strip():
            raise NoAuthor
        return self.author

    def old_value(self, change: Change) -> object:
        """What the cell held before the change."""
        with self.store.reading() as db:
            return undoing.value_before(db, change) if change.col else None

    def last_change(self, cell: Cell) -> Change | None:
        """The last change of a cell since the file was made."""
        with self.store.reading() as db:
            made = [one for one in journal.of_cell(db, *cell) if one.site != "base"]
        return made[-1] if made else None
