"""The rules a programme counts by: each with what it means, its default, and its last change."""

from __future__ import annotations

from pilot_tui.errors import RowsFixed
from pilot_tui.pane.fresh import Fresh, next_code
from pilot_tui.pane.turning import Turning
from pilot_tui.panes.rules.bands import bands_footer
from pilot_tui.panes.rules.kinds import KINDS, Kind, last_position
from pilot_tui.panes.rules.source import VALUE, listed, tabled
from pilot_tui.report.explaining.ruling import version_words
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Run
from pilot_tui.words import say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


class RulesPane(Turning[Kind]):
    """One part of the rule set at a time; the line above says which, and turns to the others."""

    NAME, ORDER, HOME = "rules", 7, VALUE
    FOOTER = ("edit.begin", "book.explain", "kind.previous", "row.add", "row.retire", "book.undo")
    FOLLOWS = ("programme", "language", "revision", "found")

    def __init__(self, book: Workbook) -> None:
        super().__init__(book, KINDS, KINDS[0].name)
        self._rows: list[Row] = []

    def draw(self) -> None:
        """Show the rules of the part."""
        kind = self.kind
        self._rows = kind.rows(self.book, self.view.programme)
        self.grid.empty = self._nothing()
        if kind.listed:
            self.put(listed(self.book, kind, self._rows))
        else:
            footer = bands_footer(self._rows) if kind.name == "band" else None
            self.put(tabled(self.book, kind, self._rows, footer))
        self.draw_kinds(version_words(self.book.rule_version(self.view.programme)))

    def fresh(self) -> Fresh:
        """A grade or a level, its code proposed."""
        kind = self.kind
        if not kind.grows or not self.view.programme:
            raise RowsFixed(why=say("rules.fixed"))
        typed = {"programme": self.view.programme, "position": str(last_position(self._rows) + 1)}
        code = next_code((text(row, "code") for row in self._rows), kind.grows)
        named = f"name_{spoken()}"
        return Fresh(kind.name, "code", typed, entry=code, then=named)

    def row_here(self) -> tuple[str, str]:
        """The grade or level under the cursor."""
        id = self.grid.cursor[0]
        if not self.kind.grows or not id:
            raise RowsFixed(why=say("rules.fixed"))
        return self.kind.name, id

    def _nothing(self) -> Empty:
        kind = say(f"table.{self.kind.name}")
        if not self.kind.grows:
            return Empty(say("rules.empty", kind=kind), say("rules.empty_more", kind=kind))
        keys = (Run("o", "primary"), Run(say("rules.add", kind=kind), "muted"))
        return Empty(say("rules.empty", kind=kind), say(f"rules.empty_{self.kind.name}"), keys)


PANE = RulesPane
