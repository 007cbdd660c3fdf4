"""The county's card below the list: whole parts, and of the way through the workflow the step it is at."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import drawn

DIMENSIONS = ["Innovation", "Brand, quali", "Scale", "Structure", "Integration", "Green"]
COUNTIES = ["Yongkang", "Changxing", "Shangyu", "Haining", "Wenling"]


@pytest.mark.parametrize("height", range(24, 44))
async def test_no_part_is_cut_in_the_middle(demo: Path, height: int) -> None:
    async with drawn(demo, size=(110, height)) as (app, _pilot):
        await app.typed("0", ".", "5", "enter")  # and another rank does not change that
        said = [line.split("│")[0].strip() for line in app.drawing.lines]
    begun = [line for line in said if line[:2] in ("● ", "◆ ", "○ ")]
    dimensions = [name for name in DIMENSIONS if any(line.startswith(name) for line in said)]
    assert all(any(name in line for line in said) for name in COUNTIES)
    assert dimensions in ([], DIMENSIONS)
    assert ("Workflow" in said) == bool(begun)
    assert not begun or any(line.startswith("◆") for line in begun)
    assert len(begun) != 1


async def test_counties_passed_by_faster_than_they_are_drawn(demo: Path) -> None:
    async with drawn(demo) as (app, _pilot):
        app.desk.action_county(1)
        app.desk.action_county(1)
        app.desk.action_county(1)
        await app.drawn()
        assert app.desk.view.county == app.desk.counties.grid.cursor[0] == "haining"
