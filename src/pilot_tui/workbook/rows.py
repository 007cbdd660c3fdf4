"""Stored rows → the rows the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import islice

from pilot_tui.model import Cell, Parameters, Reading, Rule, Task
from pilot_tui.rules.judged import MarkRow
from pilot_tui.rules.reports import Report, Standing, standing
from pilot_tui.tables import TABLES, Kind

Row = dict[str, object]
_SET_ASIDE = ("not_applicable", "not_yet_due")
"""States under which a milestone counts neither for nor against a county."""
_IN_FIGURES = ("task", "growth")
"""Kinds of milestones whose figures reports can bring."""
_FEW = 64
"""Rows that are held at once where there may be any number."""


def few_at_a_time(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows that are gone through, a few held at a time: what belongs to them is read together."""
    left = iter(rows)
    while few := list(islice(left, _FEW)):
        yield few


def text(row: Row, name: str) -> str:
    """The field as text, empty when blank."""
    value = row.get(name)
    return "" if value is None else str(value)


def number(row: Row, name: str) -> Decimal | None:
    """The field as a number, None when it is blank or holds no finite number: a day, a word."""
    stored = text(row, name)
    if not stored or "-" in stored[1:]:
        return None
    try:
        found = Decimal(stored)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def year_of(day: str) -> int | None:
    """The year a day or a stretch of time begins with, None where no year stands there."""
    year = day[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None


def rule(row: Row | None) -> Rule:
    """The programme's way of counting, defaults where the row is blank or missing."""
    given: dict[str, object] = {}
    declared = TABLES["rule"]
    for name in Rule._fields:
        if not row or not text(row, name):
            continue
        field = declared.field(name)
        value = text(row, name)
        decimal = field is not None and field.kind is Kind.DECIMAL
        given[name] = Decimal(value) if decimal else int(value) if name == "places" else value
    if "coverage_min" in given:
        given["coverage_min"] = Fraction(str(given["coverage_min"]))
    return Rule(**given)  # type: ignore[arg-type]  # names and kinds are those of the declaration


def reading(indicator: Row, value: Row, rank: int | None = None) -> Reading:
    """One indicator of one county in one year; `rank` is that of the county on it, where points go by it."""
    higher = text(indicator, "direction") != "lower"
    return Reading(
        indicator=text(indicator, "code"),
        dimension=text(indicator, "dimension"),
        weight=number(indicator, "weight") or Decimal(0),
        target=number(value, "target"),
        actual=number(value, "actual"),
        baseline=number(value, "baseline"),
        operator=text(value, "operator") or ("at_least" if higher else "at_most"),
        direction="higher" if higher else "lower",
        method=text(indicator, "method") or "ratio",
        benchmark=number(indicator, "benchmark"),
        state=text(value, "state"),
        parameters=parameters(indicator, value)._replace(rank=rank),
    )


def parameters(indicator: Row, value: Row) -> Parameters:
    """What the method of an indicator needs besides, most of it blank."""
    return Parameters(
        low=number(indicator, "low"),
        high=number(indicator, "high"),
        logarithmic=text(indicator, "scale") == "log",
        step=number(indicator, "step"),
        step_points=number(indicator, "step_points"),
        bonus=number(value, "bonus"),
        bonus_cap=number(indicator, "bonus_cap"),
        deduction=number(value, "deduction"),
        cap=number(indicator, "cap"),
    )


def mark(row: Row) -> MarkRow:
    """One expert's mark."""
    return MarkRow(
        county=text(row, "county"),
        expert=text(row, "expert"),
        criterion=text(row, "criterion"),
        mark=number(row, "mark"),
        state=text(row, "state"),
    )


def task(row: Row, items: Sequence[Row], told: Sequence[Row] = (), share: Decimal | None = None) -> Task:
    """One milestone with its checklist.

    Args:
        row: The milestone.
        items: Its checklist.
        told: Its reports, and the points of its plan: rows of `progress`.
        share: Percent its level stands for.
    """
    dated = text(row, "kind") == "dated"
    row = {**row, "target": None, "actual": None} if text(row, "state") in _SET_ASIDE else row
    row = {**row, **by_reports(standing_of(row, told))} if told else row
    counted = [item for item in items if text(item, "state") != "not_applicable"]
    return Task(
        kind=text(row, "kind") or "task",
        operator=text(row, "operator"),
        target=None if dated else number(row, "target"),
        actual=None if dated else number(row, "actual"),
        actual_operator="" if dated else text(row, "actual_operator"),
        target_day=text(row, "target") if dated else "",
        actual_day=text(row, "actual") if dated else "",
        reported=number(row, "reported_completion"),
        starts=text(row, "starts") or f"{row.get('year')}-01-01",
        ends=text(row, "ends") or f"{row.get('year')}-12-31",
        as_of=text(row, "as_of"),
        direction="lower" if text(row, "operator") == "at_most" else "higher",
        items_done=sum(text(item, "state") == "done" for item in counted),
        items=len(counted),
        items_known=any(text(item, "state") for item in counted),
        share=share,
        plan=tuple((text(one, "day"), plan) for one in told if (plan := number(one, "planned")) is not None),
    )


def reports(told: Sequence[Row]) -> list[Report]:
    """What was said of a milestone, day by day."""
    return [
        Report(text(one, "day"), number(one, "actual"), number(one, "reported_completion")) for one in told
    ]


def standing_of(row: Row, told: Sequence[Row]) -> Standing | None:
    """What a milestone comes to by its reports; None where its own cells say it, or nothing does.

    Figures of its own, an actual or a printed completion, go before all reports. Its own as-of date is the
    last day whose reports count. Dates, checklists and levels say themselves how far they are.
    """
    own = text(row, "actual") or text(row, "reported_completion")
    if own or text(row, "state") in _SET_ASIDE or (text(row, "kind") or "task") not in _IN_FIGURES:
        return None
    return standing(reports(told), text(row, "period_kind"), text(row, "as_of"))


def by_reports(found: Standing | None) -> Row:
    """The cells of a milestone that its reports fill: a figure and its day go together."""
    if found is None:
        return {}
    said = {"actual": found.actual, "reported_completion": found.reported}
    return {"as_of": found.day, **{name: None if one is None else f"{one:f}" for name, one in said.items()}}


def absence(row: Row, name: str) -> str:
    """Why a figure is blank: its state, else `no_target` or `not_reported`; empty when it is there."""
    if text(row, name):
        return ""
    if name == "target":
        return "no_target"
    return text(row, "state") or "not_reported"


def address(table: str, id: str, name: str) -> str:
    """`table/id/field`."""
    return str(Cell(table, id, name))
