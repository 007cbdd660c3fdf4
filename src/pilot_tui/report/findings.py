"""Findings in words: what kind, where, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from pilot_tui.cells import group_thousands
from pilot_tui.model import Cell
from pilot_tui.report.figures import signed
from pilot_tui.report.naming import name_of
from pilot_tui.rules import rounding
from pilot_tui.safe import one_line
from pilot_tui.words import knows, pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found

MARKS = {"serious": ("■", "error"), "look": ("▲", "warning"), "note": ("○", "muted")}
"""Severity → its shape and ink, those of the lights."""
_SIGNED = {"at_least", "at_most", "eq", "about", "more_than", "strive"}


def kind_of(found: Found) -> str:
    """The kind in a word or two."""
    return say(f"found.{found.finding.kind}")


def county_of(book: Workbook, found: Found) -> str:
    """The county's name; a dash for the programme itself."""
    county = book.row("county", found.county) if found.county else None
    return (
        one_line(pick(county, "name") or found.county) if county else found.county or say("finding.nowhere")
    )


def year_of(found: Found) -> str:
    """The year; all of them where it is of none."""
    return str(found.year) if found.year else say("finding.all_years")


def where(book: Workbook, found: Found) -> str:
    """What the cell belongs to: an indicator, a milestone, an expert."""
    cell = Cell.parse(found.finding.address)
    if found.finding.kind == "official":
        return say("finding.whole_export")
    if cell.table == "review":
        return _expert(book, cell, cell.field) or say("table.round")
    _, thing, *_rest = (*name_of(book, cell), "", "")
    return thing


def sentence(book: Workbook, found: Found) -> str:
    """What is wrong, in the language spoken."""
    cell, kind = Cell.parse(found.finding.address), found.finding.kind
    said = {name: _SAID.get(name, _figure)(fact) for name, fact in found.finding.facts.items()}
    if operator := said.get("operator"):
        said["target"] = (
            f"{say(f'sign.{operator}')} {said['target']}" if operator in _SIGNED else said["target"]
        )
    if "expert" in said:
        said["expert"] = _expert(book, cell, said["expert"]) or said["expert"]
    return say(f"finding.{kind}", **said)


def _expert(book: Workbook, cell: Cell, code: str) -> str:
    round = cell.id.rpartition(".")[0] if cell.table == "review" else cell.id.split(".")[0]
    return one_line(pick(book.row("expert", f"{round}.{code}") or {}, "name"))


def _figure(fact: object) -> str:
    if isinstance(fact, Fraction):
        return group_thousands(rounding.shown(fact, 1))
    if isinstance(fact, Decimal):
        return group_thousands(format(fact, "f"))
    if fact is None:
        return "…"
    choice = f"choice.{fact}"
    return say(choice) if isinstance(fact, str) and fact.islower() and knows(choice) else one_line(fact)


_SAID: dict[str, Callable[[object], str]] = {
    "operator": lambda fact: str(fact or ""),
    "expert": str,
    "name": one_line,
    "other": one_line,
    "factor": lambda fact: f"{fact:,}",
    "z": lambda fact: group_thousands(str(signed(Fraction(str(fact))))),
    "until": lambda day: say("finding.until", day=day) if day else "",
}
