"""Counties × experts: who is to mark whom, who is recused, who has a conflict of interest."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, cast

from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import Cells, line
from pilot_tui.panes.review.totals import SET_ASIDE, expert_columns
from pilot_tui.safe import one_line
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, Source, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address

if TYPE_CHECKING:
    from pilot_tui.panes.review.pane import ReviewPane

_LISTED = 200
"""Counties up to which what they come to is counted."""
_INKS = {"assigned": "foreground", "recused": "secondary", "conflict": "warning"}
_SIGNS = {"assigned": "●", "recused": "–", "conflict": "▲"}
_MARKED = "counted"


class AssignmentSheet(Sheet):
    """A row a county, a column an expert; a blank cell is nobody's job once anybody is assigned."""

    NAME, TABLES, HOME = "assignments", ("assignment",), "E1"

    def source(self) -> Source:
        """All counties of the programme in their order."""
        round = cast("ReviewPane", self.pane).round
        if round is None:
            return Listed((), ())
        columns, cells = _columns(round, self.pane.grid.size.width), Cells(self.book)

        def row(county: str) -> Line:
            name = self.book.place(self.view.programme, county)[1]
            return _line(cells, columns, round, county, one_line(pick(name, "name")))

        if len(round.counties) > _LISTED:
            fetch = partial(self.book.fetch_places, self.view.programme)
            return Lazy(columns, list(round.counties), row, fetch=fetch)
        return Listed(columns, [row(county) for county in round.counties], _footer(round))


def key_of(county: str) -> str:
    """The key of a county's row."""
    return f"assigned.{county}"


def _columns(round: Round, cells: int) -> list[Column]:
    return [
        Column("name", say("sheet.assignments_head"), 12, stop=False, frozen=True, least=8, most=18),
        *expert_columns(round, cells),
        Column("marked", say("sheet.assignments_marked"), 6, "right", gap=1, stop=False),
    ]


def _line(cells: Cells, columns: list[Column], round: Round, county: str, name: str) -> Line:
    slots = {str(one["code"]): _slot(cells, round, county, str(one["code"])) for one in round.experts}
    totals = round.counties[county].totals
    due = [one for one in totals if round.due(county, one.expert) and one.state not in SET_ASIDE]
    done = sum(one.state == _MARKED for one in due)
    hidden = county in round.hidden
    whole = slot(say("absence.hidden"), "faint") if hidden else _share(done, len(due))
    return line(columns, key_of(county), {**slots, "name": slot(name), "marked": whole})


def _share(done: int, due: int) -> Slot:
    return slot(f"{done}/{due}", "foreground" if done == due else "warning") if due else slot("·", "faint")


def _slot(cells: Cells, round: Round, county: str, expert: str) -> Slot:
    """The state by sign and word; of a blank one what it comes to, faint."""
    where, state = (
        address("assignment", f"{round.id}.{county}.{expert}", "state"),
        round.assignment(county, expert),
    )
    mark = cells.mark(where)
    if state:
        runs = (Run(_SIGNS[state], _INKS[state]), Run(say(f"assigned.{state}"), _INKS[state]))
        return Slot(runs, where, say(f"choice.{state}"), mark, value=list(_SIGNS).index(state))
    said = {one.expert: one.state for one in round.counties[county].totals}.get(expert, "")
    word = say("assigned.said") if said == "recused" else "·"
    return slot(word, "faint", address=where, mark=mark)


def _footer(round: Round) -> Line:
    """How many of each, and who is still missing."""
    pairs = [(county, str(one["code"])) for county in round.counties for one in round.experts]
    states = Counter(round.assignment(*pair) for pair in pairs)
    lead = [Run(say("sheet.assignments_total"), "bold foreground")]
    lead += [
        Run(
            f"  {_SIGNS[state]} {say(f'choice.{state}')} {states[state]}",
            _INKS[state] if states[state] else "faint",
        )
        for state in _SIGNS
        if states[state] or round.by_matrix
    ]
    if not round.by_matrix:
        lead.append(Run("   " + say("sheet.assignments_none"), "muted"))
        return Line("total", kind="total", lead=tuple(lead))
    missing = sum(
        round.due(county, one.expert) and one.state in ("none", "incomplete")
        for county, done in round.counties.items()
        for one in done.totals
    )
    if missing:
        lead.append(Run("   ○ " + say("sheet.assignments_missing", count=missing), "warning"))
    return Line("total", kind="total", lead=tuple(lead))
