"""A pane: a drawing of the workbook at a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot_tui.pane.view import View

if TYPE_CHECKING:
    from pilot_tui.pane.base import Pane

__all__ = ["Pane", "View"]


def __getattr__(name: str) -> type[Pane]:
    """`Pane` brings Textual with it, and what a pane draws can be told without."""
    if name != "Pane":
        raise AttributeError(name)
    from pilot_tui.pane.base import Pane

    return Pane
