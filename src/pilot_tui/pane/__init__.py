"""A pane: a drawing of the workbook at a view."""

from pilot_tui.pane.base import Pane
from pilot_tui.pane.view import View

__all__ = ["Pane", "View"]
