"""The milestones of a county, or of all where they are few: a list of lines drawn as they come into view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.milestones.groups import Group, group_heading, heading_key, name_in, title, total
from pilot_tui.panes.milestones.in_view import InView, Later
from pilot_tui.panes.milestones.rows import item_line, task_line
from pilot_tui.panes.milestones.told_lines import told_lines
from pilot_tui.widgets.sheet import Column, Line
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.tasks import TaskLine

HELD = 256
"""Milestones up to which all that is known of them is held while they are shown."""
_TOGETHER, _SLICES = 32, 4
"""Of more, so many are read together when they come into view, and so many such slices are kept."""


Task = Callable[[], TaskLine | None]
"""Gets a milestone; None when it went meanwhile."""


class _One(NamedTuple):
    """A milestone of the list."""

    id: str
    items: tuple[str, ...]
    """The ids of its checklist."""
    task: TaskLine | None
    """None where there are too many to be held."""


class _Again:
    """Milestones read again as they come into view."""

    def __init__(self, book: Workbook, ids: Sequence[str]) -> None:
        self._book, self._ids = book, ids
        self._slices: Lately[int, dict[str, TaskLine]] = Lately(_SLICES)

    def task(self, nth: int) -> TaskLine | None:
        """The milestone at `nth`; None when it went meanwhile."""
        slice = nth // _TOGETHER
        return self._slices.keep(slice, lambda: self._slice(slice * _TOGETHER)).get(self._ids[nth])

    def later(self, nth: int, held: TaskLine | None) -> Task:
        """Where the milestone at `nth` is got, if it is not held."""
        return partial(self.task, nth) if held is None else partial(_same, held)

    def _slice(self, at: int) -> dict[str, TaskLine]:
        rows = self._book.some("milestone", self._ids[at : at + _TOGETHER])
        return dict(zip(rows, self._book.tasks_of([*rows.values()]), strict=True))


def listed(
    book: Workbook,
    columns: Sequence[Column],
    found: Iterable[TaskLine],
    *,
    everyone: bool,
    added: frozenset[str] = frozenset(),
    opened: Collection[str] = (),
    held: bool = True,
) -> InView:
    """Every group with its heading, with the columns that were brought in; checklists with their items.

    Below the tasks whose ids are in `opened` stands what was reported of them. The milestones are gone
    through once; where they are not `held`, they are read again when they come into view.
    """
    groups: dict[str, Group] = {}
    members: dict[str, list[_One]] = {}
    lights: Counter[str] = Counter()
    for one in found:
        head = title(one.row, everyone=everyone)
        groups.setdefault(head, Group(head)).take(one)
        members.setdefault(head, []).append(_one(one, held=held))
        lights[one.progress.light] += 1
    again = _Again(book, [each.id for theirs in members.values() for each in theirs])
    draw, nth = _Draw(book, columns, Cells(book, added), everyone), count()
    made: list[Later] = []
    for head, theirs in members.items():
        made.append(draw.heading(theirs[0].id, groups[head]))
        for each in theirs:
            made += draw.lines(each, again.later(next(nth), each.task), told=each.id in opened)
    return InView(columns, made, total(lights))


def _one(one: TaskLine, *, held: bool) -> _One:
    items = tuple(str(item["id"]) for item in one.items)
    return _One(str(one.row["id"]), items, one if held else None)


def _same(one: TaskLine) -> TaskLine:
    return one


class _Draw(NamedTuple):
    """How lines are drawn."""

    book: Workbook
    columns: Sequence[Column]
    cells: Cells
    everyone: bool

    def heading(self, first: str, group: Group) -> Later:
        """The heading of a group whose first milestone has that id."""
        draw = partial(group_heading, self.columns, first, group, self.everyone)
        return Later(heading_key(first), draw, "group")

    def lines(self, one: _One, task: Task, *, told: bool) -> Iterator[Later]:
        """A milestone with its items, and with what was reported of it."""
        yield Later(one.id, partial(self.task, one.id, task, told=told))
        for nth, item in enumerate(one.items):
            yield Later(item, partial(self.item, item, task, nth))
        known = task() if told else None
        for each in told_lines(self.book, self.columns, self.cells, known) if known else ():
            yield Later(each.key, partial(_drawn, each), each.kind)

    def task(self, id: str, task: Task, *, told: bool) -> Line:
        """A milestone; blank where it went, and the list has not caught up."""
        if (one := task()) is None:
            return line(self.columns, id, {}, "blank")
        return task_line(
            self.columns, self.cells, one, name_in(self.book, self.cells, one, self.everyone), told=told
        )

    def item(self, id: str, task: Task, nth: int) -> Line:
        """An item of a checklist."""
        one = task()
        if one is None or nth >= len(one.items):
            return line(self.columns, id, {}, "blank")
        return item_line(self.columns, self.cells, one.items[nth])


def _drawn(line: Line) -> Line:
    return line
