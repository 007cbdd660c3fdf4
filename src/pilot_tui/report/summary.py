"""The printed summary: one document from a workbook, and the writer of the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pilot_tui.errors import IllustrativeInOfficial
from pilot_tui.report.document import Block, Document, Heading, Labels, Note, Table
from pilot_tui.report.figures import percent
from pilot_tui.report.material import Material, gather
from pilot_tui.report.tables import counties_table, indicators_table, review_table, said, tasks_table
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import text

WIDTH = 100
"""Cells of a text nobody gave a width for."""


def write_summary(
    book: Workbook,
    programme: str,
    year: int,
    *,
    form: str = "text",
    county: str = "",
    width: int | None = None,
    official: bool = False,
) -> str:
    """The summary as one text.

    Args:
        book: The open file.
        programme: Its id, or empty for the first.
        year: The year of the scorecards and tasks.
        form: `text` or `html`.
        county: Its id, or empty for all.
        width: Cells per line of a text.
        official: Refuse anything illustrative.

    Raises:
        Unknown: When there is no such programme or county.
        IllustrativeInOfficial: With `official`, when an illustrative row stands behind it.
        KeyError: For a form that nobody writes.
    """
    document = summary_document(book, programme, year, county)
    if official:
        refuse_illustrative(document)
    return _WRITERS[form](document, width or WIDTH)


def summary_document(book: Workbook, programme: str, year: int, county: str = "") -> Document:
    """The standard tables of a programme's year in the language now spoken; raises `Unknown`."""
    material = gather(book, programme, year, county)
    kinds = tuple((say(f"report.row_{table}"), count) for table, count in material.invented.items())
    return Document(
        title=said.named(material.programme, material.id),
        subtitle=_subtitle(material),
        language=spoken(),
        labels=_labels(),
        blocks=(*_banner(kinds), *_blocks(material)),
        closing=tuple(_closing(material)),
        illustrative=kinds,
    )


def refuse_illustrative(document: Document) -> None:
    """Raise `IllustrativeInOfficial` if anything invented stands behind the document."""
    if document.illustrative:
        raise IllustrativeInOfficial(count=_sum(document.illustrative), kinds=_kinds(document.illustrative))


def _as_text(document: Document, width: int) -> str:
    from pilot_tui.report import text

    return text.write(document, width)


def _as_html(document: Document, _width: int) -> str:
    from pilot_tui.report import html

    return html.write(document)


_WRITERS: dict[str, Callable[[Document, int], str]] = {"text": _as_text, "html": _as_html}


def _labels() -> Labels:
    return Labels(
        illustrative=say("app.illustrative"),
        mark=say("report.mark"),
        continued=say("report.continued"),
        see=say("report.see"),
        checksum=say("report.checksum"),
    )


def _subtitle(material: Material) -> str:
    if not material.county or not material.standings:
        return say("report.subtitle", year=material.year)
    name = pick(material.standings[0].county, "name") or material.county
    return say("report.subtitle_of", county=name, year=material.year)


def _banner(kinds: tuple[tuple[str, int], ...]) -> Iterator[Note]:
    if kinds:
        yield Note(say("report.banner", count=_sum(kinds), kinds=_kinds(kinds)), "banner")


def _sum(kinds: tuple[tuple[str, int], ...]) -> int:
    return sum(count for _, count in kinds)


def _kinds(kinds: tuple[tuple[str, int], ...]) -> str:
    return said.listed(say("report.of_rows", kind=kind, count=count) for kind, count in kinds)


def _blocks(material: Material) -> Iterator[Block]:
    if not material.county:
        yield from _or_note("counties", [counties_table(material)] if material.standings else [], material)
    cards = [one for one in material.standings if one.card.lines]
    yield from _or_note("indicators", [indicators_table(material, one) for one in cards], material)
    round = material.round if material.standings else None
    yield from _or_note("review", [review_table(material, round)] if round else [], material)
    yield from _or_note("tasks", [tasks_table(material)] if material.tasks else [], material)


def _or_note(name: str, tables: list[Table], material: Material) -> Iterator[Block]:
    """The tables, or under their title why there are none."""
    yield from tables
    if not tables:
        why = name if material.standings or name == "tasks" else "counties"
        yield Heading(say(f"report.{name}"))
        yield Note(say(f"report.no_{why}"), "empty")


def _closing(material: Material) -> Iterator[str]:
    days = (text(row, "as_of") for table, row in material.rows() if table in ("value", "milestone"))
    if day := said.latest(days):
        yield say("report.data_as_of", day=day)
    covered = sorted(one.card.sheet.coverage for one in material.standings if one.card.lines)
    if covered:
        low, high = (percent(100 * end) for end in (covered[0], covered[-1]))
        yield say("report.covered_from" if low == high else "report.covered_between", low=low, high=high)
    open = len(material.conflicts)
    yield say("report.conflicts", count=open) if open else say("report.no_conflicts")
    yield say("report.rounding_means")
