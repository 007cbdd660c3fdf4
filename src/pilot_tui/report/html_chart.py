"""A chart as a figure of a page: the drawing, and its figures as a table for who would rather read."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Chart, Labels
from pilot_tui.report.drawing import draw
from pilot_tui.report.html_table import bare_table
from pilot_tui.report.html_text import escaped
from pilot_tui.report.svg_marks import inline

WIDTH = 760.0
"""Points a chart is drawn for; the page scales it."""


def chart_parts(chart: Chart, labels: Labels, at: int) -> Iterator[str]:
    """The chart under its title; its colours are the variables of the style sheet."""
    title, subtitle = escaped(chart.title), escaped(chart.subtitle)
    yield '<figure class="chart">\n'
    yield f'<figcaption><h2 id="t{at}">{title}<small>{subtitle}</small></h2></figcaption>\n'
    yield inline(draw(chart, WIDTH, labels.mark), lambda ink: f"var(--{ink})")
    yield from (f'<p class="note">{escaped(note)}</p>\n' for note in chart.notes)
    yield f"<details><summary>{escaped(labels.figure)}</summary>\n"
    yield from bare_table(chart_table(chart, labels), labels.illustrative)
    yield "</details>\n</figure>\n"
