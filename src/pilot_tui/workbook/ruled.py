"""How a programme counts: its rules and their version, grades and tiers, and who is where on an indicator."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.model import Rule
from pilot_tui.store import Store, read
from pilot_tui.workbook import cards, ruleset
from pilot_tui.workbook.cards import Frame
from pilot_tui.workbook.grading import Grading, grading
from pilot_tui.workbook.keeping import Keeping
from pilot_tui.workbook.placing import BY_RANK, Placed, placed
from pilot_tui.workbook.ruleset import Version


class Ruled(Keeping):
    """What all counties of a programme are counted by."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._frames: dict[str, Frame] = {}

    def rule(self, programme: str) -> Rule:
        """How the programme counts."""
        return self._frame(programme).rule

    def rule_version(self, programme: str) -> Version:
        """Which rules the programme counts by."""

        def told() -> Version:
            with self.store.reading() as db:
                return ruleset.version(db, programme)

        return self._memory.keep("rule_version", programme, told)

    def rule_home(self, table: str, id: str) -> str:
        """The programme a row of the rule set belongs to."""
        with self.store.reading() as db:
            return ruleset.programme_of(db, table, id)

    def tiers(self, programme: str) -> Mapping[str, str]:
        """County → its tier; empty where the programme has none."""

        def found() -> dict[str, str]:
            with self.store.reading() as db:
                return read.tiers(db, programme)

        return self._memory.keep("tiers", programme, found)

    def grading(self, programme: str) -> Grading:
        """The grade bands of a programme."""

        def found() -> Grading:
            with self.store.reading() as db:
                return grading(db, programme, self.rule(programme))

        return self._memory.keep("grading", programme, found)

    def _frame(self, programme: str) -> Frame:
        if programme not in self._frames:
            with self.store.reading() as db:
                self._frames[programme] = cards.frame(db, programme)
        return self._frames[programme]

    def _placed(self, programme: str, year: int) -> Placed:
        """The ranks of its counties on the indicators that score by rank."""

        def found() -> Placed:
            with self.store.reading() as db:
                return placed(db, programme, self._frame(programme).indicators, year)

        return self._memory.keep("placed", (programme, year), found)

    def _by_rank(self, value: str) -> bool:
        """Whether a value is of an indicator that scores by rank: it moves other counties' points too."""
        programme, _, code, _ = value.split(".")
        frame = self._frames.get(programme)
        rows = frame.indicators if frame else ()
        return any(row["code"] == code and row["method"] == BY_RANK for row in rows)
