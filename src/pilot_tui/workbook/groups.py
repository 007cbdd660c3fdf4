"""County groups: what the counties of one come to together on an indicator, Σ numerators ÷ Σ denominators."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.firms import quotient, together
from pilot_tui.store import Connection, read
from pilot_tui.workbook.firms import parts_of
from pilot_tui.workbook.rows import Row, text

_PERCENT = "%"


class Group(NamedTuple):
    """A group of counties of which several take part in a programme."""

    row: Row
    members: tuple[str, ...]
    """Those of its counties that take part."""

    @property
    def id(self) -> str:
        """The group's id."""
        return text(self.row, "id")


class Together(NamedTuple):
    """A group on one indicator in one year."""

    figure: Fraction | None
    """In the indicator's unit; None unless a member has both parts of the ratio. Never a mean of ratios."""
    parts: tuple[tuple[str, Row], ...]
    """The members' values that have both parts: county and row."""
    of: int
    """How many members take part."""
    in_percent: bool
    """Whether the indicator's unit is percent: then the quotient is shown times a hundred."""


def groups(db: Connection, counties: Iterable[str]) -> tuple[Group, ...]:
    """The groups with two or more of these counties, themselves none of them."""
    known, found = set(counties), []
    for row in read.every(db, "county", kind="group"):
        members = tuple(text(one, "county") for one in read.under(db, "member", text(row, "id")))
        here = tuple(one for one in members if one in known)
        if len(here) > 1 and row["id"] not in known:
            found.append(Group(row, here))
    return tuple(found)


def figure(db: Connection, programme: str, indicator: Row, group: Group, year: int) -> Together:
    """What the members come to together."""
    ids = {f"{programme}.{county}.{indicator['code']}.{year}": county for county in group.members}
    stored = read.some(db, "value", list(ids))
    there = [(county, stored[id]) for id, county in ids.items() if id in stored]
    whole = tuple((county, row) for county, row in there if (parts := parts_of(row)) and parts[1] > 0)
    value = quotient(together([parts_of(row) for _, row in whole]))
    percent = text(indicator, "unit_zh") == _PERCENT
    shown = None if value is None else value * (100 if percent else 1)
    return Together(shown, whole, len(group.members), percent)
