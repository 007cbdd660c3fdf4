"""Rules that contradict each other, refused where they are typed; what a merge brings is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.errors import InvalidValue, Term
from pilot_tui.rules.limits import contradict
from pilot_tui.rules.review import TRIMS
from pilot_tui.rules.tie_break import unknown_links
from pilot_tui.store import Connection, read
from pilot_tui.tables import Table
from pilot_tui.workbook.rows import Row, number, text
from pilot_tui.workbook.ruleset import blank_as

SCALES = ("efficacy", "goalpost")
"""The methods with two ends of a scale, which must differ."""


class Limits(NamedTuple):
    """Two fields of a row that bound each other."""

    low: str
    high: str
    equal: bool
    """Whether they may be the same."""


ORDERED: Mapping[str, tuple[Limits, ...]] = {
    "rule": (Limits("look", "near", True), Limits("share_look", "share_good", True)),
    "round": (Limits("scale_low", "scale_high", False),),
    "indicator": (Limits("plausible_low", "plausible_high", True),),
    "band": (Limits("low", "high", False),),
}
"""Table → its fields of which the first must lie below the second."""


def crossed(table: str, row: Row) -> Iterator[tuple[Limits, Decimal, Decimal]]:
    """The limits of a row that contradict each other, with their figures; blank ones by their defaults."""
    for limits in ORDERED.get(table, ()):
        low, high = (_figure(table, row, name) for name in limits[:2])
        if contradict(low, high, equal=limits.equal) and low is not None and high is not None:
            yield limits, low, high
    if table == "indicator" and text(row, "method") in SCALES:
        low, high = number(row, "low"), number(row, "high")
        if low is not None and high is not None and low == high:
            yield Limits("low", "high", False), low, high


def refuse_contradiction(db: Connection, table: Table, row: Row, name: str) -> None:
    """Raise `InvalidValue` if the field `name` of a row contradicts another of its limits.

    A row that was contradictory before can still be mended, and its other fields be edited.
    """
    for limits, low, high in crossed(table.name, row):
        if name in (*limits[:2], "method"):
            said = {"low_name": Term(f"field.{limits.low}"), "high_name": Term(f"field.{limits.high}")}
            raise InvalidValue(reason="crossed", text=text(row, name), low=low, high=high, **said)
    if (table.name, name) == ("round", "trim"):
        _refuse_trim(db, row)
    if (table.name, name) == ("round", "tie_break"):
        _refuse_links(db, row)


def _refuse_trim(db: Connection, row: Row) -> None:
    """More experts are needed than are dropped; while there are none yet, nothing is said."""
    experts, trim = len(read.every(db, "expert", round=row.get("id"))), int(text(row, "trim") or 0)
    if experts and experts <= 2 * trim:
        raise InvalidValue(reason="trim", text=str(trim), count=experts, most=(experts - 1) // 2)


def _refuse_links(db: Connection, row: Row) -> None:
    """Every link of a tie-break is something a county has."""
    said = text(row, "tie_break")
    known = [text(one, "code") for one in read.every(db, "criterion", round=row.get("id"))]
    if lost := unknown_links(said, known):
        facts = {"lost": ", ".join(lost), "known": ", ".join([*known, *TRIMS])}
        raise InvalidValue(reason="tie_break", text=said, **facts)


def _figure(table: str, row: Row, name: str) -> Decimal | None:
    return number({name: blank_as(row, table, name)}, name)
