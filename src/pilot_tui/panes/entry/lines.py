"""What is to be filled in, as lines: one for each cell, under headings that say how many are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pilot_tui.cells import group_thousands
from pilot_tui.pane.fields import extra_columns, extra_slots
from pilot_tui.pane.slots import MARK, Cells, line, provenance
from pilot_tui.report.measured import measured
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import BLANK, OPENED, Column, Line, Run, Slot, slot
from pilot_tui.words import knows, pick, say
from pilot_tui.workbook import Workbook, reviews
from pilot_tui.workbook.duties import Duty, Entry, Section
from pilot_tui.workbook.rows import Row, text

HOME = "actual"
"""The column that is filled in."""
_ALSO = ("as_of", "remark")
"""What else may be said of a figure: columns that are brought in."""
_DAY_IN_YEAR = slice(5, None)


def columns(duty: Duty) -> list[Column]:
    """From left to right: what it is, what it is measured by, the cell, how it stands."""
    marks = bool(duty.expert)
    also = [column for column in extra_columns("value", _ALSO) if not (marks and column.key == "as_of")]
    return [
        MARK,
        Column("name", say("entry.name"), 20, frozen=True, least=12, most=48, stop=False),
        Column("unit", say("entry.unit"), 6, stop=False, drop=2, shown=not marks),
        Column("before", say("entry.weight" if marks else "entry.before"), 7, "right", stop=False, drop=3),
        Column("target", say("entry.scale" if marks else "entry.target"), 10, "right", stop=False),
        Column(HOME, say("entry.mark" if marks else "entry.actual"), 9, "right", gap=2, mark=True),
        Column("state", say("entry.state"), 12, gap=2, stop=False, least=8),
        *also,
    ]


def lines(
    cells: Cells, book: Workbook, duty: Duty, sections: Sequence[Section], given: Sequence[Column]
) -> list[Line]:
    """Every section with its heading."""
    made = list[Line]()
    for section in sections:
        made.append(_heading(section))
        scale = _scale(book, section) if duty.expert else {}
        made += [_line(cells, one, given, scale) for one in section.entries]
    return made


def _heading(section: Section) -> Line:
    done, of = section.done, len(section.entries)
    kind = section.key.partition(".")[0]
    named = one_line(pick(section.about, "name")) or say(
        "entry.rectification" if kind == "rectification" else "entry.tasks"
    )
    ink = "muted" if done == of else "warning"
    lead = (Run(f"{OPENED} ", "faint"), Run(named, "bold foreground"), Run(f"  {done}/{of}", ink))
    return Line(f"group.{section.key}", kind="group", lead=lead)


def _scale(book: Workbook, section: Section) -> Mapping[str, str]:
    """Criterion → the least and the greatest mark."""
    id = section.key.partition(".")[0]
    row = book.row("round", id) or {}
    round = book.round(text(row, "programme"), id)
    if round is None:
        return {}
    low, high = reviews.scale(round.setting)
    return {code: f"{_plain(low)}–{_plain(most)}" for code, most in high.items()}


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _line(cells: Cells, one: Entry, given: Sequence[Column], scale: Mapping[str, str]) -> Line:
    about, table, id = one.about, one.cell.table, one.cell.id
    also = [name for name in _ALSO if TABLES[table].field(name)]
    slots = {
        "mark": provenance(one.row),
        "name": slot(_name(one), "muted" if one.done else "foreground"),
        "unit": slot(one_line(pick(about, "unit_short") or pick(about, "unit")), "faint"),
        "before": slot(_before(one), "faint"),
        "target": scale_slot(scale, about) if scale else _target(one),
        HOME: _cell(cells, one),
        "state": _state(one),
        **extra_slots(cells, table, id, one.row, also),
    }
    return line(given, id, slots)


def _name(one: Entry) -> str:
    named = one_line(pick(one.about, "short") or pick(one.about, "name"))
    if one.cell.table != "item":
        return named
    return f"{one_line(pick(one.before, 'short') or pick(one.before, 'name'))} · {named}"


def _before(one: Entry) -> str:
    """The figure of the year before, else the baseline; of a criterion its weight."""
    if one.cell.table == "mark":
        return text(one.about, "weight")
    found = text(one.before, "actual") if one.cell.table == "value" else ""
    return group_thousands(one_line(found or text(one.row, "baseline")))


def scale_slot(scale: Mapping[str, str], criterion: Row) -> Slot:
    """The least and the greatest mark of a criterion."""
    return slot(scale.get(text(criterion, "code"), ""), "muted")


def _target(one: Entry) -> Slot:
    table, row = one.cell.table, one.row
    if table == "measure":
        return slot(group_thousands(one_line(text(one.about, "benchmark"))), "muted")
    if table == "rectification":
        return slot(one_line(text(row, "due")), "muted")
    if table not in ("value", "milestone"):
        return BLANK
    sign = text(row, "operator") or ("at_least" if table == "value" and text(row, "target") else "")
    stored = _day(row, text(row, "target"))
    if not stored:
        return slot(say("absence.no_target"), "faint")
    return slot(f"{say(f'sign.{sign}')} {stored}" if sign and knows(f"sign.{sign}") else stored, "muted")


def _day(row: Row, stored: str) -> str:
    """A figure with its thousands; of a dated task the day in its year."""
    if text(row, "kind") == "dated":
        year = text(row, "year")
        return one_line(stored[_DAY_IN_YEAR] if stored.startswith(f"{year}-") else stored)
    return group_thousands(one_line(stored))


def _cell(cells: Cells, one: Entry) -> Slot:
    """The cell that is filled in: a gap is what `n` looks for, a blank that is meant is none."""
    table, _, field = one.cell
    where, ink = str(one.cell), "muted" if one.done else "foreground"
    stored = text(one.row, field)
    if not stored:
        why = one.state or ("" if one.given else "not_reported")
        word = say(f"absence.{why}") if why and knows(f"absence.{why}") else ""
        gap, ink = ("", "faint") if one.done else ("not_reported", "warning")
        return slot(word, ink, address=where, mark=cells.mark(where), absent=gap)
    if table == "milestone" and field == "level":
        shown = cells.level(text(one.row, "programme"), stored)
    elif table == "item":
        shown = say(f"choice.{stored}")
    elif (operator := text(one.row, "actual_operator")) not in ("", "eq"):
        entry = measured(stored, operator, grouped=False)
        return slot(measured(stored, operator), ink, address=where, entry=entry, mark=cells.mark(where))
    else:
        shown = _day(one.row, stored)
    entry = shown if table == "item" else stored
    return slot(shown, ink, address=where, entry=entry, mark=cells.mark(where))


def _state(one: Entry) -> Slot:
    if not one.done:
        return slot(say("entry.gap"), "warning")
    return slot(say("entry.done"), "muted") if one.given else slot(say("entry.stated"), "faint")
