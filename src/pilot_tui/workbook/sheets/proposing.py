"""What reading a sheet would do to every cell, and doing it: all of it in one step, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from pilot_tui.errors import NeedsReason, NoAuthor, PilotError, SheetRefused
from pilot_tui.model import Cell
from pilot_tui.store import Connection, guards, journal, read
from pilot_tui.store.steady import steady
from pilot_tui.tables import TABLES
from pilot_tui.words import say
from pilot_tui.workbook import editing, exchanging
from pilot_tui.workbook.blocks import Planned, Ticking, silent
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.sheets.form_parts import held, marked
from pilot_tui.workbook.sheets.matching import Entry
from pilot_tui.workbook.sheets.reading import Asked, Sheet, entries
from pilot_tui.workbook.sheets.remembered import remember
from pilot_tui.workbook.workbook import Workbook

_NOWHERE = Cell("", "", "")


class Line(NamedTuple):
    """One cell of a sheet, and what would come of it."""

    place: str
    planned: Planned

    @property
    def why(self) -> str:
        """Why it is refused, in words; empty where it is not."""
        return "" if self.planned.refused is None else str(self.planned.refused)


@dataclass(frozen=True)
class Proposal:
    """What would come of a whole sheet."""

    sheet: Sheet
    lines: tuple[Line, ...]
    of: tuple[object, ...] = ()
    """The state of the file, the reason, and whoever asked: what it comes from."""

    @property
    def counts(self) -> Counter[str]:
        """How many cells are of each of `KINDS`."""
        return Counter(one.planned.kind for one in self.lines)

    @property
    def refused(self) -> list[Line]:
        """The cells that cannot be written."""
        return [one for one in self.lines if one.planned.kind == "refused"]

    @property
    def differing(self) -> list[Line]:
        """The cells that would be other than they are."""
        return [one for one in self.lines if one.planned.kind in ("new", "changed")]

    @property
    def wants_reason(self) -> bool:
        """Whether all that is refused would be written if somebody said why."""
        return bool(self.refused) and all(_excusable(one.planned.refused) for one in self.refused)

    @property
    def whence(self) -> str:
        """Where the figures are from, for the log."""
        given = self.sheet.given
        name = f"{given.name} {self.sheet.name}".strip()
        return say("sheets.whence", file=name, digest=given.digest)


class Imported(NamedTuple):
    """What an import did."""

    changes: int
    """Lines of the log: a figure may bring its operator with it."""
    cells: int
    """Of the sheet, of which the file now holds what they say."""
    backup: Path | None


NOTHING = Imported(0, 0, None)


def propose(book: Workbook, sheet: Sheet, asked: Asked, reason: str = "", tick: Ticking = silent) -> Proposal:
    """What would come of every cell; reads only. Raises `SheetRefused` as `entries`."""
    with book.store.reading() as db, steady(db):
        of = (journal.revision(db), reason, book.author, book.viewer)
        lines = _lines(book, db, sheet, entries(book, sheet, asked, tick), reason, tick)
        return Proposal(sheet, tuple(lines), of)


def _lines(
    book: Workbook, db: Connection, sheet: Sheet, found: Sequence[Entry], reason: str, tick: Ticking
) -> Iterator[Line]:
    good = [one for one in found if one.refused is None]
    stood = _stood(db, good)
    typed = []
    for at, one in enumerate(good):
        tick(at, len(good))
        if not _untouched(sheet, one) and not _same(db, stood, one):
            typed.append(one)
    planned = iter(_planned(book, typed, tick))
    by = {id(one): next(planned) for one in typed}
    checked = _Checked(db, book, sheet, stood, reason, by.values())
    for at, one in enumerate(found):
        tick(at, len(found))
        if id(one) in by:
            come = checked.looked_at(one, by[id(one)])
        elif one.refused is None:
            now = _held(stood, one.cell)
            come = Planned(one.cell or _NOWHERE, one.text, now, now)
        else:
            come = Planned(one.cell or _NOWHERE, one.text, refused=one.refused)
        yield Line(sheet.place(*one.place), come)


def _planned(book: Workbook, typed: Sequence[Entry], tick: Ticking) -> list[Planned]:
    """As typing would; a cell that is hidden from the viewer is refused by itself."""
    pairs = [(one.cell, one.text) for one in typed if one.cell is not None]
    hidden = {cell for cell, _ in pairs if book.conceals(cell.table, cell.id)}
    if not hidden:
        return book.plan(pairs, tick)
    seen = iter(book.plan([(cell, text) for cell, text in pairs if cell not in hidden], tick))
    return [_concealed(book, cell, text) if cell in hidden else next(seen) for cell, text in pairs]


def _concealed(book: Workbook, cell: Cell, text: str) -> Planned:
    try:
        book.refuse_concealed([cell])
    except PilotError as error:
        return Planned(cell, text, refused=error)
    return Planned(cell, text)


def _stood(db: Connection, found: Iterable[Entry]) -> dict[tuple[str, str], Row]:
    """The rows of the cells, as they are now."""
    by: dict[str, dict[str, None]] = {}
    for one in found:
        if one.cell is not None and one.cell.table in TABLES and one.cell.id.isprintable():
            by.setdefault(one.cell.table, {})[one.cell.id] = None
    return {(table, id): row for table, ids in by.items() for id, row in read.some(db, table, [*ids]).items()}


def _held(stood: Mapping[tuple[str, str], Row], cell: Cell | None) -> object:
    return stood.get((cell.table, cell.id), {}).get(cell.field) if cell else None


def _written(stood: Mapping[tuple[str, str], Row], cell: Cell) -> str:
    """What a cell holds, as a sheet would show it."""
    row = stood.get((cell.table, cell.id), {})
    if cell.table == "mark" and cell.field == "mark":
        return marked(row)
    field = TABLES[cell.table].field(cell.field)
    return held(field, row) if field else ""


def _untouched(sheet: Sheet, one: Entry) -> bool:
    """Whether nobody has touched a cell since the sheet was made."""
    return sheet.held is not None and alike(one.text, sheet.held.get(str(one.cell), ""))


def _same(db: Connection, stood: Mapping[tuple[str, str], Row], one: Entry) -> bool:
    """Whether a cell of the sheet is as the file has it."""
    return one.cell is not None and _says(db, stood, one.cell, one.text)


def _says(db: Connection, stood: Mapping[tuple[str, str], Row], cell: Cell, said: str) -> bool:
    """Whether a text says what the file holds: in other words perhaps, or in the other language."""
    written = _written(stood, cell)
    if alike(said, written):
        return True
    row = stood.get((cell.table, cell.id))
    if row is None or not said or (_figure(said) is not None and _figure(written) is not None):
        return False
    try:
        meant = editing.meaning(db, cell, said, row)
    except PilotError:
        return False
    return all(row.get(name) == value or alike(str(value), str(row.get(name))) for name, value in meant)


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same: the same characters, or the same number."""
    if one.strip() == other.strip():
        return True
    figure = _figure(one)
    return figure is not None and figure == _figure(other)


