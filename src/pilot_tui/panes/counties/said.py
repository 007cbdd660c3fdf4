"""A county's grade and its rank in its tier, in words."""

from __future__ import annotations

from pilot_tui.report.explaining.said import figure
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.ruleset import blank_as
from pilot_tui.workbook.standings import Standing


def grade_of(band: Row) -> str:
    """The name of a grade and what it takes: `good 80–90`."""
    ends = {"low": figure(band.get("low")), "high": figure(band.get("high"))}
    unit = " %" if blank_as(band, "band", "of") == "rank_share" else ""
    return say("counties.grade", name=one_line(pick(band, "name")), unit=unit, **ends)


def tier_of(one: Standing) -> str:
    """The tier of a county, and its rank there."""
    tier = one_line(one.tier)
    if one.tier_rank is None:
        return say("counties.tier_unranked", tier=tier)
    return say("counties.tier", tier=tier, rank=one.tier_rank)
