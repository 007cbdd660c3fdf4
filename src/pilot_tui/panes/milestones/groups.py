"""Milestones in groups: by area for one county, by task for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import NamedTuple

from pilot_tui.cells import width
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.milestones.in_view import Later
from pilot_tui.panes.milestones.rows import item_line, name_slot, task_line
from pilot_tui.panes.milestones.told_lines import told_lines
from pilot_tui.report.figures import percent
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.sheet import BLANK, CLOSED, OPENED, Column, Line, Run, Runs, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine


def later(
    book: Workbook,
    columns: Sequence[Column],
    found: Sequence[TaskLine],
    *,
    everyone: bool,
    added: frozenset[str] = frozenset(),
    opened: Collection[str] = (),
) -> list[Later]:
    """Every group with its heading, with the columns that were brought in; checklists with their items.

    Below the tasks whose ids are in `opened` stands what was reported of them.
    """
    cells = Cells(book, added)
    made: list[Later] = []
    for head, members in _grouped(found, everyone):
        first = heading_key(str(members[0].row["id"]))
        made.append(Later(first, partial(_heading, columns, head, members, everyone), "group"))
        for one in members:
            id = str(one.row["id"])
            told = id in opened
            made.append(Later(id, partial(_task, book, columns, cells, one, everyone, told)))
            made += [Later(str(item["id"]), partial(item_line, columns, cells, item)) for item in one.items]
            made += map(_at_once, told_lines(book, columns, cells, one) if told else [])
    return made


def _at_once(line: Line) -> Later:
    """A line that is drawn already."""
    return Later(line.key, lambda: line, line.kind)


def _task(
    book: Workbook, columns: Sequence[Column], cells: Cells, one: TaskLine, everyone: bool, told: bool
) -> Line:
    return task_line(columns, cells, one, _name(book, cells, one, everyone), told=told)


def total(found: Sequence[TaskLine]) -> Line | None:
    """How many milestones there are, and how many have which light; None without any."""
    if not found:
        return None
    lights = Counter(one.progress.light for one in found)
    lead = [
        Run(say("milestones.total"), "bold foreground"),
        Run(f"  {say('milestones.tasks', count=f'{len(found):,}')}", "muted"),
    ]
    for light, (sign, ink) in LIGHTS.items():
        if lights[light]:
            lead += [Run(f"   {sign} ", ink), Run(f"{lights[light]:,}", "foreground")]
    return Line("total", kind="total", lead=tuple(lead))


def _grouped(found: Sequence[TaskLine], everyone: bool) -> list[tuple[str, list[TaskLine]]]:
    """Groups in order of their first member."""
    keyed = [(title(one.row, everyone=everyone), one) for one in found]
    first = {head: at for at, (head, _) in reversed(list(enumerate(keyed)))}
    keyed.sort(key=lambda pair: first[pair[0]])
    return [(head, [one for _, one in pairs]) for head, pairs in groupby(keyed, key=lambda pair: pair[0])]


def title(row: Row, *, everyone: bool) -> str:
    """What heads a milestone: its area, with its task where all counties are shown."""
    area = one_line(pick(row, "area"))
    return f"{area} · {one_line(pick(row, 'name'))}" if everyone else area


def _name(book: Workbook, cells: Cells, one: TaskLine, everyone: bool) -> Slot:
    if everyone:
        return slot(county_name(book, one.row))
    return name_slot(cells, "milestone", one.row, "short" if pick(one.row, "short") else "name")


def county_name(book: Workbook, row: Row) -> str:
    """The county of a milestone."""
    return name_of(book.row("county", text(row, "county")))


def name_of(county: Row | None) -> str:
    """The name of a county; empty when it is not there."""
    return one_line(pick(county or {}, "name"))


def heading_key(first: str) -> str:
    """The key of the heading whose first milestone has that id."""
    return f"group.{first}"


def heading(
    columns: Sequence[Column],
    first: str,
    title: str,
    count: int = 0,
    bar: Slot = BLANK,
    tail: Runs = (),
    *,
    folded: bool = False,
    order: str = "",
) -> Line:
    """The heading of a group; `count` counties in it, told where there are several.

    `folded` closes it, `order` says why its rows are not in the order asked for.
    """
    lead = [Run(f"{CLOSED if folded else OPENED} ", "faint"), Run(title or "—", "bold foreground")]
    if count > 1:
        lead.append(Run("  " + say("milestones.counties", count=f"{count:,}"), "muted"))
    if folded:
        lead.append(Run("  " + say("shape.folded", count=f"{count:,}"), "muted"))
    if order:
        lead.append(Run(f"  {order}", "warning"))
    made = line(columns, heading_key(first), {"bar": bar}, "group", tuple(lead), tail)
    return made._replace(folded=True) if folded else made


def _heading(columns: Sequence[Column], title: str, members: list[TaskLine], everyone: bool) -> Line:
    days = {text(one.row, "as_of") for one in members}
    tail: Runs = ()
    if len(days) == 1 and (day := days.pop()):
        tail = (Run(say("milestones.as_of", day=day), "faint"),)
    return heading(
        columns, str(members[0].row["id"]), title, len(members) if everyone else 0, _elapsed(members), tail
    )


def _elapsed(members: list[TaskLine]) -> Slot:
    """Where time stands, when all tasks of the group agree and the year is not over."""
    shares = {one.progress.elapsed for one in members if one.progress.gap is not None}
    if len(shares) != 1 or (share := shares.pop()) is None or share >= 100:
        return Slot()
    centred = _Centred(say("milestones.elapsed", share=percent(share, 0)), share / 100)
    return Slot(fill=centred)  # type: ignore[arg-type]  # mypy calls no named tuple


class _Centred(NamedTuple):
    """What is said where time stands, over the bars below; it is the same where it would look the same."""

    said: str
    at: Fraction

    def __call__(self, cells: int) -> Runs:
        before = max(0, min(cells - width(self.said), int(self.at * cells) - width(self.said) // 2))
        return (Run(" " * before + self.said, "muted"),)
