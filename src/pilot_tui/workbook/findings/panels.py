"""The findings of a county's expert review, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pilot_tui.rules.findings import Finding, panels
from pilot_tui.rules.judged import CountyReview
from pilot_tui.store import Connection, read
from pilot_tui.workbook import reviews
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.findings.found import Found
from pilot_tui.workbook.reviews import Setting
from pilot_tui.workbook.rows import Row, address, text, year_of


def of_county(db: Connection, base: Base, county: str) -> Iterator[Found]:
    """Who is missing, who stands apart, what cannot be trimmed."""
    for panel in base.panels:
        marks = read.under(db, "mark", f"{panel.id}.{county}")
        due = _due(db, panel, county, base.today)
        if not marks and not due:
            continue
        for one in _of_round(base, panel, reviews.of_county(db, panel, county), marks, due):
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


def _missing(panel: Setting, home: str, marks: list[Row]) -> dict[str, str]:
    """Expert → the cell of the first criterion they have not marked."""
    said = {(one["expert"], one["criterion"]) for one in marks if text(one, "mark") or text(one, "state")}
    return {
        text(expert, "code"): address("mark", f"{home}.{expert['code']}.{criterion['code']}", "mark")
        for expert in panel.experts
        for criterion in reversed(panel.criteria)
        if (expert["code"], criterion["code"]) not in said
    }
