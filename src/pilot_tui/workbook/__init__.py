"""The verbs, shared by the shell and the screen: read, decide, write."""

from pilot_tui.workbook.workbook import Workbook

__all__ = ["Workbook"]
