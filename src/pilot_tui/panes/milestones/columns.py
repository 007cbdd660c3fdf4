"""The columns of milestones."""

from __future__ import annotations

from dataclasses import replace

from pilot_tui.pane.fields import extra_columns
from pilot_tui.pane.slots import MARK
from pilot_tui.panes.milestones.rows import EXTRAS
from pilot_tui.widgets.layout import layout
from pilot_tui.widgets.sheet import Column
from pilot_tui.words import say, spoken


def scaled(given: list[Column], cells: int) -> list[Column]:
    """The columns with `0 … 100` over the bar, as wide as it will be."""
    wide = next((placed.width for placed in layout(given, cells) if placed.column.key == "bar"), 0)
    scale = f"0{'100':>{wide - 1}}" if wide > 4 else ""
    return [replace(column, title=scale) if column.key == "bar" else column for column in given]


def columns() -> list[Column]:
    """From left to right."""
    chinese = spoken() == "zh"
    return [
        MARK,
        Column("name", say("milestones.name"), 18 if chinese else 16, frozen=True, least=11, most=56),
        Column("target", say("milestones.target"), 9, "right"),
        Column("actual", say("milestones.actual"), 8, "right", gap=1, mark=True),
        Column("unit", say("milestones.unit"), 6, gap=0, stop=False, drop=1),
        Column("bar", "", 17, gap=1, stop=False, least=9, drop=2, sortable=False),
        Column("completion", say("milestones.completion"), 5, "right", gap=1, computed=True),
        Column("gap", say("milestones.gap"), 6, "right", gap=1, computed=True),
        Column("light", say("milestones.light"), 6 if chinese else 8, gap=2, stop=False),
        *extra_columns("milestone", EXTRAS),
    ]
