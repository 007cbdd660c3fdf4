"""The verbs that move the view: panes, years, counties, programmes, language."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from pilot_tui.colours import COLOURS
from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.panes import pane as pane_class
from pilot_tui.places import prefer
from pilot_tui.report.naming import home_of
from pilot_tui.screens.entering import Kinds
from pilot_tui.screens.frame import NUMBERS, tabs_of
from pilot_tui.screens.start import view_of
from pilot_tui.screens.summing import Summing
from pilot_tui.signs import FULL, PLAIN
from pilot_tui.widgets.signing import Signing
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import speak, spoken


class Steering(Summing):
    """Where the desk looks."""

    VERBS: ClassVar[list[Binding]] = [
        *Summing.VERBS,
        replace(verb("year.previous", "[", "year(-1)", show=True), key_display="[ ]"),
        verb("year.next", "]", "year(1)"),
        verb("county.pick", "p", "pick_county", show=True),
        verb("county.everyone", "a", "everyone", show=True),
        verb("app.help", "?,f1", "help", show=True),
        verb("pane.next", "f6,.", "turn(1)", show=True),
        verb("book.summary", "x", "summary", show=True),
        verb("programme.pick", "P", "pick_programme", show=True),
        verb("app.language", "f9", "language", show=True),
        verb("app.quit", "q", "quit", show=True),
        verb("app.palette", "ctrl+p", "palette", show=True),
        verb("book.explain", "=", "explain"),
        verb("pane.previous", "shift+f6,comma", "turn(-1)"),
        verb("pane.counties", "g+0", "pane('counties')"),
        *(verb(f"pane.{name}", f"g+{at},alt+{at}", f"pane('{name}')") for name, at in NUMBERS.items()),
        verb("county.next", "J,ctrl+down", "county(1)"),
        verb("county.previous", "K,ctrl+up", "county(-1)"),
        verb("round.pick", "R", "pick_round"),
        verb("viewer.pick", "E", "pick_viewer"),
        verb("app.theme", "f8", "theme"),
        verb("app.signs", "f7", "signs"),
    ]

    async def action_pane(self, name: str) -> None:
        """Open a tab, or go to the counties: where they are folded, to the choice of them."""
        if name == "counties":
            if self.counties.display:
                self.set_focus(self.counties.grid)
            else:
                self.action_pick_county()
            return
        if name != self.opened:
            await self._made(name)
            self.pane.display = False
            self.opened = name
            self.pane.display = True
            self.pane.look()
        self.set_focus(self.pane.grid)  # at once: the next key may be here already
        self.call_after_refresh(self.frame)

    async def _made(self, name: str) -> None:
        """Make the pane when it is first opened; until it is there, the other one is the open one."""
        if not self.query(f"#{name}"):
            fresh = pane_class(name)(self.book)
            fresh.display = False
            fresh.set_reactive(Pane.view, self.view)
            await self.query_one("#stage").mount(fresh)

    async def action_turn(self, by: int) -> None:
        """The next pane, or the one before."""
        counties = ("counties",) if self.counties.display else ()
        around = [*tabs_of(self.book, self.opened), *counties]
        here = "counties" if self.focused_pane is self.counties else self.opened
        await self.action_pane(around[(around.index(here) + by) % len(around)])

    def action_year(self, by: int) -> None:
        """The next year of the programme, or the one before."""
        years = self.book.years(self.view.programme) if self.view.programme else []
        at = years.index(self.view.year) + by if self.view.year in years else len(years)
        if 0 <= at < len(years):
            self.look(year=years[at])
        else:
            self.tell_key("desk.last_year")

    def action_county(self, by: int) -> None:
        """The next county in the list, or the one before."""
        if self.view.programme:
            league = self.book.league(self.view.programme, self.view.year)
            at = league.place(self.view.county) or 0
            self.look(county=league.order[(at + by) % len(league)] if len(league) else "")

    def action_everyone(self) -> None:
        """One county, or all of them."""
        self.look(everyone=not self.view.everyone)

    def action_language(self) -> None:
        """The other language, at once and from now on."""
        speak("en" if spoken() == "zh" else "zh")
        prefer("language", spoken())
        self.look()

    def action_theme(self) -> None:
        """The next theme."""
        names = list(COLOURS)
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
        prefer("theme", self.app.theme)

    def action_signs(self) -> None:
        """ASCII for the signs that some terminals draw two cells wide, or the signs again."""
        app = self.app
        assert isinstance(app, Signing), "the app draws the signs"
        chosen = FULL if app.plain_signs else PLAIN
        app.choose_signs(chosen)
        self.tell_key(f"signs.{chosen}")

    def action_quit(self) -> None:
        """Leave; everything is saved already."""
        self.app.exit()

    async def visit(self, cell: Cell) -> None:
        """To a cell, or the reason why it is nowhere to be seen."""
        if not await self.go_to(cell):
            self.tell_key("desk.nowhere", address=cell)

    async def go_to(self, cell: Cell) -> bool:
        """To a cell, wherever on the desk it is shown; False where it is nowhere."""
        tab, key, column, changed = home_of(self.book, cell)
        if not tab:
            return False
        self.look(**self._at_home(changed))
        await self.action_pane(tab)
        if isinstance(self.pane, Kinds):
            self.pane.show_kind(cell.table)
        return self.pane.reach(key, column)

    def _at_home(self, changed: dict[str, object]) -> dict[str, object]:
        """What is to be looked at; in another programme than that in view with a round and a county of it."""
        programme = str(changed.get("programme") or "")
        if not programme or programme == self.view.programme:
            return changed
        there = view_of(self.book, programme, self.view)
        return {"round": there.round, "county": there.county, "year": there.year, **changed}
