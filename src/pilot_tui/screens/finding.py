"""The verbs that find something: a cell by its address or name, gaps, findings; and room to see it in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.errors import NoCell
from pilot_tui.model import Cell
from pilot_tui.safe import one_line
from pilot_tui.screens.jumping import Jumping
from pilot_tui.widgets.field import Asked, Field
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import text

if TYPE_CHECKING:
    from pilot_tui.widgets.walking import Found

_MOST = 60
"""Counties looked through in one step."""


class Finding(Jumping):
    """Where what one looks for stands."""

    VERBS: ClassVar[list[Binding]] = [
        *Jumping.VERBS,
        verb("find.go_to", "ctrl+g", "ask_where"),
        verb("find.gap", "n", "seek('gap', 1)"),
        verb("find.gap_before", "N", "seek('gap', -1)"),
        verb("find.finding", "f", "seek('finding', 1)"),
        verb("find.finding_before", "F", "seek('finding', -1)"),
        verb("pane.zoom", "z", "zoom"),
    ]

    # By address or name.

    def action_ask_where(self) -> None:
        """Ask for an address or for names, and go there."""
        asked = Asked(say("find.prompt"), say("find.hint"), self._go_where)
        self.query_one(Field).ask(self.focused_pane.grid, asked)

    async def _go_where(self, wanted: str) -> None:
        wanted = wanted.strip()
        with self.telling():
            if wanted.count("/") >= 2:
                await self._go_to_address(wanted)
            elif wanted:
                await self._go_to_named(wanted)

    async def _go_to_address(self, wanted: str) -> None:
        cell = Cell.parse(wanted)
        if self.book.row_or_key(cell) is None:
            raise NoCell(address=one_line(wanted))
        if not await self.go_to(cell):
            self.tell_key("find.not_shown", address=one_line(wanted))

    async def _go_to_named(self, wanted: str) -> None:
        from pilot_tui.screens.looking_up import Names

        names = Names(self.book, self.view)
        place = names.place(wanted)
        if place is None and (texts := self.book.spelling.unknown(names.texts())):
            await asyncio.to_thread(self.book.spelling.learn, texts)
            place = names.place(wanted)
        if place is None:
            self.tell_key("find.nowhere", wanted=one_line(wanted))
            return
        self.look(county=place.county, year=place.year)
        if place.tab:
            await self.action_pane(place.tab)
            self.pane.reach(place.key)

    # The next one.

    def action_seek(self, what: str, by: int) -> None:
        """The next gap or finding, the one before; past the end in the next county, then from the top."""
        from pilot_tui.widgets.walking import is_finding, is_gap, next_cell

        pane = self.pane
        wanted = is_finding if what == "finding" else lambda slot: is_gap(slot) and not pane.grid.shut(slot)
        self.set_focus(pane.grid)
        if (found := next_cell(pane.grid.view, wanted, by)) is not None:
            self._stand(found)
            return
        here, cursor = self.view.county, pane.grid.cursor
        counties = self._others(by)
        for county in counties[:_MOST]:
            self.look(county=county)
            if (found := next_cell(pane.grid.view, wanted, by, edge=True)) is not None:
                self._stand(found)
                named = one_line(pick(self.book.row("county", county) or {}, "name"))
                self.tell_key("find.next_county" if county != here else "find.round_again", county=named)
                return
        if len(counties) > _MOST:
            self.tell_key("find.not_yet", count=_MOST)
            return
        self.look(county=here)
        pane.grid.move_to(*cursor)
        self.tell_key(f"find.no_{what}")

    def _stand(self, found: Found) -> None:
        grid = self.pane.grid
        grid.roam(lambda: grid.view.go(found.row, found.column))

    def _others(self, by: int) -> list[str]:
        """The counties after the one in view, by rank, that one last; only that one where all are shown."""
        view = self.view
        order = [text(one.county, "id") for one in self.book.standings(view.programme, view.year)][::by]
        if not self.pane.of_one_county or view.county not in order:
            return [view.county]
        at = order.index(view.county) + 1
        return [*order[at:], *order[:at]]

    # Room.

    def action_zoom(self) -> None:
        """The open pane alone; or the others beside it again."""
        if self.around.narrow and not self.zoomed:
            self.tell_key("desk.whole_width")
            return
        self.zoomed = not self.zoomed
        self.set_class(self.zoomed, "-zoomed")
        self.set_focus(self.pane.grid)
        self.call_after_refresh(self.frame)
