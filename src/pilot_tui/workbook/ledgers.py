"""What one can ask of the lists beside scorecards and tasks: firms, industries, items, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot_tui.store import read
from pilot_tui.workbook.questions import Questions
from pilot_tui.workbook.rows import Row, text

if TYPE_CHECKING:
    from pilot_tui.workbook.firms import Firms
    from pilot_tui.workbook.ones import Matrix
    from pilot_tui.workbook.rectifying import Rectification


class Ledgers(Questions):
    """None of them writes; what computes them is imported by whoever asks, not for the first paint."""

    def has_firms(self, programme: str) -> bool:
        """Whether a programme scores firms."""
        return self._memory.keep("has_firms", programme, lambda: self._any("firm", programme))

    def firms(self, programme: str, year: int) -> Firms:
        """The firms of a programme in a year, scored, ranked and graded."""
        return self._memory.keep("firms", (programme, year), lambda: self._firms(programme, year))

    def has_ledgers(self, programme: str) -> bool:
        """Whether a programme has industries or rectification items."""
        tables = ("industry", "rectification")
        return self._memory.keep(
            "has_ledgers", programme, lambda: any(self._any(table, programme) for table in tables)
        )

    def ones(self, programme: str) -> Matrix:
        """The industries of a programme and their checklists."""
        return self._memory.keep("ones", programme, lambda: self._ones(programme))

    def rectification(
        self, programme: str, year: int | None = None, county: str | None = None
    ) -> list[Rectification]:
        """The rectification items of a programme, of a year or of all, of one county or of all."""
        from pilot_tui.workbook import rectifying

        with self.store.reading() as db:
            return rectifying.items(db, self.today, programme, year, county)

    def facts(self, programme: str) -> list[Row]:
        """The sourced facts of a programme, by subject."""
        found = self.rows_where("fact", programme=programme)
        first: dict[str, int] = {}
        for at, row in enumerate(found):
            first.setdefault(text(row, "area_zh"), at)
        return sorted(found, key=lambda row: first[text(row, "area_zh")])

    def _any(self, table: str, programme: str) -> bool:
        with self.store.reading() as db:
            return read.first_with(db, table, programme=programme) is not None

    def _firms(self, programme: str, year: int) -> Firms:
        from pilot_tui.workbook.firms import firms

        with self.store.reading() as db:
            return firms(db, programme, year)

    def _ones(self, programme: str) -> Matrix:
        from pilot_tui.workbook.findings import counts
        from pilot_tui.workbook.ones import matrix

        with self.store.reading() as db:
            return matrix(db, programme, self.rule(programme), counts.stated_industries(db, programme))
