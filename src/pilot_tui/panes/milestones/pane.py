"""Annual tasks: target, actual, completion against the time that has passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic

from textual.message import Message

from pilot_tui.errors import RowsFixed
from pilot_tui.model import Cell
from pilot_tui.pane.fresh import Fresh
from pilot_tui.pane.sheets import Sheeted
from pilot_tui.pane.slots import Cells
from pilot_tui.pane.wanted import Steps, Wanted
from pilot_tui.panes.milestones import listing
from pilot_tui.panes.milestones.adding import fresh_row, milestone_of, table_of
from pilot_tui.panes.milestones.columns import columns, scaled
from pilot_tui.panes.milestones.facts import FactsSheet
from pilot_tui.panes.milestones.found import Found, Sorted, order
from pilot_tui.panes.milestones.long import BEYOND, Long
from pilot_tui.panes.milestones.matrix import MatrixSheet
from pilot_tui.panes.milestones.opened import Opened
from pilot_tui.panes.milestones.rectifying import RectifyingSheet
from pilot_tui.panes.milestones.told_lines import told_lines
from pilot_tui.report.explaining import Explanation, explain
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Column, Run
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.outline import Outline
from pilot_tui.workbook.sifting import Sifted
from pilot_tui.workbook.tasks import TaskLine

_DEBOUNCE_SECONDS = 0.08
"""How long a filter waits for the next key."""
_TOLD_SECONDS = 0.1
"""How often a list that is being counted is shown anew."""


class MilestonesPane(Sheeted):
    """The milestones of the county in view by area, or each task across all counties; ledgers beside it."""

    NAME, ORDER, HOME = "milestones", 3, "actual"
    FOOTER = ("edit.begin", "row.add", "task.reports", "task.curve", "kind.previous", "book.undo")
    OWN, SHEETS = "tasks", (RectifyingSheet, MatrixSheet, FactsSheet)

    @dataclass
    class Counted(Message):
        """A long list is counted, or a part of it."""

        outline: Outline

    @dataclass
    class Answered(Message):
        """What is looked for in a long list is found, or a part of it."""

        sifted: Sifted

    @dataclass
    class Ordered(Message):
        """The rows of a task are in the order asked for."""

        asked: Sorted
        ids: Sequence[str]

    _outline: Outline | None = None
    """The list of all counties, where it is long."""
    _counting: tuple[str, int] | None = None
    """The programme and the year that are being counted."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._found = Found(self._sift, self._order)
        self._sought: tuple[object, str] | None = None
        self._opened: set[str] = set()

    @property
    def _given(self) -> list[Column]:
        return scaled(columns(), self.grid.size.width)

    def several(self) -> bool:
        """Whether the programme has industries or rectification items."""
        return self.book.has_ledgers(self.view.programme)

    def draw_own(self) -> None:
        """Show the view."""
        view = self.view
        keys = (
            Run("[ ]", "primary"),
            Run(say("key.year"), "muted"),
            Run("P", "primary"),
            Run(say("key.programme"), "muted"),
        )
        self.grid.empty = Empty(say("milestones.empty"), say("milestones.empty_more"), keys)
        if view.everyone and self.book.any_task(view.programme, view.year, BEYOND):
            self._draw_long()
            return
        self._outline = None
        asked = view.programme, view.year, None if view.everyone else view.county
        held = not self.book.any_task(view.programme, view.year, listing.HELD, asked[-1])
        found = self.book.tasks(*asked) if held else self.book.each_task(*asked)
        draw = partial(listing.listed, added=self.shape.added, opened=self._opened, held=held)
        self.put(draw(self.book, self._given, found, everyone=view.everyone))

    def _draw_long(self) -> None:
        """Show the outline that is kept, or count one; what stood here before stays until there are rows."""
        outline, view = self._outline, self.view
        if outline is not None and (outline.programme, outline.year) != (view.programme, view.year):
            outline = None
        if outline is not None and outline.whole:
            outline = self.book.followed(outline)
        self._outline = outline
        if outline is not None:
            self.put(self._with_reports(Long(self.book, self._given, outline, self._found)))
        asked = (view.programme, view.year)
        if (outline is None or not outline.whole) and self._counting != asked:
            self._counting = asked
            self._ask("outline", partial(self._count, *asked), lambda _: None, self._uncounted)

    def _with_reports(self, listed: Long) -> Long | Opened:
        """A long list with the reports of the tasks that are opened."""
        known = [one for id in self._opened if (one := self.book.row("milestone", id)) is not None]
        if not known:
            return listed
        cells = Cells(self.book, self.shape.added)
        tasks = [self.book.task_of(row) for row in known]
        below = {str(one.row["id"]): told_lines(self.book, self._given, cells, one) for one in tasks}
        return Opened(listed, below)

    @property
    def task_here(self) -> str:
        """The id of the task under the cursor, or that the row under it is a part of; empty for none."""
        key = milestone_of(self.book, self.grid.cursor[0]) if self.sheet is None else ""
        return key if key and self.book.row("milestone", key) is not None else ""

    def tasks_here(self) -> list[TaskLine]:
        """The tasks in view, where they are few enough to be read."""
        view = self.view
        if self._outline is not None or self.sheet is not None or not view.programme:
            return []
        return self.book.tasks(view.programme, view.year, None if view.everyone else view.county)

    def fold_reports(self) -> bool:
        """Show what was reported of the task under the cursor, or fold it; False where there is no task."""
        key = self.task_here
        if not key:
            return False
        self.open_reports(key, key not in self._opened)
        self.grid.move_to(key)
        return True

    def open_reports(self, milestone: str, opened: bool) -> None:
        """Show the reports of a task, or fold them."""
        (self._opened.add if opened else self._opened.discard)(milestone)
        self._drawn = None
        self.look()

    def reach(self, key: str, column: str = "") -> bool:
        """As everywhere; a report is unfolded first."""
        if table_of(self.book, key) == "progress" and self.source.find(key) is None:
            self.open_reports(milestone_of(self.book, key), opened=True)
        return super().reach(key, column)

    def _ask(
        self,
        what: str,
        job: Callable[[Steps], object],
        then: Callable[[object], None] = lambda _: None,
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        self.post_message(Wanted((self.NAME, what), f"milestones.working_{what}", job, then, given_up))

    def _count(self, programme: str, year: int, work: Steps) -> None:
        """In a thread: the outline, told as it grows."""
        told = 0.0
        for outline in work.book.outline(programme, year):
            work.step(sum(block.count for block in outline.blocks))
            if outline.whole or (outline.blocks and monotonic() > told + _TOLD_SECONDS):
                told = monotonic()
                self.post_message(self.Counted(outline))

    def _uncounted(self) -> None:
        """It was given up: the next look counts anew."""
        self._counting = None

    def on_milestones_pane_counted(self, event: Counted) -> None:
        """More rows are known."""
        outline, view = event.outline, self.view
        if view.everyone and (outline.programme, outline.year) == (view.programme, view.year):
            self._outline = outline
            if outline.whole:
                self._counting = None
            if self.sheet is None:
                self._draw_long()

    def reshape(self, shape: Shape) -> None:
        """Show the same in another shape; what is sorted again is sorted anew."""
        if shape.sort != self.shape.sort:
            self._found.forget_orders()
        super().reshape(shape)

    def _sift(self, outline: Outline, wanted: str) -> None:
        """Have it looked for in a thread, once; what was looked for before is given up."""
        if self._sought != (outline.blocks, wanted):
            self._sought = (outline.blocks, wanted)
            self.book.spelling("")  # reads the counties here, not in the thread
            self._ask("sift", partial(self._look_for, outline, wanted), given_up=self._unsought)

    def _unsought(self) -> None:
        """It was given up: the next look asks again."""
        self._sought = None

    def _look_for(self, outline: Outline, wanted: str, work: Steps) -> None:
        """In a thread: what answers, told as it grows; a word typed on is waited for."""
        work.rest(_DEBOUNCE_SECONDS)
        told = 0.0
        for sifted in work.book.sifted(outline, wanted, self.book.spelling):
            work.step(sifted.gone_through, 2 * len(outline.blocks))
            if sifted.whole or (sifted.parts and monotonic() > told + _TOLD_SECONDS):
                told = monotonic()
                self.post_message(self.Answered(sifted))

    def on_milestones_pane_answered(self, event: Answered) -> None:
        """More answers: shown if they are still to the question."""
        if event.sifted.wanted == self.shape.wanted:
            self._found.sifted = event.sifted
            self._show()

    def _order(self) -> None:
        """Have the rows that are asked for put in order in a thread."""
        self.book.spelling("")
        job = partial(self._put_in_order, self._given, [*self._found.waiting][::-1])
        self._ask("order", job, given_up=self._found.waiting.clear)

    def _put_in_order(self, columns: Sequence[Column], waiting: Sequence[Sorted], work: Steps) -> None:
        """In a thread: what was asked for last comes first."""
        for asked in waiting:
            self.post_message(self.Ordered(asked, order(work, columns, asked, self.book.spelling)))

    def on_milestones_pane_ordered(self, event: Ordered) -> None:
        """Some rows are in order."""
        if event.asked in self._found.waiting:
            self._found.keep(event.asked, event.ids)
            self._show()

    def room(self) -> object:
        """The scale over the bars is as wide as they are."""
        return self.grid.size.width

    def fresh_own(self) -> Fresh:
        """An item where there are items, else a task of the area the cursor is in."""
        if not self.view.county:
            raise RowsFixed(why=say("milestones.needs_county"))
        return fresh_row(self.book, self.view, self.grid.cursor[0], self._opened)

    def row_own(self) -> tuple[str, str]:
        """The task or the item under the cursor."""
        key = self.grid.cursor[0]
        if not (table := table_of(self.book, key)):
            return super().row_own()
        return table, key

    def locked_own(self, key: str, column: str) -> str:
        """What is computed follows from others; a county's name stands with it; a checklist is counted."""
        if any(one.key == column and one.computed for one in self._given):
            return say("milestones.derived")
        if table_of(self.book, key) == "progress":
            return say("milestones.dated")
        if column == "actual" and self.book.row("progress", key) is None and self._summed(key):
            return say("milestones.summed")
        return say("milestones.named") if column == "name" else super().locked_own(key, column)

    def _summed(self, key: str) -> bool:
        row = self.book.row("milestone", key)
        return row is not None and self.book.task_of(row).standing is not None

    def explain(self) -> Explanation | None:
        """The cell under the cursor, or the milestone where the cell is computed."""
        key, _ = self.grid.cursor
        own = key and self.sheet is None
        return super().explain() or (explain(self.book, Cell("milestone", key, "actual")) if own else None)


PANE = MilestonesPane
