"""Long texts: a larger editor for one cell, and what was typed there and not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from pilot_tui.errors import NoAuthor, PilotError
from pilot_tui.model import Cell
from pilot_tui.safe import one_line
from pilot_tui.screens.entering import Entering
from pilot_tui.tables import TABLES, Kind
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.sheet import Run
from pilot_tui.words import pick, say

if TYPE_CHECKING:
    from pilot_tui.screens.long_text import LongText


class Enlarging(Entering):
    """The text of a cell, where there is room for it."""

    _drafts: dict[str, str]
    """Address → what was typed there and not saved, while the desk is open."""

    @on(Grid.Enlarged)
    def _enlarge(self, event: Grid.Enlarged) -> None:
        event.stop()
        cell, grid = Cell.parse(event.address), event.grid
        assert isinstance(grid, Grid)
        limit = _limit(cell)
        if not limit:
            grid.enlarged()
            self.tell_key("large.only_texts")
            return
        from pilot_tui.screens.long_text import LongText

        self._drafts = getattr(self, "_drafts", {})
        text = event.text if event.typed else self._drafts.get(event.address, event.text)
        editor = LongText(self._whose(cell), text, limit, self._save_long(cell), grid.enlarged)

        def closed(_nothing: None) -> None:
            self._keep_draft(cell, editor)

        self.app.push_screen(editor, closed)

    def _whose(self, cell: Cell) -> tuple[Run, ...]:
        row = self.book.row(cell.table, cell.id) or {}
        name = one_line(pick(row, "name") or cell.id)
        return Run(" "), Run(name, "bold foreground"), Run(f"  {say(f'field.{cell.field}')}", "muted")

    def _save_long(self, cell: Cell) -> Callable[[LongText, str], None]:
        def write(editor: LongText, text: str) -> None:
            try:
                self.book.edit(cell, text)
            except PilotError as error:
                editor.refuse(error.at_desk())
                return
            editor.saved = True
            editor.dismiss(None)
            self.look()

        def save(editor: LongText, text: str) -> None:
            self._signed(lambda: write(editor, text), lambda: editor.refuse(NoAuthor().at_desk()))

        return save

    def _keep_draft(self, cell: Cell, editor: LongText) -> None:
        """What was typed and not saved stands there again when the cell is next opened."""
        self._drafts.pop(str(cell), None)
        if editor.changed and not editor.saved:
            self._drafts[str(cell)] = editor.last
            self.tell_key("large.kept")


def _limit(cell: Cell) -> int:
    """The most characters a cell of text may hold; 0 where no text stands."""
    from pilot_tui.records.prose import NAME, TEXT

    field = TABLES[cell.table].field(cell.field)
    return {Kind.NAME: NAME, Kind.TEXT: TEXT}.get(field.kind, 0) if field else 0
