"""The standard tables of a year, all of them or one, each with its chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pilot_tui.report.asked import LEDGERS, Asked
from pilot_tui.report.charts import curve_chart, marks_chart, ranks_chart
from pilot_tui.report.document import Block, Chart, Heading, Note, Table
from pilot_tui.report.material import Material
from pilot_tui.report.tables import counties_table, indicators_table, review_table, tasks_table
from pilot_tui.report.tables.facts import facts_table
from pilot_tui.report.tables.firms import firms_table
from pilot_tui.report.tables.ones import industries_table
from pilot_tui.report.tables.rectifying import rectification_table
from pilot_tui.words import say


def blocks(material: Material, asked: Asked) -> Iterator[Block]:
    """The overview unless of one county, then indicators, review and tasks; or only the one asked for."""
    if asked.of in _PARTS:
        yield from _PARTS[asked.of](material)
        return
    for name, part in _PARTS.items():
        if (name != "counties" or not material.county) and _belongs(name, material):
            yield from part(material)


def _belongs(name: str, material: Material) -> bool:
    """Whether a table stands in the summary of a year: of a ledger only where there is something in it."""
    return name not in LEDGERS or bool(getattr(material.ledgers, name))


def counties(material: Material) -> Iterator[Block]:
    """Where the counties stand."""
    tables = [counties_table(material)] if material.standings else []
    yield from or_note("counties", tables, material, ranks_chart(material) if tables else None)


def indicators(material: Material) -> Iterator[Block]:
    """A table for every county that has indicators."""
    cards = (one for one in material.standings if one.card.lines)
    yield from or_note("indicators", (indicators_table(material, one) for one in cards), material)


def review(material: Material) -> Iterator[Block]:
    """What the panel made of it."""
    round = material.round if material.standings else None
    chart = marks_chart(material, round) if round else None
    yield from or_note("review", [review_table(material, round)] if round else [], material, chart)


def tasks(material: Material) -> Iterator[Block]:
    """The tasks of the year."""
    chart = curve_chart(material)
    yield from or_note("tasks", [tasks_table(material)] if material.tasks else [], material, chart)


def ledger(name: str, table: Callable[[Material], Table]) -> Callable[[Material], Iterator[Block]]:
    """Firms, industries, rectification items or facts."""

    def part(material: Material) -> Iterator[Block]:
        return or_note(name, [table(material)] if getattr(material.ledgers, name) else [], material)

    return part


_PARTS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "counties": counties,
    "indicators": indicators,
    "review": review,
    "tasks": tasks,
    "firms": ledger("firms", firms_table),
    "industries": ledger("industries", industries_table),
    "rectification": ledger("rectification", rectification_table),
    "facts": ledger("facts", facts_table),
}


def or_note(
    name: str, tables: Iterable[Table], material: Material, chart: Chart | None = None
) -> Iterator[Block]:
    """The tables, made one by one, and their chart; or under their title why there are none."""
    some = False
    for table in tables:
        some = True
        yield table
    if chart:
        yield chart
    if not some:
        why = name if material.standings or name in ("tasks", *LEDGERS) else "counties"
        yield Heading(say(f"report.{name}"))
        yield Note(say(f"report.no_{why}"), "empty")
