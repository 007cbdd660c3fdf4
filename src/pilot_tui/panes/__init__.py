"""The panes, one folder each, found by themselves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pilot_tui.words import load

if TYPE_CHECKING:
    from pilot_tui.pane import Pane

_HOME = Path(__file__).parent


def names() -> list[str]:
    """The folders that hold a pane."""
    return sorted(path.parent.name for path in _HOME.glob("*/pane.py"))


def pane(name: str) -> type[Pane]:
    """The pane of a folder; its words can be said from now on."""
    load(_HOME / name)
    room = import_module(f"pilot_tui.panes.{name}.pane")
    found: type[Pane] = room.PANE
    return found


def say_all() -> None:
    """Load every pane's words: titles are shown before the panes are made."""
    for name in names():
        load(_HOME / name)
