"""Two counties, one with few milestones and one with nine times as many."""

from __future__ import annotations

from pathlib import Path

from pilot_tui.model import Birth
from pilot_tui.store import building

YEARS = range(2033, 2035)
FEW, MANY = 50, 450
"""Milestones of a year."""


def country(path: Path) -> Path:
    """Two counties, the second with nine times as many milestones, and one name that stands twice."""
    rows = [Birth("programme", "P", {"name_zh": "方案"})]
    for county, count in (("few", FEW), ("many", MANY)):
        rows.append(Birth("county", county, {"name_zh": county}))
        rows.append(Birth("pilot", f"P.{county}", {"programme": "P", "county": county}))
        rows += (milestone(county, year, nth) for year in YEARS for nth in range(count))
    rows.append(milestone("many", YEARS[-1], MANY + 1, name="完成技改项目 0"))
    building.build(path, rows)
    return path


def milestone(county: str, year: int, nth: int, name: str = "") -> Birth:
    """One with a target and an actual, in which nothing is wrong but its name."""
    said = {
        "area_zh": "技术改造",
        "area_en": "Renewal",
        "unit_zh": "个",
        "source": "示例",
        "as_of": f"{year}-12-31",
    }
    figures: dict[str, object] = {
        "target": "24",
        "actual": "25",
        "position": nth,
        "provenance": "illustrative",
    }
    home: dict[str, object] = {"programme": "P", "county": county, "year": year}
    named: dict[str, object] = {"name_zh": name or f"完成技改项目 {nth}", "name_en": f"Projects {nth}"}
    return Birth("milestone", f"{county}{year}m{nth:03d}", home | named | said | figures)
