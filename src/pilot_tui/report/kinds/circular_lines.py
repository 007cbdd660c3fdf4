"""The lines of a circular: what is behind, county by county, with what it has reached."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pilot_tui.cells import group_thousands
from pilot_tui.report.figures import percent, points, signed
from pilot_tui.report.material import ILLUSTRATIVE, Material
from pilot_tui.report.tables import said
from pilot_tui.words import pick, say
from pilot_tui.workbook.cards import CardLine
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.standings import Standing
from pilot_tui.workbook.tasks import TaskLine

_BEHIND = ("look", "late")


def every_line(material: Material) -> Iterator[tuple[Standing, CardLine]]:
    """Every indicator of every county."""
    return ((one, line) for one in material.standings for line in one.card.lines)


def share(part: int, whole: int) -> str:
    """Percent, one decimal; a dash of nothing."""
    return percent(Fraction(100 * part, whole), 1) or said.DASH if whole else said.DASH


def placed(material: Material, one: Standing) -> str:
    """Rank, county, total."""
    total = points(one.card.sheet.total_rescaled, material.rule)
    return say("report.circular_placed", rank=one.rank, county=said.named(one.county), score=total)


def county_name(material: Material, county: str) -> str:
    """A county's name, by id; what is of none is of all."""
    row = material.county_rows.get(county)
    return (county if row is None else said.named(row)) or say("report.all_counties")


def indicators_behind(material: Material) -> Iterator[str]:
    """Each that is low or late."""
    for one, line in every_line(material):
        light = line.score.light
        if light in _BEHIND:
            facts = {
                "county": said.named(one.county),
                "name": pick(line.indicator, "short") or said.named(line.indicator),
                "percent": percent(line.score.completion),
                "light": said.light(light, say(f"light.{light}")).text,
            }
            yield say("report.circular_behind", **facts) + _marked(line.value)


def tasks_behind(material: Material) -> Iterator[str]:
    """Each that is due and slow, behind, late or overdue."""
    for county, lines in material.tasks.items():
        for line in lines:
            if line.progress.due and line.progress.light in _BEHIND:
                yield _task(county_name(material, county), line) + _marked(line.row)


def _task(county: str, line: TaskLine) -> str:
    done, name = line.progress, said.named(line.row)
    light = said.light(done.light, say(f"pace.{done.word}")).text
    if done.completion is None or done.gap is None:
        return say("report.circular_task_dated", county=county, name=name, light=light)
    reached, gap = percent(done.completion), group_thousands(signed(done.gap) or "")
    facts = {"county": county, "name": name, "light": light}
    return say("report.circular_task_behind", percent=reached, gap=gap, **facts)


def _marked(row: Row) -> str:
    """Behind a line that is invented."""
    invented = row.get("provenance") == ILLUSTRATIVE
    return say("report.in_brackets", said=say("app.illustrative")) if invented else ""
