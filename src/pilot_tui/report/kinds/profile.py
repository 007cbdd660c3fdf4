"""One county on a page or two: what it is, where it stands, how it came there, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.report.asked import Asked
from pilot_tui.report.charts import criteria_chart, dimensions_chart, years_chart
from pilot_tui.report.document import Block, Chart, Heading, Note
from pilot_tui.report.kinds import standard
from pilot_tui.report.material import Material
from pilot_tui.report.tables.findings import findings_table
from pilot_tui.report.tables.profile import profile_table
from pilot_tui.words import say
from pilot_tui.workbook.rows import text


def blocks(material: Material, asked: Asked) -> Iterator[Block]:
    """The facts, the scorecard with its history, the panel, the tasks, the findings."""
    for one in material.standings:
        county = text(one.pilot, "county")
        yield profile_table(material, one)
        yield from _drawn(dimensions_chart(material, [one]))
        yield from standard.indicators(material)
        yield from _drawn(years_chart(material, one, material.history.get(county, {})))
        if material.round and material.marks.get(county):
            yield from standard.review(material)
            yield from _drawn(criteria_chart(material, material.round, one))
        yield from standard.tasks(material)
        yield from findings(material)


def findings(material: Material) -> Iterator[Block]:
    """What is wrong, or that nothing is."""
    if material.findings:
        yield findings_table(material)
    else:
        yield Heading(say("report.findings_title"))
        yield Note(say("report.no_findings"), "empty")


def _drawn(chart: Chart | None) -> Iterator[Block]:
    if chart:
        yield chart
