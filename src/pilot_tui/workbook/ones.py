"""Industries of counties and their “five ones”: a matrix of checklists that have the same items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pilot_tui.model import Progress, Rule
from pilot_tui.store import Connection, read
from pilot_tui.workbook import tasks
from pilot_tui.workbook.rows import Row, text


class Industry(NamedTuple):
    """One industry of one county with its checklist."""

    row: Row
    milestone: Row
    """Empty where the industry has no checklist."""
    items: tuple[Row, ...]
    progress: Progress | None

    def item(self, number: int) -> Row:
        """The item of a number; empty where the checklist has none."""
        return next((row for row in self.items if int(text(row, "number")) == number), {})


class Share(NamedTuple):
    """Items done, of those that apply."""

    done: int
    of: int


class Stated(NamedTuple):
    """How many industries somebody said there are, beside how many are listed."""

    fact: Row
    listed: int


class Matrix(NamedTuple):
    """The industries of a programme by county."""

    industries: tuple[Industry, ...]
    numbers: tuple[int, ...]
    """Of the items any of them has."""
    stated: tuple[Stated, ...]

    def head(self, number: int) -> Row:
        """An item of that number, for its name."""
        return next((item for one in self.industries if (item := one.item(number))), {})

    def column(self, number: int) -> Share:
        """How many industries have done the item of a number."""
        return share(one.item(number) for one in self.industries)


def share(items: Iterable[Row]) -> Share:
    """Items done, of those that apply; what nobody has said anything of is still to be done."""
    states = [text(row, "state") for row in items if row]
    return Share(states.count("done"), len(states) - states.count("not_applicable"))


def matrix(db: Connection, programme: str, rule: Rule, stated: Sequence[Stated]) -> Matrix:
    """Read it; counties in order of the programme's pilots."""
    order = {county: at for at, county in enumerate(read.pilots(db, programme))}
    stored = read.every(db, "industry", programme=programme)
    stored.sort(key=lambda row: order.get(text(row, "county"), len(order)))
    found = tuple(_industry(db, row, rule) for row in stored)
    numbers = sorted({int(text(item, "number")) for one in found for item in one.items})
    return Matrix(found, tuple(numbers), tuple(stated))


def _industry(db: Connection, row: Row, rule: Rule) -> Industry:
    milestone = read.one(db, "milestone", text(row, "milestone")) if text(row, "milestone") else None
    if milestone is None:
        return Industry(row, {}, (), None)
    [line] = tasks.some(db, [milestone], rule)
    return Industry(row, milestone, line.items, line.progress)
