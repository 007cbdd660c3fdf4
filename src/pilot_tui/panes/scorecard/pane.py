"""A county's indicators, or one indicator after the other across all counties."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.pane import Pane
from pilot_tui.pane.slots import MARK
from pilot_tui.panes.scorecard import across, one
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.sheet import Column, Run
from pilot_tui.words import say, spoken

ROOM_FOR_NAMES = 116
"""Cells from which the indicators stand with their full names."""


class ScorecardPane(Pane):
    """Targets, actuals, completion, lights and scores of one county, or of all."""

    NAME, ORDER, HOME = "scorecard", 1, "actual"

    def draw(self) -> None:
        """Show the view; the cursor stays on its indicator."""
        county, code = self._here()
        view = self.view
        self.grid.empty = Empty(
            say("scorecard.empty"),
            say("scorecard.empty_more"),
            (Run("P", "primary"), Run(say("key.programme"), "muted")),
        )
        card = self.book.card(view.programme, view.county, view.year)
        wide = bool(self.room())
        columns = _columns(card.baseline_year, wide)
        if view.everyone:
            self.grid.show(across.source(self.book, view, columns))
        else:
            self.grid.show(one.source(self.book, card, columns, wide))
        chosen = county if view.everyone and county else view.county
        if code:
            self.grid.move_to(f"{chosen}.{code}")
        elif view.everyone:
            self.grid.move_to(f"{view.county}.{card.lines[0].indicator['code']}" if card.lines else "")

    def room(self) -> object:
        """Whether the indicators stand with their full names."""
        return self.grid.size.width >= ROOM_FOR_NAMES

    def _here(self) -> tuple[str, str]:
        county, _, code = self.grid.cursor[0].partition(".")
        moved = self._shown_county != self.view.county
        self._shown_county = self.view.county
        return ("" if moved else county), code

    _shown_county = ""


def _columns(baseline_year: int | None, wide: bool) -> list[Column]:
    chinese = spoken() == "zh"
    titles: Mapping[str, str] = {
        name: say(f"scorecard.{name}")
        for name in ("name", "unit", "target", "actual", "completion", "light", "score", "baseline")
    }
    return [
        MARK,
        Column("name", titles["name"], 34 if wide else 16, frozen=True, least=10, most=48, stop=False),
        Column("unit", titles["unit"], 7 if chinese else 6, stop=False, drop=2),
        Column("baseline", str(baseline_year or titles["baseline"]), 6, "right", drop=1),
        Column("operator", "", 1, gap=2),
        Column("target", titles["target"], 6, "right"),
        Column("actual", titles["actual"], 6, "right", gap=2, mark=True),
        Column("bar", "", 16, gap=1, stop=False, least=6),
        Column("completion", titles["completion"], 6, "right", gap=0, stop=False),
        Column("light", titles["light"], 6, gap=2, stop=False),
        Column("score", titles["score"], 10, "right", gap=1, stop=False),
    ]


PANE = ScorecardPane
