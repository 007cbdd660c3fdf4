"""The verbs of many cells: copy, paste, fill down, clear, and one text into all that is selected."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding

from pilot_tui.errors import Misfit
from pilot_tui.screens.writing import Step, Writing
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.selection import Block
from pilot_tui.widgets.verbs import verb

COPIED_MOST = 200_000
"""Cells that are copied in one go."""
PASTED_LONGEST = 4_000_000
"""Characters of a paste that are looked at."""
_SLICE = 500  # rows copied between two turns of everything else
Rows = Sequence[Sequence[str]]


class Blocks(Writing):
    """A block of cells as a spreadsheet treats it. Whatever is written is one step."""

    VERBS: ClassVar[list[Binding]] = [
        *Writing.VERBS,
        verb("block.copy", "ctrl+c,y", "copy"),
        verb("block.paste", "ctrl+v", "paste"),
        verb("block.fill", "ctrl+d", "fill"),
    ]
    copied: Rows = ()
    """What was last copied here: pasted as it is, whatever became of the clipboard."""

    async def action_copy(self) -> None:
        """Copy what is selected, else the cell under the cursor."""
        with self.telling():
            block = self.focused_pane.grid.view.block
            if block is None:
                raise Misfit(reason="nowhere")
            if block.size > COPIED_MOST:
                raise Misfit(reason="too_many", size=f"{block.size:,}", most=f"{COPIED_MOST:,}")
            self.copied = await _texts(block)
            await self._hand_out(self.copied)

    async def _hand_out(self, rows: Rows) -> None:
        """To the terminal and to the clipboard program; where neither can be had, into a file."""
        from pilot_tui.exchange import clipboard
        from pilot_tui.exchange.tsv import to_tsv

        text, size = to_tsv(rows), {"rows": f"{len(rows):,}", "columns": len(rows[0]) if rows else 0}
        sent = clipboard.terminal_takes(text)
        if sent:
            self.app.copy_to_clipboard(text)
        if await asyncio.to_thread(clipboard.to_program, text) or sent:
            self.tell_key("block.copied", **size)
        else:
            self.tell_key("block.copied_file", path=clipboard.to_file(text), **size)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        with self.telling():
            self.withhold("paste")
            if self.copied:
                self._paste(self.copied)
            else:
                self.tell_key("block.nothing_copied")

    @on(Grid.Pasted)
    def _take_text(self, event: Grid.Pasted) -> None:
        """The terminal's own paste: text from elsewhere."""
        from pilot_tui.exchange.tsv import from_tsv

        with self.telling():
            if len(event.text) > PASTED_LONGEST:
                raise Misfit(reason="too_long", size=f"{len(event.text):,}")
            if not event.text:
                raise Misfit(reason="blank")
            self._paste(from_tsv(event.text))
        event.grid.accept()

    def _paste(self, rows: Rows) -> None:
        from pilot_tui.pane.aiming import aim

        grid = self.focused_pane.grid
        with self.telling():
            fit = aim(grid.view, rows)
            self.settle(
                Step("block.paste", fit.aims, shown=True, before=lambda: grid.cover(fit.height, fit.width))
            )

    def action_fill(self) -> None:
        """The first row that is selected into the others; a single row is filled from the one above it."""
        from pilot_tui.pane.aiming import filling

        with self.telling():
            self.withhold("fill")
            self.settle(Step("block.fill", filling(self.focused_pane.grid.view)))

    @on(Grid.Cleared)
    def _clear(self, event: Grid.Cleared) -> None:
        from pilot_tui.pane.aiming import clearing

        with self.telling():
            self.settle(Step("block.clear", clearing(event.grid.view)))
        event.grid.accept()

    @on(Grid.Edited)
    def _enter_everywhere(self, event: Grid.Edited) -> None:
        """What was typed, into every cell that is selected."""
        if not event.everywhere:
            return
        from pilot_tui.pane.aiming import aim

        with self.telling(event.grid):
            aims = aim(event.grid.view, [[event.text]]).aims
            self.settle(Step("block.everywhere", aims, typed_in=event.grid))


async def _texts(block: Block) -> list[list[str]]:
    """The texts of a block, gathered in slices between which everything else goes on."""
    from pilot_tui.pane.block_text import text_of

    out: list[list[str]] = []
    for row in block.rows():
        out.append([text_of(slot) for slot in row])
        if not len(out) % _SLICE:
            await asyncio.sleep(0)
    return out
