"""Annual tasks: target, actual, completion against the time that has passed."""

from __future__ import annotations

from dataclasses import replace

from pilot_tui.model import Cell
from pilot_tui.pane import Pane
from pilot_tui.pane.slots import MARK
from pilot_tui.panes.milestones.groups import lines
from pilot_tui.report.explaining import Explanation, explain
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.layout import layout
from pilot_tui.widgets.sheet import Column, Listed, Run
from pilot_tui.words import say, spoken


class MilestonesPane(Pane):
    """The milestones of the county in view by area, or each task across all counties."""

    NAME, ORDER, HOME = "milestones", 3, "actual"

    def draw(self) -> None:
        """Show the view."""
        view = self.view
        keys = (
            Run("[ ]", "primary"),
            Run(say("key.year"), "muted"),
            Run("P", "primary"),
            Run(say("key.programme"), "muted"),
        )
        self.grid.empty = Empty(say("milestones.empty"), say("milestones.empty_more"), keys)
        found = self.book.tasks(view.programme, view.year, None if view.everyone else view.county)
        given = _scaled(_columns(), self.grid.size.width)
        self.grid.show(Listed(given, lines(self.book, given, found, everyone=view.everyone)))

    def room(self) -> object:
        """The scale over the bars is as wide as they are."""
        return self.grid.size.width

    def explain(self) -> Explanation | None:
        """The cell under the cursor, or the milestone where the cell is computed."""
        key, _ = self.grid.cursor
        return super().explain() or (explain(self.book, Cell("milestone", key, "actual")) if key else None)


def _scaled(columns: list[Column], cells: int) -> list[Column]:
    """The columns with `0 … 100` over the bar, as wide as it will be."""
    wide = next((placed.width for placed in layout(columns, cells) if placed.column.key == "bar"), 0)
    scale = f"0{'100':>{wide - 1}}" if wide > 4 else ""
    return [replace(column, title=scale) if column.key == "bar" else column for column in columns]


def _columns() -> list[Column]:
    chinese = spoken() == "zh"
    return [
        MARK,
        Column(
            "name", say("milestones.name"), 18 if chinese else 16, frozen=True, least=11, most=56, stop=False
        ),
        Column("target", say("milestones.target"), 9, "right"),
        Column("actual", say("milestones.actual"), 8, "right", gap=1, mark=True),
        Column("unit", say("milestones.unit"), 6, gap=0, stop=False, drop=1),
        Column("bar", "", 17, gap=1, stop=False, least=9, drop=2),
        Column("completion", say("milestones.completion"), 5, "right", gap=1, stop=False),
        Column("gap", say("milestones.gap"), 6, "right", gap=1, stop=False),
        Column("light", say("milestones.light"), 6 if chinese else 8, gap=2, stop=False),
    ]


PANE = MilestonesPane
