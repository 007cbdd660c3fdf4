"""Findings as lines, in groups by how serious they are; what is explained comes last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pilot_tui.pane.slots import line
from pilot_tui.report.findings import MARKS, county_of, kind_of, sentence, where, year_of
from pilot_tui.rules.findings import SEVERITIES
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Run, Slot
from pilot_tui.words import say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found

GROUPS = (*SEVERITIES, "accepted")
EXPLAINED = "group.accepted"
"""The key of the last group's heading."""


def columns() -> list[Column]:
    """From left to right."""
    chinese = spoken() == "zh"
    return [
        Column("sign", "", 1, stop=False, frozen=True, sortable=False),
        Column("kind", say("findings.kind"), 10 if chinese else 12, frozen=True),
        Column("county", say("findings.county"), 10, least=6),
        Column("year", say("findings.year"), 4),
        Column("where", say("findings.where"), 16, least=10, most=20),
        Column("what", say("findings.what"), 28, least=16, most=120),
    ]


def lines(book: Workbook, found: Sequence[Found], room: int = 0) -> list[Line]:
    """Every group with its heading; `found` in the order of the list.

    Groups stand apart where all lines still fit into `room`.
    """
    given, made = columns(), list[Line]()
    groups = [(group, list(members)) for group, members in groupby(found, key=group_of)]
    apart = len(found) + 2 * len(groups) - 1 <= room
    for group, theirs in groups:
        if made and apart:
            made.append(Line(f"gap.{group}", kind="blank"))
        made.append(heading(group, len(theirs)))
        made += [finding(book, given, one) for one in theirs]
    return made


def group_of(one: Found) -> str:
    """The group a finding stands in."""
    return one.finding.severity if one.open else GROUPS[-1]


def heading(group: str, count: int, *, folded: bool = False) -> Line:
    """How many there are of a severity."""
    sign = Run("▸ " if folded else "▾ ", "faint")
    lead = (sign, Run(say(f"severity.{group}"), "bold foreground"), Run(f"  {count:,}", "muted"))
    return Line(f"group.{group}", kind="group", lead=lead, folded=folded)


def finding(book: Workbook, given: Sequence[Column], one: Found) -> Line:
    """One finding."""
    shape, ink = MARKS[one.finding.severity]
    said = sentence(book, one)
    if not one.open:
        shape, ink = "✓", "faint"
        said = say("findings.explained", reason=one_line(one.reason)) + "  " + said
    words = {
        "kind": (kind_of(one), "foreground"),
        "county": (county_of(book, one), "foreground"),
        "year": (year_of(one), "muted"),
        "where": (where(book, one), "foreground"),
        "what": (said, "muted"),
    }
    slots = {name: Slot((Run(text, tone),), opens=True) for name, (text, tone) in words.items()}
    return line(given, one.key, {"sign": Slot((Run(shape, ink),)), **slots})
