"""Entry: what a county, or an expert, has to fill in, from gap to gap, and the end of it."""

from __future__ import annotations

from textual.app import ComposeResult

from pilot_tui.cells import width
from pilot_tui.pane import Pane
from pilot_tui.pane.slots import Cells
from pilot_tui.panes.entry.lines import HOME, columns, lines
from pilot_tui.safe import one_line
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Listed, Run, Runs, Spot
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.duties import Duty, Section, blanks, completed, duty_of, sections


class EntryPane(Pane):
    """Every cell somebody is to fill in: what the file was handed out for, else of the county in view."""

    NAME, ORDER, HOME = "entry", 8, HOME
    FOOTER = ("edit.begin", "find.gap", "entry.complete", "book.undo")
    FOLLOWS = ("programme", "round", "county", "year", "viewer", "language", "revision", "found")

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._line = Spots(id="entry-line")
        self._begun: Duty | None = None

    def compose(self) -> ComposeResult:
        """How far it is, and the cells."""
        yield self._line
        yield self.grid

    @property
    def duty(self) -> Duty:
        """Whose cells are shown."""
        view = self.view
        return duty_of(self.book, view.programme, view.county, view.year, view.round)

    def draw(self) -> None:
        """Show what is to be filled in; the cursor begins at the first gap."""
        duty = self.duty
        found, given = sections(self.book, duty), columns(duty)
        self.grid.empty = Empty(say("entry.empty"), say("entry.empty_more"))
        self.put(Listed(given, lines(Cells(self.book, self.shape.added), self.book, duty, found, given)))
        self._draw_line(duty, found)
        if duty != self._begun and found:
            self._begun = duty
            first = next(iter(blanks(found)), found[0].entries[0])
            self.grid.move_to(first.cell.id, HOME)

    def room(self) -> object:
        """The line above is as long as there is room."""
        return self.grid.size.width

    def _draw_line(self, duty: Duty, found: list[Section]) -> None:
        """Whose, how much of it is there, and what ends it."""
        of = sum(len(one.entries) for one in found)
        left = sum(len(one.entries) - one.done for one in found)
        runs = [Run(f" {self._whose(duty)}", "bold foreground")]
        if found:
            counted = say("completing.counted", done=f"{of - left:,}", of=f"{of:,}", left=f"{left:,}")
            runs.append(Run(f"   {counted}", "warning" if left else "success"))
            if completed(self.book, duty):
                runs.append(Run(f"   ✓ {say('entry.completed')}", "success"))
            elif not left:
                runs.append(Run(f"   {say('entry.whole')}", "muted"))
        end: Runs = (Run("F10 ", "primary"), Run(f"{say('entry.complete')} ", "muted")) if found else ()
        self._line.set([tuple(runs)], [end])
        cells = self.grid.size.width or self.app.size.width
        size = sum(width(run.text) for run in end)
        self._line.aim([Spot(0, cells - size, cells, "complete")] if end else [])

    def _whose(self, duty: Duty) -> str:
        if not duty.expert:
            named = pick(self.book.row("county", duty.county) or {}, "name") or duty.county
            return f"{one_line(named)} {duty.year}"
        row = self.book.row("expert", f"{duty.rounds[0]}.{duty.expert}") or {}
        return " ".join((one_line(pick(row, "name") or duty.expert), *duty.rounds))


PANE = EntryPane
