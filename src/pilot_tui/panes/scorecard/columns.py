"""The columns of the scorecard."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.pane.fields import extra_columns
from pilot_tui.pane.slots import MARK
from pilot_tui.widgets.sheet import Column
from pilot_tui.words import say, spoken

ROOM_FOR_NAMES = 116
"""Cells from which the indicators stand with their full names."""
EXTRAS = (
    "numerator",
    "denominator",
    "reported_completion",
    "state",
    "as_of",
    "owner_zh",
    "owner_en",
    "remedy",
    "remark",
    "source",
    "provenance",
)
"""Fields whose columns are brought in by who wants them."""
HOME = "actual"
"""The column the cursor first stands in."""


def columns(baseline_year: int | None, wide: bool) -> list[Column]:
    """From the mark of illustrative rows to the score; `wide` for full names."""
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
        Column("bar", "", 16, gap=1, stop=False, least=6, sortable=False),
        Column("completion", titles["completion"], 6, "right", gap=0, computed=True),
        Column("light", titles["light"], 6, gap=2, stop=False),
        Column("score", titles["score"], 10, "right", gap=1, computed=True),
        *extra_columns("value", EXTRAS),
    ]
