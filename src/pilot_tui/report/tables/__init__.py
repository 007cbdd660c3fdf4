"""The standard tables, one builder each: material in, one table of the document model out."""

from pilot_tui.report.tables.counties import counties_table
from pilot_tui.report.tables.indicators import indicators_table
from pilot_tui.report.tables.review import review_table
from pilot_tui.report.tables.tasks import tasks_table

__all__ = ["counties_table", "indicators_table", "review_table", "tasks_table"]
