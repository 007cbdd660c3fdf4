"""Completing: what is still blank is blank on purpose, and whoever filled it in says so; one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pilot_tui.errors import Term, Unknown
from pilot_tui.model import Cell, Change
from pilot_tui.rules.findings import SEVERITIES
from pilot_tui.workbook import editing
from pilot_tui.workbook.approval import FIELD, STATES, TABLE
from pilot_tui.workbook.duties import Duty, Entry, blanks, completed, sections
from pilot_tui.workbook.workbook import Workbook


class Completion(NamedTuple):
    """What completing a duty comes to."""

    duty: Duty
    of: int
    """Cells that are to be filled in."""
    blank: Sequence[Entry]
    """Those nothing is said of yet."""
    completed: bool
    """Whether that was said already."""
    serious: int
    """Findings about it that are to be settled before anything is handed in."""

    @property
    def pairs(self) -> list[tuple[Cell, str]]:
        """The cells that say a blank is meant, with what they say."""
        said = [(one.cell._replace(field="state"), one.blank) for one in self.blank if one.blank]
        return [*said, *self._ends()]

    def _ends(self) -> list[tuple[Cell, str]]:
        """What says that nothing more will come."""
        duty = self.duty
        if self.completed or duty.expert:
            return []
        return [(Cell(TABLE, f"{duty.programme}.{duty.county}.{duty.year}", FIELD), STATES[1])]

    @property
    def abstained(self) -> int:
        """Counties of which the expert's marks will not count, for some of them are missing."""
        return len({one.cell.id.split(".")[1] for one in self.blank if one.cell.table == "mark"})


def completion(book: Workbook, duty: Duty) -> Completion:
    """What `complete` would do; only reads. Raises `Unknown` where there is nothing to fill in."""
    found = sections(book, duty)
    if not found:
        kind, name = ("expert", duty.expert) if duty.expert else ("county", duty.county)
        raise Unknown(kind=Term(f"table.{kind}"), name=name, known="")
    of = sum(len(one.entries) for one in found)
    return Completion(duty, of, blanks(found), completed(book, duty), _serious(book, duty))


def _serious(book: Workbook, duty: Duty) -> int:
    if duty.expert:
        return 0
    found = book.findings_of(duty.programme, duty.county)
    return sum(
        one.open and one.finding.severity == SEVERITIES[0] and one.finding.kind != "gap"
        for one in found
        if one.year in (None, duty.year)
    )


def refuse_completing(book: Workbook, duty: Duty) -> None:
    """Raise `HandedOut` where it is not for this file's holder to say that a duty is done."""
    book.refuse_locked(Cell("expert", f"{round}.{duty.expert}", "completed") for round in duty.rounds)
    if not duty.expert:
        book.refuse_idle("value")
        book.refuse_step(Cell(TABLE, f"{duty.programme}.{duty.county}.{duty.year}", FIELD), *STATES[:2])


def complete(book: Workbook, duty: Duty) -> list[Change]:
    """Say of every blank that it is meant, and that nothing more will come. Raises as `Workbook.edit`."""
    planned = completion(book, duty)
    if planned.completed and not planned.blank:
        return []
    ends = [(Cell("expert", f"{round}.{duty.expert}", "completed"), book.today) for round in duty.rounds]
    with book.writing() as writing:
        for cell, said in [*planned.pairs, *ends]:
            editing.write(book.store.conn, writing, cell, said)
    return writing.made
