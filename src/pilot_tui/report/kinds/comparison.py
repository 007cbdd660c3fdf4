"""Some counties side by side."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.errors import FewCounties
from pilot_tui.report.asked import Asked
from pilot_tui.report.charts import dimensions_chart, marks_chart
from pilot_tui.report.document import Block
from pilot_tui.report.kinds import standard
from pilot_tui.report.material import Material
from pilot_tui.report.tables.comparison import comparison_table

_MOST = 6
"""Counties a page is wide enough for."""


def blocks(material: Material, asked: Asked) -> Iterator[Block]:
    """Every indicator of each, the dimensions as bars, the panel's marks; raises `FewCounties`."""
    if not 2 <= len(material.standings) <= _MOST:
        raise FewCounties(count=len(material.standings), most=_MOST)
    tables = [comparison_table(material)] if any(one.card.lines for one in material.standings) else []
    chart = dimensions_chart(material, material.standings) if tables else None
    yield from standard.or_note("comparison", tables, material, chart)
    if material.round and (heat := marks_chart(material, material.round)):
        yield heat
