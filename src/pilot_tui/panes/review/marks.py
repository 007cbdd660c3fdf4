"""The marks of one county: criteria down, experts across, each cell to be edited."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.model import Rule
from pilot_tui.pane.slots import Cells, line, provenance
from pilot_tui.panes.review.totals import MARKS_SPAN, heat, rule_of
from pilot_tui.report.figures import points
from pilot_tui.rules.expert_totals import KEPT_OUT
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import BLANK, OPENED, Column, Line, Run, Slot, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, address, number, text
from pilot_tui.workbook.ruleset import default


def lines(book: Workbook, round: Round, columns: list[Column], county: str, row: Row) -> list[Line]:
    """A header of its own, then one line a criterion."""
    cells, rule = Cells(book), rule_of(round)
    return [
        _head(round, columns, county, row),
        *(_line(cells, round, columns, county, k, rule) for k in round.criteria),
    ]


def _head(round: Round, columns: list[Column], county: str, row: Row) -> Line:
    slots = {str(e["code"]): slot(f"{at:02d}", "faint") for at, e in enumerate(round.experts, 1)}
    slots |= {"mean": slot(say("review.mean"), "faint"), "reported": slot(say("review.weight"), "faint")}
    name = one_line(pick(row, "name"))
    lead = (
        Run(f"{OPENED} ", "faint"),
        Run(name, "bold foreground"),
        Run("  " + say("review.criteria"), "muted"),
    )
    return line(columns, f"head.{county}", slots, "head", lead)


def _line(cells: Cells, round: Round, columns: list[Column], county: str, criterion: Row, rule: Rule) -> Line:
    code = str(criterion["code"])
    rows = {str(e["code"]): round.marks.get((county, str(e["code"]), code), {}) for e in round.experts}
    given = [
        Fraction(mark)
        for expert, row in rows.items()
        if (mark := number(row, "mark")) is not None and round.assignment(county, expert) not in KEPT_OUT
    ]
    mean = sum(given, Fraction(0)) / len(given) if given else None
    slots: dict[str, Slot] = {
        "mark": next((provenance(row) for row in rows.values() if provenance(row) is not BLANK), BLANK),
        "name": slot(one_line(pick(criterion, "short") or pick(criterion, "name"))),
        "mean": slot(str(points(mean, rule)), "muted") if mean is not None else BLANK,
        "reported": weight(cells, "criterion", criterion),
    }
    for expert, row in rows.items():
        slots[expert] = _mark(cells, round, (county, expert, code), row, mean)
    return line(columns, f"{county}.{code}", slots)


def weight(cells: Cells, table: str, row: Row) -> Slot:
    """The weight of a criterion or an expert, to be changed where it stands; faint where nothing is said."""
    where, stored = address(table, str(row["id"]), "weight"), text(row, "weight")
    said, ink = one_line(stored or default(table, "weight")), "muted" if stored else "faint"
    return slot(said, ink, address=where, entry=stored, mark=cells.mark(where))


def _mark(cells: Cells, round: Round, at: tuple[str, str, str], row: Row, mean: Fraction | None) -> Slot:
    where, stored, value = address("mark", round.mark_id(*at), "mark"), text(row, "mark"), number(row, "mark")
    county, expert, _ = at
    if county in round.hidden:
        return slot(say("absence.hidden"), "faint")._replace(about=where)
    mark, given = cells.mark(where), round.assignment(county, expert)
    if value is None:
        why = text(row, "state") or (given if given in KEPT_OUT else "")
        why = why or ("not_reported" if round.due(county, expert) else "unassigned")
        ink = "warning" if why == "not_reported" else "faint"
        return slot(say(f"absence.{why}"), ink, address=where, mark=mark, absent=why)
    if given in KEPT_OUT:  # it was given before, stays, and does not count
        return slot(f"({stored})", "faint", address=where, entry=stored, mark=mark)
    return Slot(
        (Run(stored),), address=where, entry=stored, mark=mark, tint=heat(Fraction(value), mean, MARKS_SPAN)
    )
