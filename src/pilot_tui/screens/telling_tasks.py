"""The verbs of tasks: their reports, their curves, who is responsible for them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding

from pilot_tui.model import Rule
from pilot_tui.pane import Pane
from pilot_tui.safe import one_line
from pilot_tui.screens.shaping import ShapingTables
from pilot_tui.widgets.answering import OWNER
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say, spoken
from pilot_tui.workbook.tasks import TaskLine

if TYPE_CHECKING:
    from pilot_tui.workbook.owners import Owned

_OF_TASKS = ("fold_reports", "curve", "pick_owner")


@runtime_checkable
class Tasks(Protocol):
    """A pane that lists tasks."""

    @property
    def task_here(self) -> str:
        """The id of the task under the cursor, or that the row under it is a part of; empty for none."""

    def fold_reports(self) -> bool:
        """Show what was reported of the task under the cursor, or fold it; False where there is no task."""

    def tasks_here(self) -> list[TaskLine]:
        """The tasks in view, where they are few enough to be read."""


class TellingTasks(ShapingTables):
    """Reports and curves, where there are tasks."""

    VERBS: ClassVar[list[Binding]] = [
        *ShapingTables.VERBS,
        verb("task.reports", "r,f5", "fold_reports"),
        verb("task.curve", "t", "curve"),
        verb("owner.pick", "O", "pick_owner"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """They are there where there are tasks."""
        there = action not in _OF_TASKS or (self.is_mounted and isinstance(self.pane, Tasks))
        return there and super().check_action(action, parameters)

    def action_fold_reports(self) -> None:
        """What was reported of the task under the cursor, or the task alone."""
        pane = self.pane
        if isinstance(pane, Tasks):
            self.set_focus(pane.grid)
            if not pane.fold_reports():
                self.tell_key("desk.no_task")
            self.frame_footer()

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

    def action_pick_owner(self) -> None:
        """Everybody who is responsible, with their tasks and their share; choosing one filters by them."""
        from pilot_tui.workbook.owners import by_owner

        pane = self.pane
        found = pane.tasks_here() if isinstance(pane, Tasks) else []
        rule = self.book.rule(self.view.programme) if self.view.programme else Rule()
        given = [_named(one) for one in by_owner(found, rule) if one.owner.key]
        if not given:
            self.tell_key("desk.no_owners")
            return
        pick = partial(self._filter_by, pane)
        self._pick(say("desk.pick_owner"), given, pick)

    def _filter_by(self, pane: Pane, name: str) -> None:
        self.reshape(pane, replace(pane.shape, wanted=f"{OWNER}{name}"))
        self.frame()


def _named(one: Owned) -> Named:
    """An owner as it is chosen: name, tasks, how many are on schedule of those due."""
    owner, share = one.owner, one.share
    shown = (owner.zh if spoken() == "zh" else owner.en) or owner.zh or owner.en
    light = LIGHTS[share.light][0]
    said = say("desk.owner", tasks=one.tasks, on=share.on_schedule, due=share.due, light=light)
    return Named(shown, f"{one_line(shown)}   {said}", [owner.zh, owner.en])
