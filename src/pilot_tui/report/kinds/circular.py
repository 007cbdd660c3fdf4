"""The circular: a counted opening, indicators and tasks, what is behind and where; the tables as annexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from pilot_tui.report.asked import Asked
from pilot_tui.report.document import Block, Heading, Note, Paragraph, Run
from pilot_tui.report.kinds import standard
from pilot_tui.report.kinds.circular_lines import (
    county_name,
    every_line,
    indicators_behind,
    placed,
    share,
    tasks_behind,
)
from pilot_tui.report.material import Material
from pilot_tui.report.tables import said
from pilot_tui.report.tables.findings import findings_table
from pilot_tui.words import say


def blocks(material: Material, asked: Asked) -> Iterator[Block]:
    """Five sections and three annexes, with blanks for what only the office can write."""
    yield _line("circular_number", "center")
    yield _line("circular_to")
    for name, section in _SECTIONS.items():
        yield Heading(say(f"report.circular_{name}"))
        yield from section(material)
    yield _line("circular_signed", "right")
    yield _line("circular_date", "right")
    for at, annex in enumerate((standard.indicators, standard.review, standard.tasks), 1):
        yield Heading(say("report.circular_annex", n=at))
        yield from annex(material)


def _line(key: str, align: Literal["left", "center", "right"] = "left") -> Paragraph:
    return Paragraph((Run(say(f"report.{key}")),), align)


def _said(key: str, **facts: object) -> Run:
    return Run(say(f"report.{key}", **facts))


def _overall(material: Material) -> Iterator[Block]:
    """How many, how many of them met, in what share; who leads."""
    runs = [_said("circular_scope", counties=len(material.standings), year=material.year)]
    if lights := [line.score.light for _, line in every_line(material)]:
        runs += _counted("indicators", lights)
    if material.tasks:
        runs.append(_on_schedule(material))
    yield Paragraph(tuple(runs))
    ranked = [placed(material, one) for one in material.standings if one.rank]
    if len(ranked) > 1:
        yield Paragraph((_said("circular_ranks", names=said.listed(ranked)),))


def _on_schedule(material: Material) -> Run:
    done = material.tasks.share(material.rule)
    facts = {
        "count": material.tasks.count,
        "due": done.due,
        "on": done.on_schedule,
        "behind": done.due - done.on_schedule,
    }
    counted = say("report.circular_on_schedule", percent=share(done.on_schedule, done.due), **facts)
    return Run(counted, "strong")


def _counted(name: str, lights: list[str]) -> Iterator[Run]:
    known = [light for light in lights if light != "unknown"]
    met = known.count("good")
    facts = {"count": len(lights), "known": len(known), "met": met, "behind": len(known) - met}
    yield Run(say(f"report.circular_met_{name}", percent=share(met, len(known)), **facts), "strong")
    if missing := len(lights) - len(known):
        yield Run(say("report.circular_unreported", count=missing), "warning")


def _indicators(material: Material) -> Iterator[Block]:
    """Dimension by dimension: how many met."""
    found: dict[str, list[str]] = {}
    for _, line in every_line(material):
        found.setdefault(line.score.reading.dimension, []).append(line.score.light)
    if not found:
        yield Note(say("report.no_indicators"), "empty")
        return
    for home, score in material.standings[0].card.dimensions:
        lights = found.get(score.dimension, [])
        name = Run(said.named(home, score.dimension) + say("report.colon"), "strong")
        yield Paragraph((name, *_counted("dimension", lights)))


def _tasks(material: Material) -> Iterator[Block]:
    """County by county: how many on schedule."""
    if not material.tasks:
        yield Note(say("report.no_tasks"), "empty")
    for county, one in material.tasks.sums.items():
        done = one.share
        facts = {"on": done.on_schedule, "due": done.due, "percent": share(done.on_schedule, done.due)}
        name = Run(county_name(material, county) + say("report.colon"), "strong")
        yield Paragraph((name, _said("circular_share", **facts)))


def _problems(material: Material) -> Iterator[Block]:
    """Every indicator and every task that is behind, by name; then what is wrong with the figures."""
    yield from _list("circular_indicators_behind", indicators_behind(material))
    yield from _list("circular_tasks_behind", tasks_behind(material))
    yield findings_table(material) if material.findings else Paragraph((_said("no_findings"),))


def _list(key: str, told: Iterable[str]) -> Iterator[Paragraph]:
    found = list(told)
    yield Paragraph((Run(say(f"report.{key}", count=len(found)), "strong"),))
    for at, line in enumerate(found, 1):
        yield Paragraph((_said("circular_item", n=at, said=line),))


def _next(material: Material) -> Iterator[Block]:
    """Who has figures to hand in; the rest is for the office to write."""
    for one in material.standings:
        if one.card.sheet.missing:
            facts = {"county": said.named(one.county), "count": one.card.sheet.missing}
            yield Paragraph((_said("circular_report_missing", **facts),))
    yield Paragraph((Run(say("report.circular_blank"), "muted"),))


_SECTIONS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "overall": _overall,
    "indicators": _indicators,
    "tasks": _tasks,
    "problems": _problems,
    "next": _next,
}
