"""Milestones in groups: by area for one county, by task for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.cells import width
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.milestones.rows import name_slot
from pilot_tui.report.figures import percent
from pilot_tui.safe import one_line
from pilot_tui.widgets.bar import LIGHTS
from pilot_tui.widgets.sheet import BLANK, CLOSED, OPENED, Column, Line, Run, Runs, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine


class Group:
    """What the heading of a group says of its milestones, which go by one after the other."""

    def __init__(self, title: str) -> None:
        self.title, self.count = title, 0
        self._days: set[str] = set()
        self._shares: set[Fraction | None] = set()

    def take(self, one: TaskLine) -> None:
        """Another one of it."""
        self.count += 1
        self._days.add(text(one.row, "as_of"))
        if one.progress.gap is not None:
            self._shares.add(one.progress.elapsed)

    @property
    def day(self) -> str:
        """The as-of date, when all tasks agree."""
        return next(iter(self._days)) if len(self._days) == 1 else ""

    @property
    def elapsed(self) -> Slot:
        """Where time stands, when all tasks of the group agree and the year is not over."""
        share = next(iter(self._shares)) if len(self._shares) == 1 else None
        if share is None or share >= 100:
            return Slot()
        centred = _Centred(say("milestones.elapsed", share=percent(share, 0)), share / 100)
        return Slot(fill=centred)  # type: ignore[arg-type]  # mypy calls no named tuple


def total(lights: Counter[str]) -> Line | None:
    """How many milestones there are, and how many have which light; None without any."""
    if not lights:
        return None
    lead = [
        Run(say("milestones.total"), "bold foreground"),
        Run(f"  {say('milestones.tasks', count=f'{lights.total():,}')}", "muted"),
    ]
    for light, (sign, ink) in LIGHTS.items():
        if lights[light]:
            lead += [Run(f"   {sign} ", ink), Run(f"{lights[light]:,}", "foreground")]
    return Line("total", kind="total", lead=tuple(lead))


def title(row: Row, *, everyone: bool) -> str:
    """What heads a milestone: its area, with its task where all counties are shown."""
    area = one_line(pick(row, "area"))
    return f"{area} · {one_line(pick(row, 'name'))}" if everyone else area


def name_in(book: Workbook, cells: Cells, one: TaskLine, everyone: bool) -> Slot:
    """What names a milestone below its heading."""
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


def group_heading(columns: Sequence[Column], first: str, group: Group, everyone: bool) -> Line:
    """The heading of a group whose first milestone has that id."""
    tail: Runs = (Run(say("milestones.as_of", day=group.day), "faint"),) if group.day else ()
    return heading(columns, first, group.title, group.count if everyone else 0, group.elapsed, tail)


class _Centred(NamedTuple):
    """What is said where time stands, over the bars below; it is the same where it would look the same."""

    said: str
    at: Fraction

    def __call__(self, cells: int) -> Runs:
        before = max(0, min(cells - width(self.said), int(self.at * cells) - width(self.said) // 2))
        return (Run(" " * before + self.said, "muted"),)
