"""The verbs that move the view: panes, years, counties, programmes, language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.pane import Pane, View
from pilot_tui.panes import pane as pane_class
from pilot_tui.places import prefer
from pilot_tui.report.naming import home_of
from pilot_tui.safe import one_line
from pilot_tui.screens.framing import TABS
from pilot_tui.screens.saving import Saving
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import pick, say, speak, spoken
from pilot_tui.workbook.rows import text

if TYPE_CHECKING:
    from pilot_tui.panes.history.pane import HistoryPane

Choice = tuple[str, str, list[str]]
"""What is chosen, how it is shown, and what else it answers to."""
_ROUND = (*TABS, "counties")


class Steering(Saving):
    """Where the desk looks."""

    VERBS: ClassVar[list[Binding]] = [
        *Saving.VERBS,
        replace(verb("year.previous", "[", "year(-1)", show=True), key_display="[ ]"),
        verb("year.next", "]", "year(1)"),
        verb("county.pick", "p", "pick_county", show=True),
        verb("county.everyone", "a", "everyone", show=True),
        verb("pane.next", "f6,.", "turn(1)", show=True),
        verb("book.summary", "x", "summary", show=True),
        verb("app.help", "?,f1", "help", show=True),
        verb("programme.pick", "P", "pick_programme", show=True),
        verb("app.language", "f9", "language", show=True),
        verb("app.quit", "q", "quit", show=True),
        verb("app.palette", "ctrl+p", "palette", show=True),
        verb("book.explain", "=", "explain"),
        verb("pane.previous", "shift+f6,comma", "turn(-1)"),
        verb("pane.counties", "g+0", "pane('counties')"),
        *(verb(f"pane.{name}", f"g+{at},alt+{at}", f"pane('{name}')") for at, name in enumerate(TABS, 1)),
        verb("county.next", "J,ctrl+down", "county(1)"),
        verb("county.previous", "K,ctrl+up", "county(-1)"),
        verb("round.pick", "R", "pick_round"),
        verb("app.theme", "f8", "theme"),
    ]

    def view_of(self, programme: str) -> View:
        """Where to start in a programme: its best county, latest year with actuals, last round."""
        year, rounds = self.book.year(programme), self.book.rounds(programme)
        counties = [text(one.county, "id") for one in self.book.standings(programme, year)]
        county = self.view.county if self.view.county in counties else next(iter(counties), "")
        return View(
            programme=programme,
            round=str(rounds[-1]["id"]) if rounds else "",
            county=county,
            everyone=self.view.everyone,
            year=year,
            language=spoken(),
            revision=self.book.revision,
        )

    async def action_pane(self, name: str) -> None:
        """Open a tab, or go to the counties."""
        if name == "counties":
            (self.counties if self.counties.display else self.pane).grid.focus()
            return
        if name != self.opened:
            self.pane.display = False
            self.opened = name
            await self._made(name)
            self.pane.display = True
            self.pane.look()
        self.pane.grid.focus()
        self.call_after_refresh(self.frame)

    async def _made(self, name: str) -> None:
        """Make the pane when it is first opened."""
        if not self.query(f"#{name}"):
            fresh = pane_class(name)(self.book)
            fresh.set_reactive(Pane.view, self.view)
            await self.query_one("#stage").mount(fresh)

    async def action_turn(self, by: int) -> None:
        """The next pane, or the one before."""
        around = [name for name in _ROUND if name != "counties" or self.counties.display]
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
        order = [text(one.county, "id") for one in self.book.standings(self.view.programme, self.view.year)]
        if order:
            at = order.index(self.view.county) if self.view.county in order else 0
            self.look(county=order[(at + by) % len(order)])

    def action_everyone(self) -> None:
        """One county, or all of them."""
        self.look(everyone=not self.view.everyone)

    def action_pick_county(self) -> None:
        """Choose a county by name, pinyin or initials."""
        given = [
            (
                text(county, "id"),
                one_line(pick(county, "name")),
                [text(county, name) for name in _COUNTY_NAMES],
            )
            for _, county in self.book.pilots(self.view.programme)
        ]
        self._pick(say("desk.pick_county"), given, lambda id: self.look(county=id))

    def action_pick_programme(self) -> None:
        """Choose a programme."""
        given = [
            (
                str(row["id"]),
                f"{row['id']}  {one_line(pick(row, 'name'))}",
                [text(row, name) for name in _NAMES],
            )
            for row in self.book.programmes()
        ]
        self._pick(say("desk.pick_programme"), given, self._go_to_programme)

    def _go_to_programme(self, id: str) -> None:
        self.view = self.view_of(id)
        self.frame()

    def action_pick_round(self) -> None:
        """Choose a review round."""
        rounds = self.book.rounds(self.view.programme) if self.view.programme else []
        if len(rounds) < 2:
            self.tell_key("desk.one_round")
            return
        given = [
            (str(row["id"]), f"{row['id']}  {one_line(pick(row, 'name'))}", [text(row, "name_zh")])
            for row in rounds
        ]
        self._pick(say("desk.pick_round"), given, lambda id: self.look(round=id))

    def action_language(self) -> None:
        """The other language, at once and from now on."""
        speak("en" if spoken() == "zh" else "zh")
        prefer("language", spoken())
        self.look()

    def action_theme(self) -> None:
        """Dark or light."""
        self.app.theme = "paper" if self.app.theme == "ink" else "ink"
        prefer("theme", self.app.theme)

    def action_help(self) -> None:
        """Every verb with its keys, to be searched and run."""
        given = [(action, f"{word}", [key]) for key, word, action in self.verbs(shown=False)]
        self._pick(say("desk.help"), given, self._run)

    def _run(self, action: str) -> None:
        self.call_later(self.run_action, action)

    def _pick(self, title: str, given: Sequence[Choice], then: Callable[[str], None]) -> None:
        from pilot_tui.screens.choose import Choose

        def chosen(id: str | None) -> None:
            if id is not None:
                then(id)

        self.app.push_screen(Choose(title, given), chosen)

    def action_palette(self) -> None:
        """The command palette."""
        from textual.command import CommandPalette

        self.app.push_screen(CommandPalette())

    def action_summary(self) -> None:
        """Write the summary of the programme's year as a page beside the file."""
        from pilot_tui.exchange.whole_file import write_whole
        from pilot_tui.report.summary import write_summary

        view = self.view
        with self.telling():
            page = write_summary(
                self.book, view.programme, view.year, form="html", county="", width=None, official=False
            )
            path = self.book.store.path.with_name(f"{view.programme}-{view.year}.html")
            write_whole(path, page)
            self.tell_key("desk.written", path=path)

    def action_explain(self) -> None:
        """The whole explanation of the number under the cursor."""
        said = self.focused_pane.explain()
        if said is None:
            self.tell_key("desk.nothing_here")
            return
        from pilot_tui.screens.explanation import Whole

        self.app.push_screen(Whole(said))

    def action_quit(self) -> None:
        """Leave; everything is saved already."""
        self.app.exit()

    async def go_to(self, pane: HistoryPane.Jump) -> None:
        """To the cell a change was made in."""
        tab, key, column, changed = home_of(self.book, pane.cell)
        if tab:
            self.look(**changed)
            await self.action_pane(tab)
            self.pane.grid.move_to(key, column)


_NAMES = ("name_zh", "name_en", "short_zh", "short_en")
_COUNTY_NAMES = (*_NAMES, "pinyin", "initials")
