"""Small charts of the third column: a milestone against its time, an expert's mark among all."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.cells import fit, right
from pilot_tui.model import Cell, Rule
from pilot_tui.report.figures import percent, points
from pilot_tui.safe import one_line
from pilot_tui.screens.curve_lines import chart, curve_of, numbers
from pilot_tui.widgets.bar import LIGHTS, bar
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import places, rounding
from pilot_tui.workbook.rows import Row, number, text

_LABEL, _BAR, _FIGURE = 9, 17, 8
_MOST_EXPERTS = 14
_CHART, _HIGH = 38, 9
"""Cells and lines of the curve of a milestone."""


def milestone_of(cell: Cell) -> str:
    """The milestone a cell is of, its own or a report's; empty for any other cell."""
    return {"milestone": cell.id, "progress": cell.id.rpartition(".")[0]}.get(cell.table, "")


def of_milestone(book: Workbook, id: str) -> list[Runs]:
    """What is done of a milestone and of its time, and its curve where it has one."""
    one = book.task(id)
    done, light = one.progress, LIGHTS[one.progress.light]
    unit = one_line(pick(one.row, "unit_short") or pick(one.row, "unit"))
    made = [_head(one_line(pick(one.row, "short") or pick(one.row, "name")), unit)]
    if done.completion is not None:
        made.append(_row(say("side.done"), done.completion, f"{percent(done.completion)} %", light[1]))
    if done.elapsed is not None:
        made.append(_row(say("side.elapsed"), done.elapsed, f"{percent(done.elapsed)} %", "muted"))
    found = curve_of(book, one)
    if found is not None and found.reached:
        return [*made, (), *chart(found, one, _CHART, _HIGH), *numbers(book, one, found, _CHART), ()]
    span = f"{one.task.starts} – {one.task.ends}"
    return [*made, (Run(" " * (_LABEL + 2)), Run(one_line(span), "faint")), ()]


def of_mark(book: Workbook, id: str) -> list[Runs]:
    """What every expert gave for a criterion, on its scale; the one under the cursor in primary."""
    row = book.row("mark", id) or {}
    round, criterion = text(row, "round"), text(row, "criterion")
    if not row:
        return []
    asked = book.row("criterion", f"{round}.{criterion}") or {}
    most = number(asked, "max") or number(book.row("round", round) or {}, "scale_high")
    made = [_head(one_line(pick(asked, "short") or pick(asked, "name")), "")]
    for expert in book.rows_of("expert", "round", round)[:_MOST_EXPERTS]:
        given = book.row("mark", f"{round}.{text(row, 'county')}.{expert['code']}.{criterion}") or {}
        here = expert["code"] == row.get("expert")
        made.append(_mark(expert, given, Fraction(most) if most else None, here=here))
    return [*made, ()]


def of_total(book: Workbook, cell: Cell) -> list[Runs]:
    """Every expert's total for a county in a round, and their mean, on the round's scale."""
    id, _, county = cell.id.rpartition(".")
    row = book.row("round", id) or {}
    round = book.round(text(row, "programme"), id) if row else None
    done = round.counties.get(county) if round is not None else None
    if round is None or done is None:
        return []
    most = Fraction(number(row, "scale_high") or 100)
    rule = Rule(places=places(row), rounding=rounding(row))
    named = {str(expert["code"]): expert for expert in round.experts}
    made = [_head(one_line(pick(book.row("county", county) or {}, "name")), "")]
    for one in done.totals[:_MOST_EXPERTS]:
        label = _expert(named.get(one.expert, {"code": one.expert}))
        made.append(_total(label, one.total, one.state, most, rule, here=one.expert == cell.field))
    mean = _total(say("review.mean"), done.mean, "", most, rule, here=cell.field == "mean")
    return [*made, (), mean, ()]


def _total(label: str, total: Fraction | None, state: str, most: Fraction, rule: Rule, *, here: bool) -> Runs:
    if total is None:
        why = state if state in ("recused", "abstained") else "not_reported"
        return _row(label, None, say(f"absence.{why}"), "faint", here=here)
    return _row(
        label, 100 * total / most, str(points(total, rule)), "primary" if here else "muted", here=here
    )


def _expert(row: Row) -> str:
    return one_line(pick(row, "short") or pick(row, "name") or str(row["code"]))


def _mark(expert: Row, given: Row, most: Fraction | None, *, here: bool) -> Runs:
    name = _expert(expert)
    mark = number(given, "mark")
    if mark is None or not most:
        said = text(given, "mark") or say(f"absence.{text(given, 'state') or 'not_reported'}")
        return _row(name, None, said, "faint", here=here)
    ink = "primary" if here else "muted"
    return _row(name, 100 * Fraction(mark) / most, text(given, "mark"), ink, here=here)


def _head(name: str, unit: str) -> Runs:
    return (Run(f" {name}", "bold foreground"), Run(f"  {unit}", "faint"))


def _row(label: str, share: Fraction | None, said: str, ink: str, *, here: bool = False) -> Runs:
    """A label, a bar of so many percent, a figure."""
    return (
        Run(" " + fit(label, _LABEL) + " ", "primary" if here else "muted"),
        *bar(None if share is None else share / 100, _BAR, ink),
        Run(right(said, _FIGURE), "foreground" if share is not None else "faint"),
    )
