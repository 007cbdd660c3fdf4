"""A terminal with sixteen colours, or none: what is marked by a tint elsewhere is marked by a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from pilot_tui.colours import COLOURS
from pilot_tui.widgets.ink import Ink


@pytest.mark.parametrize("theme", COLOURS)
def test_a_tint_is_underlined_where_it_could_not_be_seen(theme: str) -> None:
    few, many = Ink(COLOURS[theme], few=True), Ink(COLOURS[theme])
    for ground in ("selected", "cursor", "edit", "refused"):
        assert few("faint", ground).underline
        assert not many("faint", ground).underline
    assert not few("foreground", "base").underline


@pytest.mark.parametrize(
    "env", [{"TEXTUAL_COLOR_SYSTEM": "standard"}, {"NO_COLOR": "1"}], ids=["sixteen", "none"]
)
def test_the_cursor_is_seen_without_colours(open_desk: OpenDesk, demo: Path, env: dict[str, str]) -> None:
    desk = open_desk(env=env).settled()
    x, y = desk.cursor
    here, beside = desk.look(x + 3, y), desk.look(x - 3, y)
    assert here.ground != beside.ground
    assert desk.stage[y].startswith("▎")
