"""What is wrong in a file: rows gathered for the rules of `rules.findings`, answers kept, some explained."""

from pilot_tui.workbook.findings.found import Found

__all__ = ["Found"]
