from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from desk.terminal import Desk
from pilot_tui import panes

OpenDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def _as_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What opening the desk sets: the words of the panes, and frames as soon as there is anything new.

    What is wrong is looked for a moment after the last key, which `drawn` waits for: a short one.
    No backup falls due while a test looks at the screen: a slow machine would show one being made.
    """
    panes.say_all()
    monkeypatch.setattr("pilot_tui.screens.exchanging._STANDS_SECONDS", 86_400.0)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1 / 480)
    monkeypatch.setattr("pilot_tui.screens.questioning._AFTER_SECONDS", 0.02)


@pytest.fixture
def open_desk(demo: Path) -> Iterator[OpenDesk]:
    """Opens the desk in a terminal, on the demo file unless told otherwise, and takes it away afterwards."""
    if sys.platform == "win32":
        pytest.skip("there is no pty on Windows to open the desk in")
    opened: list[Desk] = []

    def opening(*options: str, path: Path = demo, **how: object) -> Desk:
        desk = Desk(path, *options, **how)  # type: ignore[arg-type]  # handed on as given
        opened.append(desk)
        return desk.ready()

    yield opening
    for desk in opened:
        desk.close()


@pytest.fixture
def sheet_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if what writes spreadsheets were installed; for tests in which none is written."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", ModuleType("xlsxwriter"))
