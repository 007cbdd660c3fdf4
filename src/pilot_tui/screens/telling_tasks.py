"""The verbs of a task over time: its reports, its curve."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from textual.binding import Binding

from pilot_tui.screens.entering import Entering
from pilot_tui.widgets.verbs import verb


@runtime_checkable
class Tasks(Protocol):
    """A pane that lists tasks."""

    @property
    def task_here(self) -> str:
        """The id of the task under the cursor, or that the row under it is a part of; empty for none."""

    def fold_reports(self) -> bool:
        """Show what was reported of the task under the cursor, or fold it; False where there is no task."""


class TellingTasks(Entering):
    """Reports and curves, where there are tasks."""

    VERBS: ClassVar[list[Binding]] = [
        *Entering.VERBS,
        verb("task.reports", "r,f5", "fold_reports"),
        verb("task.curve", "t", "curve"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """They are there where there are tasks."""
        there = action not in ("fold_reports", "curve") or (self.is_mounted and isinstance(self.pane, Tasks))
        return there and super().check_action(action, parameters)

    def action_fold_reports(self) -> None:
        """What was reported of the task under the cursor, or the task alone."""
        pane = self.pane
        if isinstance(pane, Tasks):
            self.set_focus(pane.grid)
            if not pane.fold_reports():
                self.tell_key("desk.no_task")

    def action_curve(self) -> None:
        """The curve of the task under the cursor, on a page of its own."""
        pane = self.pane
        id = pane.task_here if isinstance(pane, Tasks) else ""
        if not id:
            self.tell_key("desk.no_curve")
            return
        from pilot_tui.screens.curve import CurvePage
        from pilot_tui.screens.curve_lines import curve_of

        one = self.book.task(id)
        found = curve_of(self.book, one)
        if found is None:
            self.tell_key("desk.no_curve")
        else:
            self.app.push_screen(CurvePage(self.book, one, found))
