"""Nine pictures of the desk on the untouched demo set, compared dot by dot.

After a change that is meant to be seen: look at `snapshot_report.html`, then run
`pytest tests/desk/test_pictures.py --snapshot-update` with Python 3.11 and the versions of `constraints.txt`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from pilot_tui.app import PilotApp
from pilot_tui.screens.main import MainScreen
from pilot_tui.store import Store
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are drawn, and compared, by Python 3.11 only"
)

Compare = Callable[..., bool]
Picture = Callable[..., PilotApp]


@pytest.fixture
def picture(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Picture]:
    """The desk, still: nothing moves, nothing blinks."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    with Store.open(demo) as store:

        def drawn(lang: str, theme: str = "ink") -> PilotApp:
            speak(lang)
            return PilotApp(Workbook(store, "lin"), theme)

        yield drawn


async def looked_through(pilot: Pilot[None]) -> None:
    """What is wrong is counted a moment after the start, on a busy machine a long one."""
    desk = pilot.app.screen
    assert isinstance(desk, MainScreen)
    while desk.asking or not desk.found_count:
        await pilot.pause(0.01)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_desk(snap_compare: Compare, picture: Picture, size: tuple[int, int], lang: str) -> None:
    assert snap_compare(picture(lang), terminal_size=size, run_before=looked_through)


@pytest.mark.parametrize(
    ("tab", "lang", "theme"),
    [("2", "zh", "ink"), ("3", "en", "ink"), ("4", "zh", "ink"), ("5", "zh", "ink"), ("1", "en", "paper")],
    ids=["review", "milestones", "findings", "history", "paper"],
)
def test_a_pane(snap_compare: Compare, picture: Picture, tab: str, lang: str, theme: str) -> None:
    assert snap_compare(
        picture(lang, theme), press=["g", tab], terminal_size=(120, 36), run_before=looked_through
    )
