"""A review round: the experts' totals, the heat of their marks, one sheet per criterion behind."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.report.asked import Asked
from pilot_tui.report.document import Block
from pilot_tui.report.kinds import standard
from pilot_tui.report.material import Material
from pilot_tui.report.tables.criteria import criterion_table


def blocks(material: Material, asked: Asked) -> Iterator[Block]:
    """The standard table, its chart, a sheet for every criterion."""
    yield from standard.review(material)
    round = material.round
    if round and any(material.marks.values()):
        for at in range(len(round.criteria)):
            yield criterion_table(material, round, at)
