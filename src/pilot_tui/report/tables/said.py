"""The cells and lines the tables share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pilot_tui.cells import group_thousands
from pilot_tui.model import Rule
from pilot_tui.report.document import Cell, Column
from pilot_tui.report.explaining import ruling
from pilot_tui.report.figures import percent
from pilot_tui.report.lights import LIGHTS
from pilot_tui.report.material import Material, Stored, is_illustrative
from pilot_tui.tables import PROVENANCE
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import Version

DASH = "—"
BLANK = Cell()
NONE = Cell(DASH, "absence")
"""A figure that cannot be computed or does not apply."""
_WORDED = frozenset({"strive", "link"})
"""Operators whose sign few readers know."""


def told(said: object, short: str = "") -> Cell:
    """Prose, as it is stored."""
    return Cell("" if said is None else str(said), short=short)


def figure(said: str | None, sign: str = "") -> Cell:
    """A figure as plain digits; None is shown as a dash."""
    if not said:
        return NONE
    return Cell(f"{sign} {group_thousands(said)}".lstrip(), "figure", Decimal(said))


def counted(number: int | None) -> Cell:
    """A whole number."""
    return figure(None if number is None else str(number))


def absent(state: str) -> Cell:
    """Why there is no figure."""
    return Cell(say(f"absence.{state}"), "absence")


def light(kind: str, word: str) -> Cell:
    """A light: its shape and its word."""
    return Cell(f"{LIGHTS[kind][0]} {word}", "light", light=kind)


def sign(operator: str) -> str:
    """What stands before a target: nothing where it is simply to be reached."""
    if operator in ("", "eq"):
        return ""
    return say(f"choice.{operator}") if operator in _WORDED else say(f"sign.{operator}")


def named(row: Row, fallback: object = "") -> str:
    """A row's name."""
    return pick(row, "name") or str(fallback)


def joined(parts: Iterable[str]) -> str:
    """Remarks as one."""
    return say("report.semicolon").join(part for part in parts if part)


def listed(parts: Iterable[str]) -> str:
    """Names as one list."""
    return say("report.comma").join(part for part in parts if part)


def clashing(material: Material, table: str, id: str) -> str:
    """Which fields of a row hold an open conflict."""
    fields = listed(say(f"field.{name}") for name in material.clashes(table, id))
    return say("report.conflict", fields=fields) if fields else ""


def latest(days: Iterable[str]) -> str:
    """The latest of some ISO days, empty of none."""
    return max(days, default="")


def as_of(day: str) -> str:
    """The as-of line."""
    return say("report.as_of", day=day) if day else say("report.as_of_unknown")


def earlier(day: str, shown: str) -> str:
    """A remark on a row whose own as-of date is not the table's."""
    return say("explain.as_of", day=day) if day and day != shown else ""


def provenance(stored: Iterable[Stored]) -> str:
    """How many stored rows behind a table are of which provenance, and what an invented one is."""
    return of_provenance(Counter(text(row, "provenance") for _, row in stored if row))


def of_provenance(found: Counter[str]) -> str:
    """The same, of rows that are counted already."""
    kinds = [name for name in PROVENANCE if found[name]]
    said = listed(say("report.rows", kind=say(f"choice.{name}"), count=found[name]) for name in kinds)
    unknown = say("report.rows_unknown", count=found[""]) if found[""] else ""
    meaning = say("report.illustrative_means") if "illustrative" in kinds else ""
    whole = listed([said, unknown])
    return say("report.provenance", kinds=whole) + meaning if whole else ""


def ruled(sentence: str, version: Version, *rows: Row) -> str:
    """The rule line with the version of the rules; it says so where the rule itself is invented."""
    told = sentence + say("report.version", id=version.id, day=ruling.day_of(version))
    return told + (say("report.rule_illustrative") if is_illustrative(*rows) else "")


def indicators_rule(material: Material) -> str:
    """How indicators make a score and counties are ranked."""
    sentence = say("report.indicators_rule", **rule_of(material.rule))
    return ruled(sentence, material.version, material.rule_row)


def tasks_rule(material: Material) -> str:
    """How milestones are held against time."""
    return ruled(say("report.tasks_rule", **rule_of(material.rule)), material.version, material.rule_row)


def rule_of(rule: Rule) -> dict[str, object]:
    """The facts of a rule as its sentence names them."""
    return {
        "cap": group_thousands(str(rule.cap)),
        "places": rule.places,
        "rounding": say(f"choice.{rule.rounding}"),
        "coverage": percent(rule.coverage_min * 100),
        "near": rule.near,
        "look": rule.look,
        "band": rule.band,
        "pace": percent(rule.pace * 100, 0),
        "tolerance": rule.tolerance,
        "basis": say(f"choice.{rule.basis}"),
    }


def column(key: str, *, group: str = "", **form: object) -> Column:
    """A column whose title is a sentence of the words."""
    title = say(f"report.{group}_{key}") if group else say(f"report.{key}")
    return Column(key, title, say(f"report.over_{group}") if group else "", **form)  # type: ignore[arg-type]  # see Column
