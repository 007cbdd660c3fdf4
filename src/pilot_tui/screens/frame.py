"""What stands around the panes at a view, as lines. Nothing of Textual: the first paint draws it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pilot_tui.pane.view import View
from pilot_tui.safe import one_line
from pilot_tui.screens import bands
from pilot_tui.widgets.sheet import Run, Runs, Spot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook

_COUNTIES_WIDTH = {"zh": 32, "en": 33}
_COUNTRY = 100
"""Counties from which ranks and totals are longer: the list then has up to `_MORE` cells more."""
_MORE = 12
_SHARE = 4
"""Of so many cells more than the narrowest terminal with a list has, the list gets one."""
WIDE, BESIDE = 150, 38
"""Cells of the terminal from which there is a third column, and how many it takes."""
TABS = ("scorecard", "review", "milestones", "findings", "history", "setup", "rules")
FIRST_TAB = TABS[0]
ENTRY = "entry"
"""The tab of whoever fills something in: the first in a file handed out for that, else there when opened."""
NUMBERS = {name: at for at, name in enumerate((*TABS, ENTRY), 1)}
"""The digit each tab is reached by: it stays, wherever the tab stands."""


def first_tab(book: Workbook) -> str:
    """The tab the desk begins with."""
    handout = book.handout
    return ENTRY if handout is not None and (handout.county or handout.expert) else FIRST_TAB


def tabs_of(book: Workbook, opened: str) -> tuple[str, ...]:
    """The tabs from left to right."""
    if first_tab(book) == ENTRY:
        return (ENTRY, *TABS)
    return (*TABS, ENTRY) if opened == ENTRY else TABS


class Frame(NamedTuple):
    """Title, tabs and hairlines of the desk on a terminal `cells` wide."""

    book: Workbook
    view: View
    cells: int
    opened: str = FIRST_TAB
    """The name of the open tab."""
    zoomed: bool = False
    """Whether the open pane has the whole width."""
    found: Runs = ()
    """How many findings there are, beside their tab."""

    @property
    def narrow(self) -> bool:
        """Whether the counties are folded into the title."""
        return self.cells < bands.NARROW

    @property
    def wide(self) -> bool:
        """Whether there is room for the third column."""
        return self.cells >= WIDE and not self.zoomed

    @property
    def wall(self) -> int:
        """The cell the wall between counties and panes stands in; 0 when the counties are folded."""
        return 0 if self.narrow or self.zoomed else self.counties

    @property
    def counties(self) -> int:
        """How wide the list of counties is, where it stands."""
        usual = _COUNTIES_WIDTH[self.view.language]
        if not self.view.programme or len(self.book.pilot_ids(self.view.programme)) < _COUNTRY:
            return usual
        return usual + max(0, min(_MORE, (self.cells - bands.NARROW) // _SHARE))

    @property
    def walls(self) -> list[int]:
        """The cells the walls stand in."""
        beside = [self.cells - BESIDE - 1] if self.wide else []
        return [*([self.wall] if self.wall else []), *beside]

    @property
    def stage(self) -> int:
        """How wide the open pane is."""
        return self.cells - len(self.walls) - self.wall - (BESIDE if self.wide else 0)

    def room(self, height: int) -> int:
        """The lines of the panes on a terminal of that height."""
        return height - (7 if self.narrow else 8)  # title, head, hairline, explanation, footer

    def title(self, state: str, progress: str = "") -> tuple[Runs, Runs, list[Spot]]:
        """County or program, programme, year, state: left part, right part, where to click."""
        view, book = self.view, self.book
        programme = book.row("programme", view.programme) or {}
        county = book.row("county", view.county) or {}
        named = pick(programme, "short") or pick(programme, "name") or book.file_name
        told = bands.Title(
            county=one_line(pick(county, "name")),
            place=self._place() if programme else "",
            programme=one_line(named),
            year=view.year,
            state=state,
            progress=progress,
            illustrative=bool(programme) and book.invented(view.programme, view.county, view.year),
            everyone=view.everyone,
            alone=self.zoomed,
            viewer=self._viewer(),
        )
        return bands.title(told, self.cells)

    def head(self, place: str, looked_for: str = "") -> tuple[Sequence[Runs], list[Spot]]:
        """Counties' heading, tabs and the hairline below them; where to click.

        Args:
            place: Which lines of the table are in view; stands in the hairline.
            looked_for: What the table is narrowed to, in words; before the place.
        """
        names = [(name, say(f"{name}.title")) for name in tabs_of(self.book, self.opened)]
        room = self.cells - (bands.zoom_cells() if self.zoomed else 0)
        left, spots, mark = bands.tabs(
            names, self.opened, self._heading(), self.wall, room, {"findings": self.found}, NUMBERS
        )
        if self.zoomed:
            left, spots = bands.zoomed(left, spots)
        top = bands.hairline(self.cells, dict.fromkeys(self.walls, "┬"), mark, place, looked_for)
        above: list[Runs] = [] if self.narrow else [()]
        return [*above, left, top], [spot._replace(y=len(above)) for spot in spots]

    def sill(self, tally: str = "") -> Runs:
        """The hairline below the panes; at its right end what the figures under the cursor come to."""
        return bands.hairline(self.cells, dict.fromkeys(self.walls, "┴"), place=tally)

    def _viewer(self) -> str:
        """Who the file was handed out to, else as whom one looks, in words; empty for nobody."""
        if (handout := self.book.handout) is not None:
            return say(f"app.handed_{handout.role}", name=one_line(self.book.handed_to)).strip()
        code = self.view.viewer
        row = self.book.row("expert", f"{self.view.round}.{code}") if code else None
        name = one_line(pick(row or {}, "name") or code)
        return say("app.viewer", name=name) if code else ""

    def _place(self) -> str:
        league = self.book.league(self.view.programme, self.view.year)
        at = league.place(self.view.county)
        return "" if at is None else f"{at + 1}/{len(league)}"

    def _heading(self) -> Runs:
        count = len(self.book.pilot_ids(self.view.programme)) if self.view.programme else 0
        heading = [Run(say("counties.title"), "bold foreground"), Run(f" {count:,}", "faint")]
        if self.view.everyone:
            heading.append(Run(f"   {say('desk.all')}", "primary"))
        return tuple(heading)
