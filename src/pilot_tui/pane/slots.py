"""Slots that several panes draw the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.cells import group_thousands, point
from pilot_tui.model import Cell
from pilot_tui.report.figures import percent
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS, bar, light
from pilot_tui.widgets.sheet import BLANK, Column, Line, Run, Runs, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, address, text

WHOLE, FRAC = 3, 2
"""Cells before and after the decimal point of a figure."""
MARK = Column("mark", width=2, gap=0, stop=False, frozen=True)
"""The column of the mark of illustrative rows."""
_JOBS = {"not_reported": "warning"}
UNKNOWN = Slot((Run("·", "faint"),), absent="not_computed")
"""A figure that cannot be computed."""


def line(
    columns: Sequence[Column],
    key: str,
    slots: Mapping[str, Slot],
    kind: str = "row",
    lead: Runs = (),
    tail: Runs = (),
) -> Line:
    """A line whose slots are named by column."""
    return Line(key, tuple(slots.get(column.key, BLANK) for column in columns), kind, lead, tail)  # type: ignore[arg-type]  # one of the kinds


def provenance(row: Row) -> Slot:
    """The mark of an illustrative row."""
    return slot(say("scorecard.mark"), "mark") if text(row, "provenance") == "illustrative" else BLANK


class Cells:
    """Slots that lead to a cell: with its notes and conflicts marked."""

    def __init__(self, book: Workbook, added: frozenset[str] = frozenset()) -> None:
        self.added = added
        """The keys of the columns brought in that are left out at first."""
        self._book = book
        self._notes = book.notes

    def mark(self, where: str) -> str:
        """`≠` conflict, `?` finding, `;` note, or nothing."""
        if self._book.disputed(Cell.parse(where)):
            return "≠"
        if self._book.questions(where):
            return "?"
        return ";" if where in self._notes else ""

    def level(self, programme: str, code: str) -> str:
        """The name of a level of a programme's scale."""
        return one_line(pick(self._book.row("level", f"{programme}.{code}") or {}, "name") or code)

    def figure(
        self, table: str, id: str, name: str, row: Row, why: str = "", ink: str = "foreground"
    ) -> Slot:
        """A stored figure aligned on its decimal point, or the word for its absence."""
        where, stored = address(table, id, name), text(row, name)
        if not stored:
            word = say(f"absence.{why}") if why else ""
            return slot(word, _JOBS.get(why, "faint"), address=where, mark=self.mark(where), absent=why)
        shown = point(group_thousands(stored), WHOLE, FRAC)
        return slot(shown, ink, address=where, entry=stored, mark=self.mark(where))

    def word(self, table: str, id: str, name: str, row: Row, shown: str, ink: str = "muted") -> Slot:
        """A choice, shown by a sign or a word."""
        where = address(table, id, name)
        return slot(shown, ink, address=where, entry=text(row, name), mark=self.mark(where))


def completion(value: Fraction | None) -> Slot:
    """Percent, one decimal, uncapped."""
    if value is None:
        return UNKNOWN
    return Slot((Run(group_thousands(str(percent(value)))),), value=value)


def meter(value: Fraction | None, kind: str, tick: Fraction | None = None) -> Slot:
    """A bar in the light's ink, as wide as its column; `value` and `tick` in percent."""
    share = None if value is None else value / 100
    at = None if tick is None else tick / 100
    return Slot(fill=_Meter(share, LIGHTS[kind][1], at))  # type: ignore[arg-type]  # mypy calls no named tuple


class _Meter(NamedTuple):
    """A bar that is yet to be drawn; one that would look the same is the same."""

    share: Fraction | None
    ink: str
    tick: Fraction | None

    def __call__(self, width: int) -> Runs:
        return bar(self.share, width, self.ink, self.tick)


def lamp(kind: str, word: str) -> Slot:
    """Shape and word."""
    return Slot(light(kind, word), value=list(LIGHTS).index(kind))


def score(shown: str | None, weight: str, value: Fraction | None) -> Slot:
    """`7.00 /  7`, sorted by the points before they were rounded."""
    ink = "faint" if shown is None else "foreground"
    runs = (Run(shown or "·", ink), Run(" / ", "faint"), Run(f"{weight:>2}", "muted"))
    return Slot(runs, value=value, absent="" if shown else "not_computed")
