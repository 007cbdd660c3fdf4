"""The findings of a county's expert review, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from pilot_tui.rules.findings import Finding, panels
from pilot_tui.rules.judged import CountyReview
from pilot_tui.store import Connection, read
from pilot_tui.workbook import reviews
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.reviews import Setting
from pilot_tui.workbook.rows import Row, address, number, text, year_of


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Who is missing, who stands apart, who was not to mark, what cannot be trimmed."""
    for panel in base.panels:
        marks = read.under(db, "mark", f"{panel.id}.{county}")
        due = _due(db, panel, county, base.today)
        if not marks and not due:
            continue
        done = reviews.of_county(db, panel, county)
        for one in chain(_of_round(base, panel, done, marks, due), _given(db, panel, county, marks)):
            yield Found(one, county, year_of(text(panel.row, "held")))


def _due(db: Connection, panel: Setting, county: str, today: str) -> set[str]:
    """The experts who are assigned, once the round is over; while it is held their marks are not late."""
    last = text(panel.row, "held").rpartition("/")[2]
    if last and today[: len(last)] <= last:
        return set()
    rows = reviews.assignments(db, panel.id, county)
    return {expert for expert, row in rows.items() if text(row, "state") == "assigned"}


def _of_round(
    base: Base, panel: Setting, done: CountyReview, marks: list[Row], due: set[str]
) -> Iterator[Finding]:
    home = f"{panel.id}.{done.county}"
    trim, quorum = (int(text(panel.row, name) or 0) for name in ("trim", "quorum"))
    totals = {one.expert: one.total for one in done.totals if one.total is not None}
    places = {expert: address("review", home, expert) for expert in totals}
    mean, missing = address("review", home, "mean"), _missing(panel, home, marks)
    return chain(
        panels.panel(mean, done, trim=trim, quorum=quorum, missing=missing, assigned=due),
        panels.apart(places, totals, base.frame.rule.outlying),
    )


def _given(db: Connection, panel: Setting, county: str, marks: list[Row]) -> Iterator[Finding]:
    """Marks that should not stand there."""
    figures = {address("mark", text(one, "id"), "mark"): one for one in marks if text(one, "mark")}
    first: dict[str, str] = {}
    for where, one in figures.items():
        first.setdefault(text(one, "expert"), where)
    assigned = reviews.assignments(db, panel.id, county)
    states = {expert: text(row, "state") for expert, row in assigned.items()}
    low, tops = reviews.scale(panel)
    given = {where: figure for where, one in figures.items() if (figure := number(one, "mark")) is not None}
    most = {where: tops.get(text(figures[where], "criterion"), Decimal(100)) for where in given}
    by_name = read.any_assigned(db, panel.id)  # the panel may have been read before anybody was
    return chain(panels.stray(first, states, by_name=by_name), panels.off_scale(given, most, low))


def _missing(panel: Setting, home: str, marks: list[Row]) -> dict[str, str]:
    """Expert → the cell of the first criterion they have not marked."""
    said = {(one["expert"], one["criterion"]) for one in marks if text(one, "mark") or text(one, "state")}
    return {
        text(expert, "code"): address("mark", f"{home}.{expert['code']}.{criterion['code']}", "mark")
        for expert in panel.experts
        for criterion in reversed(panel.criteria)
        if (expert["code"], criterion["code"]) not in said
    }
