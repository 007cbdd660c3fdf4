"""The line of a county group on one indicator: what its counties come to together."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import group_thousands, point
from pilot_tui.pane import View
from pilot_tui.pane.slots import FRAC, UNKNOWN, WHOLE, line
from pilot_tui.panes.scorecard.one import name
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.groups import Group
from pilot_tui.workbook.rows import Row, address, text


def group_line(book: Workbook, view: View, columns: Sequence[Column], indicator: Row, group: Group) -> Line:
    """Its name with how many counties stand behind the figure, and the figure, which is explained."""
    code = text(indicator, "code")
    done = book.together(view.programme, indicator, group, view.year)
    where = address("value", f"{view.programme}.{group.id}.{code}.{view.year}", "grouped")
    facts = {"name": name(group.row), "there": len(done.parts), "of": done.of}
    figure = UNKNOWN
    if done.figure is not None:
        told = shown(done.figure, int(text(indicator, "decimals") or FRAC), "half_up")
        figure = slot(point(group_thousands(told), WHOLE, FRAC), "italic muted")._replace(value=done.figure)
    slots = {
        "name": slot(say("scorecard.group", **facts), "muted"),
        "unit": slot(one_line(pick(indicator, "unit_short") or pick(indicator, "unit")), "faint"),
        "actual": figure._replace(about=where),
    }
    return line(columns, f"{group.id}.{code}", slots)
