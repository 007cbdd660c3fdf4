"""What reading a sheet would do, as the lines of a grid: every cell, what is refused first."""

from __future__ import annotations

from pilot_tui.cells import group_thousands
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Kind
from pilot_tui.widgets.sheet import Column, Line, slot
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Planned
from pilot_tui.workbook.sheets.proposing import Proposal

_ORDER = ("refused", "changed", "new", "same")
_INKS = {"refused": "error", "changed": "foreground", "new": "foreground", "same": "faint"}


class Read:
    """A proposal; a cell is named only when it is seen."""

    footer: Line | None = None

    def __init__(self, book: Workbook, proposal: Proposal) -> None:
        self._book = book
        self._lines = sorted(proposal.lines, key=lambda one: _ORDER.index(one.planned.kind))
        refused = bool(proposal.refused)
        self.columns = (
            Column("kind", width=8, stop=False, frozen=True),
            Column("place", say("sheets.cell"), 7, stop=False, frozen=True, least=6, most=10),
            Column("name", say("block.where"), 26, stop=False, frozen=True, least=12, most=44),
            Column("old", say("block.old"), 10, "right", stop=False, least=10, most=16),
            Column("to", "", 1, stop=False),
            Column("new", say("block.fresh"), 10, "right", stop=False, least=10, most=24),
            Column("why", say("block.why"), 16, gap=2, stop=False, most=80, shown=refused),
        )

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Line:
        """Where on the sheet, where in the file, what stands there, what would."""
        one = self._lines[index]
        planned, ink = one.planned, _INKS[one.planned.kind]
        same = planned.kind == "same"
        slots = (
            slot(say(f"block.{planned.kind}"), ink),
            slot(one_line(one.place.rpartition("!")[2].rpartition(" ")[2]), "muted"),
            slot(self._where(planned), "faint" if same else "foreground"),
            slot(_shown(planned, planned.old), "faint" if same else "muted"),
            slot("" if same else "→", "faint"),
            slot("" if same else _new(planned), ink),
            slot(self.why(index), ink),
        )
        return Line(str(index), slots)

    def why(self, index: int) -> str:
        """Why a line is refused; empty where it is not."""
        refused = self._lines[index].planned.refused
        return "" if refused is None else refused.at_desk()

    def find(self, key: str) -> int | None:
        """Where the line of that key stands."""
        return int(key) if key.isdecimal() and int(key) < len(self) else None

    def heading_of(self, index: int) -> int | None:
        """It has no headings."""
        return None

    def _where(self, planned: Planned) -> str:
        if not planned.cell.table:
            return ""
        return one_line(" ".join(filter(None, name_of(self._book, planned.cell))))


def _new(planned: Planned) -> str:
    """What would stand there, with the operator or the state that comes with it; refused, what was typed."""
    if planned.refused is not None:
        return one_line(planned.text)
    also = [say(f"choice.{value}") for _, value in planned.also if isinstance(value, str)]
    alone = planned.new is None and also
    return " ".join(also if alone else [*also, _shown(planned, planned.new)])


def _shown(planned: Planned, value: object) -> str:
    if value is None:
        return say("app.blank") if planned.cell.table else ""
    field = TABLES[planned.cell.table].field(planned.cell.field)
    if field is not None and field.kind is Kind.CHOICE:
        return say(f"choice.{value}")
    return group_thousands(one_line(value))
