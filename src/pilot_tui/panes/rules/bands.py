"""What grade bands come to: whether they leave anything out."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.report.explaining.said import figure
from pilot_tui.rules.findings.setup import bands
from pilot_tui.widgets.sheet import Line, Run
from pilot_tui.words import say
from pilot_tui.workbook.rows import Row, number, text
from pilot_tui.workbook.ruleset import blank_as


def bands_footer(rows: Sequence[Row]) -> Line:
    """From where to where the bands reach without a gap; else where the first gap or overlap is."""
    said: list[Run] = []
    for of in dict.fromkeys(blank_as(row, "band", "of") for row in rows):
        mine = [row for row in rows if blank_as(row, "band", "of") == of]
        given = [(text(row, "id"), number(row, "low"), number(row, "high")) for row in mine]
        said.append(Run(("   " if said else "") + say(f"choice.{of}") + "  ", "bold foreground"))
        wrong = next(bands(given), None)
        if wrong is None:
            ends = [end for _, low, high in given for end in (low, high) if end is not None]
            said.append(Run(say("rules.whole", low=figure(min(ends)), high=figure(max(ends))), "muted"))
        else:
            facts = {name: figure(value) for name, value in wrong.facts.items()}
            said.append(Run("▲ " + say("rules.broken", **facts), "warning"))
    return Line("total", kind="total", lead=tuple(said))
