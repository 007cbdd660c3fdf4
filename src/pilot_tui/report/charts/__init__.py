"""The charts of the summaries, one builder each: material in, one chart of the document model out."""

from pilot_tui.report.charts.curve import curve_chart
from pilot_tui.report.charts.marks import criteria_chart, marks_chart
from pilot_tui.report.charts.scores import dimensions_chart, ranks_chart
from pilot_tui.report.charts.years import years_chart

__all__ = ["criteria_chart", "curve_chart", "dimensions_chart", "marks_chart", "ranks_chart", "years_chart"]