def _figure(said: str) -> Decimal | None:
    """A number without any word; None of anything else."""
    try:
        return Decimal(said) if said and said.strip()[-1:].isdecimal() else None
    except (InvalidOperation, ValueError):
        return None


class _Checked:
    """What typing alone does not ask: whether somebody was there since, whether two cells agree."""

    def __init__(
        self,
        db: Connection,
        book: Workbook,
        sheet: Sheet,
        stood: Mapping[tuple[str, str], Row],
        reason: str,
        planned: Iterable[Planned],
    ) -> None:
        self._db, self._book, self._sheet, self._stood, self._reason = db, book, sheet, stood, reason
        self._figures = {
            (one.cell.table, one.cell.id): one.new for one in planned if one.cell.field == "actual"
        }
        """Row → the figure it would have, of those that get another."""

    def looked_at(self, one: Entry, planned: Planned) -> Planned:
        """A planned cell, refused where something stands against it."""
        if planned.kind == "changed" and not planned.also and alike(str(planned.new), str(planned.old)):
            return planned._replace(new=planned.old)
        if planned.kind not in ("new", "changed"):
            return planned
        refusal = self._contradiction(planned) or (None if self._reason else self._lock(one, planned))
        return planned._replace(refused=refusal) if refusal else planned

    def _contradiction(self, planned: Planned) -> PilotError | None:
        """A figure, and beside it why there is none."""
        row = planned.cell[:2]
        if planned.cell.field != "state" or planned.new in (None, "no_target"):
            return None
        figure = self._figures.get(row, self._stood.get(row, {}).get("actual"))
        return SheetRefused(reason="figure_and_state") if figure is not None else None

    def _lock(self, one: Entry, planned: Planned) -> PilotError | None:
        """What can only be written with a reason."""
        cell = planned.cell
        guard = guards.of_row(self._db, cell.table, cell.id)
        if guard is not None and guard.person != self._book.author:
            set_by = journal.by_uid(self._db, guard.uid)
            return NeedsReason(kind=guard.kind, who=guard.person or (set_by.actor if set_by else ""))
        if self._sheet.held is not None:
            was, now = self._sheet.held.get(str(cell), ""), _written(self._stood, cell)
            if not _says(self._db, self._stood, cell, was):
                return SheetRefused(
                    reason="changed_since", was=was or say("app.blank"), now=now or say("app.blank")
                )
        return None


def _excusable(refused: PilotError | None) -> bool:
    """Whether a reason would do."""
    if isinstance(refused, NeedsReason):
        return True
    return isinstance(refused, SheetRefused) and refused.facts["reason"] == "changed_since"


def carry_out(
    book: Workbook, looked: Proposal, asked: Asked, reason: str = "", tick: Ticking = silent
) -> tuple[Proposal, Imported]:
    """Write what differs, in one step, a backup made before; raises for the first cell that is refused.

    The proposal is made anew where somebody has written since it was looked at, or says now why.
    """
    if not book.author.strip():
        raise NoAuthor
    sheet, proposal = looked.sheet, looked
    with book.store.reading() as db:
        if looked.of != (journal.revision(db), reason, book.author, book.viewer):
            proposal = propose(book, sheet, asked, reason, tick)
    for one in proposal.refused:
        raise SheetRefused(reason="why", place=one.place, why=one.planned.refused) from one.planned.refused
    if not proposal.differing:
        _keep_columns(sheet, asked)
        return proposal, NOTHING
    backup = exchanging.back_up(book, "import", tick)
    pairs = [(one.planned.cell, one.planned.text) for one in proposal.differing]
    made = book.edit_all(pairs, reason, tick, whence=proposal.whence)
    _keep_columns(sheet, asked)
    return proposal, Imported(len(made), len(proposal.differing) if made else 0, backup)


def _keep_columns(sheet: Sheet, asked: Asked) -> None:
    """Remember what somebody said of the columns: the next sheet like it is understood by itself."""
    if sheet.held is None and asked.columns:
        said = {
            sheet.layout.headings[at]: str(one)
            for at, one in sheet.layout.columns.items()
            if at in sheet.layout.headings
        }
        remember(sheet.layout.fingerprint, sheet.scope.kind, said)
