"""Everything that is wrong, or worth a second look: Enter goes to the cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.message import Message

from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.panes.findings.lines import EXPLAINED, columns, lines
from pilot_tui.panes.findings.long import Long
from pilot_tui.report.explaining import Explanation
from pilot_tui.report.explaining.said import when
from pilot_tui.report.findings import county_of, kind_of, sentence, where, year_of
from pilot_tui.safe import one_line
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Listed, Run, Source
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found


class FindingsPane(Pane):
    """The findings of the county in view and of the programme itself, or of all counties; all years."""

    NAME, ORDER, HOME = "findings", 4, "where"
    FOOTER = ("edit.enter", "finding.accept")
    UNNAMED = frozenset({"edit.begin"})
    FOLLOWS = ("programme", "county", "everyone", "language", "revision", "found")

    @dataclass
    class Jump(Message):
        """Enter on a finding: go to its cell."""

        cell: Cell

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self.plain()

    def plain(self) -> None:
        """What is explained is folded until somebody wants to see it."""
        self.shape = replace(self.shape, wanted="", folded=frozenset({EXPLAINED}))

    def draw(self) -> None:
        """Show what is found; where all counties are many, what a thread has found."""
        self._found: dict[str, Found] = {}
        self.put(self._all() if self.view.everyone else self._listed(self._near()))

    def _all(self) -> Source:
        ledger = self.book.ledger(self.view.programme)
        if ledger is None:
            self.grid.empty = Empty(say("findings.looking"), say("findings.looking_more"))
            return Listed((), ())
        return (
            self._listed(ledger.found()) if ledger.whole else Long(self.book, columns(), ledger, self.shape)
        )

    def _near(self) -> list[Found]:
        """Of the county in view and of the programme itself; of that alone where there is no county."""
        view = self.view
        return (
            self.book.findings(view.programme, view.county)
            if view.county
            else self.book.findings_of(view.programme)
        )

    def _listed(self, found: list[Found]) -> Source:
        keys = (Run("a", "primary"), Run(say("findings.all"), "muted"))
        self.grid.empty = Empty(say("findings.none"), say("findings.none_more"), keys)
        self._found = {one.key: one for one in found}
        return Listed(columns(), lines(self.book, found, self._lines_free)) if found else Listed((), ())

    @property
    def _lines_free(self) -> int:
        return self.grid.size.height - 1  # the titles of the columns

    def room(self) -> object:
        """Groups stand apart where there is room."""
        return self.grid.size.height

    @property
    def found_here(self) -> Found | None:
        """The finding under the cursor."""
        key = self.grid.cursor[0]
        if isinstance(self.source, Long):
            return self.source.found(key)
        return self._found.get(key)

    def explain(self) -> Explanation | None:
        """What is wrong, where, and what can be done about it."""
        found = self.found_here
        if found is None:
            return None
        place = " ".join((county_of(self.book, found), year_of(found), where(self.book, found)))
        ink = "foreground" if found.open else "muted"
        return Explanation(
            kind_of(found), place, (((sentence(self.book, found), ink),),), self._whence(found), yields=True
        )

    def subject(self) -> Cell | None:
        """The cell it is about."""
        found = self.found_here
        return None if found is None else Cell.parse(found.finding.address)

    def _whence(self, found: Found) -> tuple[str, ...]:
        if found.open:
            return (say("findings.jump"), say("findings.to_explain"), found.finding.address)
        said = [say("findings.explained", reason=one_line(found.reason))]
        made = self.book.changes_of(Cell("acceptance", found.acceptance, "reason"))
        if made:
            facts = {"who": one_line(made[-1].actor), "at": when(made[-1])}
            said.append(say("findings.explained_by", **facts))
        return (*said, say("findings.to_reopen"))

    def open(self, key: str, column: str) -> None:
        """Enter goes to the cell."""
        if (cell := self.subject()) is not None:
            self.post_message(self.Jump(cell))


PANE = FindingsPane
