"""Rectification items: found, rectified, closed, each on its day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

STAGES = ("found", "rectified", "closed")
"""In the order an item goes through them."""


class Item(NamedTuple):
    """A rectification item; days are ISO, blank where not known."""

    found: str = ""
    due: str = ""
    rectified: str = ""
    closed: str = ""
    state: str = ""
    """One of `STAGES`, or blank: then the days say it."""


class Tally(NamedTuple):
    """Items counted: who has reached a later stage has been through the earlier ones."""

    found: int
    rectified: int
    closed: int
    overdue: int

    @property
    def rectified_share(self) -> Fraction | None:
        """Percent of those found; None without any."""
        return Fraction(100 * self.rectified, self.found) if self.found else None

    @property
    def closed_share(self) -> Fraction | None:
        """Percent of those found; None without any."""
        return Fraction(100 * self.closed, self.found) if self.found else None


def stage(item: Item) -> str:
    """The furthest stage its state or one of its days tells of."""
    if item.closed or item.state == "closed":
        return "closed"
    return "rectified" if item.rectified or item.state == "rectified" else "found"


def overdue(item: Item, today: str) -> bool:
    """Whether it is past its day and not rectified."""
    return bool(item.due) and item.due < today and stage(item) == "found"


def light(item: Item, today: str) -> tuple[str, str]:
    """The light and its word.

    Returns:
        good with `closed`, near with `rectified`, look with `late` (rectified after its day), late with
        `overdue`, unknown with `open` (there is time) or `undated` (nobody set a day).
    """
    reached = stage(item)
    if reached == "closed":
        return "good", "closed"
    if reached == "rectified":
        late = bool(item.due and item.rectified) and item.rectified > item.due
        return ("look", "late") if late else ("near", "rectified")
    if overdue(item, today):
        return "late", "overdue"
    return "unknown", "open" if item.due else "undated"


def tally(items: Sequence[Item], today: str) -> Tally:
    """How many were found, how many of them are rectified, closed, overdue."""
    reached = [STAGES.index(stage(item)) for item in items]
    return Tally(
        found=len(items),
        rectified=sum(one >= 1 for one in reached),
        closed=sum(one == len(STAGES) - 1 for one in reached),
        overdue=sum(overdue(item, today) for item in items),
    )
