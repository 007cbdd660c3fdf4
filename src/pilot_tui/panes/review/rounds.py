"""A county's rounds beside one another: mean, rank, and what changed since the round before."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import UNKNOWN, line
from pilot_tui.panes.review.totals import rule_of
from pilot_tui.report.figures import points
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, Source, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address, text

_MOST = 6
"""Rounds that are compared: the last ones."""


class RoundsSheet(Sheet):
    """Counties down, rounds across."""

    NAME, HOME = "rounds", ""

    def source(self) -> Source:
        """The counties in order of the pilots."""
        programme = self.view.programme
        ids = [str(row["id"]) for row in self.book.rounds(programme)][-_MOST:]
        rounds = [found for id in ids if (found := self.book.round(programme, id)) is not None]
        if not rounds:
            return Listed((), ())
        columns = [
            Column("name", say("review.county"), 12, stop=False, frozen=True, least=12, most=18),
            *(column for at, round in enumerate(rounds) for column in _columns(round, first=at == 0)),
        ]

        def made(county: str) -> Line:
            _, row = self.book.place(programme, county)
            return _line(columns, rounds, county, one_line(pick(row, "name")))

        fetch = partial(self.book.fetch_places, programme)
        return Lazy(columns, list(rounds[-1].counties), made, (), self.book.spelling, fetch)


def _columns(round: Round, *, first: bool) -> list[Column]:
    head = one_line(text(round.row, "held") or pick(round.row, "name") or round.id)
    mean = Column(f"{round.id}.mean", head, 8, "right", gap=3, computed=True, subtitle=say("review.mean"))
    rank = Column(f"{round.id}.rank", "", 4, "right", gap=1, computed=True, subtitle=say("review.rank"))
    since = Column(f"{round.id}.since", "", 6, "right", gap=1, stop=False, subtitle=say("review.since"))
    return [mean, rank] if first else [mean, rank, since]


def _line(columns: Sequence[Column], rounds: Sequence[Round], county: str, name: str) -> Line:
    slots: dict[str, Slot] = {"name": slot(name)}
    before = None
    for round in rounds:
        done, rank, home = round.counties[county], round.ranks.get(county), f"{round.id}.{county}"
        hidden = county in round.hidden
        mean = points(done.mean, rule_of(round))
        slots[f"{round.id}.mean"] = (
            Slot((Run(mean),), about=address("review", home, "mean"), value=done.mean)
            if mean is not None
            else slot(say("absence.hidden"), "faint")
            if hidden
            else UNKNOWN
        )
        if rank:
            place = Run(str(rank), "muted")
            slots[f"{round.id}.rank"] = Slot((place,), about=address("review", home, "rank"), value=rank)
        if before is not None and done.mean is not None:
            away = done.mean - before
            slots[f"{round.id}.since"] = Slot((Run(_signed(away), "muted"),), value=away)
        before = done.mean
    return line(columns, county, slots)


def _signed(away: Fraction) -> str:
    said = shown(abs(away), 2)
    return f"{'−' if away < 0 else '+'}{said}"
