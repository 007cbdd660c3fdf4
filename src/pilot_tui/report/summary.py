"""The summary as one document: what was asked for, in the language now spoken, or in both."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from pilot_tui.errors import IllustrativeInOfficial
from pilot_tui.report.asked import BOTH, KINDS, Asked
from pilot_tui.report.bilingual import both
from pilot_tui.report.document import Block, Blocks, Document, Labels, Note, Stamp
from pilot_tui.report.figures import percent
from pilot_tui.report.material import Material, gather
from pilot_tui.report.tables import said
from pilot_tui.words import LANGUAGES, knows, pick, say, speaking, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Ticking, silent
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
    """The standard tables as one text.

    Args:
        book: The open file.
        programme: Its id, or empty for the first.
        year: The year of the scorecards and tasks.
        form: One of the formats that are text.
        county: Its id, or empty for all.
        width: Cells per line of a text.
        official: Refuse anything illustrative.

    Raises:
        Unknown: When there is no such programme or county.
        IllustrativeInOfficial: With `official`, when an illustrative row stands behind it.
        KeyError: For a form that nobody writes.
    """
    from pilot_tui.report.formats import Layout, written

    document = summary_document(book, programme, year, county)
    if official:
        refuse_illustrative(document)
    return written(document, form, Layout(width=width or WIDTH)).decode("utf-8")


def summary_document(
    book: Workbook, programme: str, year: int, county: str = "", of: str = KINDS[0]
) -> Document:
    """As `document_of`, for one county or for all."""
    return document_of(book, Asked(programme, year, (county,) if county else (), of))


def document_of(book: Workbook, asked: Asked, tick: Ticking = silent, *, held: bool = True) -> Document:
    """What was asked for, as a document.

    Args:
        book: The open file.
        asked: What is to be in it.
        tick: Told how far the reading is; what it raises ends it.
        held: Whether the book may be closed before the document is written; otherwise a summary of very many
            counties reads and makes each block when it is written, and does not hold them all.

    Raises:
        Unknown: When there is no such programme, county or round.
    """
    material = gather(book, asked, tick, held=held)
    if asked.language != BOTH:
        return _in(asked.language, material, asked, tick)
    first, second = (_in(language, material, asked, tick) for language in LANGUAGES)
    return both(first, second)


def _in(language: str, material: Material, asked: Asked, tick: Ticking) -> Document:
    with speaking(language or spoken()):
        return _document(material, asked, tick)


def refuse_illustrative(document: Document) -> None:
    """Raise `IllustrativeInOfficial` if anything invented stands behind the document."""
    if document.illustrative:
        raise IllustrativeInOfficial(count=_sum(document.illustrative), kinds=_kinds(document.illustrative))


def _document(material: Material, asked: Asked, tick: Ticking) -> Document:
    kinds = tuple((say(f"report.row_{table}"), count) for table, count in material.invented.items())
    stamp = _stamp(material)
    return Document(
        title=said.named(material.programme, material.id),
        subtitle=_subtitle(material, asked),
        language=spoken(),
        labels=_labels(),
        blocks=_blocks(material, asked, kinds, tick),
        closing=tuple(_closing(stamp)),
        illustrative=kinds,
        stamp=stamp,
        foot=_foot(stamp),
    )


def _blocks(
    material: Material, asked: Asked, kinds: tuple[tuple[str, int], ...], tick: Ticking
) -> tuple[Block, ...] | Blocks:
    """What stands in it: held, or to be made when it is written."""
    kind = import_module(f"pilot_tui.report.kinds.{_MODULES[asked.of]}")
    many, language = len(material.standings), spoken()

    def made() -> Iterator[Block]:
        yield from _banner(kinds)
        for block in kind.blocks(material, asked):
            material.refuse_changed()
            yield block

    if material.held:
        return tuple(_ticked(made(), many, tick))
    return Blocks(lambda: _in_words(made(), language), many)


def _in_words(blocks: Iterator[Block], language: str) -> Iterator[Block]:
    """The blocks, each made in that language, whatever is spoken between them."""
    while True:
        with speaking(language):
            block = next(blocks, None)
        if block is None:
            return
        yield block


def _ticked(blocks: Iterator[Block], counties: int, tick: Ticking) -> Iterator[Block]:
    """The blocks; about as many as counties is what is told of how far it is."""
    for at, block in enumerate(blocks):
        tick(min(at, counties), counties)
        yield block


_MODULES = dict.fromkeys(KINDS, "standard") | {
    name: name for name in ("circular", "profile", "comparison", "round")
}
"""Which module of `kinds` says what stands in a summary."""


def _labels() -> Labels:
    return Labels(
        illustrative=say("app.illustrative"),
        mark=say("report.mark"),
        continued=say("report.continued"),
        see=say("report.see"),
        checksum=say("report.checksum"),
        contents=say("report.contents"),
        item=say("chart.of"),
        series=say("chart.line"),
        figure=say("chart.figure"),
        light=say("report.light"),
        unit=say("report.unit"),
        remark=say("report.remark"),
    )


def _subtitle(material: Material, asked: Asked) -> str:
    """Whose and of which year; what kind where it has a name of its own."""
    counties = (pick(one.county, "name") or text(one.pilot, "county") for one in material.standings)
    whose = said.listed(counties) if material.counties else ""
    kind = (
        asked.of if knows(f"report.subtitle_{asked.of}") and asked.of != "year" else "of" if whose else "year"
    )
    return say(f"report.subtitle_{kind}", county=whose, year=material.year)


def _banner(kinds: tuple[tuple[str, int], ...]) -> Iterator[Note]:
    if kinds:
        yield Note(say("report.banner", count=_sum(kinds), kinds=_kinds(kinds)), "banner")


def _sum(kinds: tuple[tuple[str, int], ...]) -> int:
    return sum(count for _, count in kinds)


def _kinds(kinds: tuple[tuple[str, int], ...]) -> str:
    return said.listed(say("report.of_rows", kind=kind, count=count) for kind, count in kinds)


def _stamp(material: Material) -> Stamp:
    counted = material.counted
    ends = [percent(100 * end) or "" for end in counted.covered or ()]
    return Stamp(
        as_of=counted.as_of,
        rule=material.version.id,
        data=counted.data,
        coverage=(ends[0], ends[1]) if ends else None,
        serious=counted.serious,
        to_look_at=counted.to_look_at,
        conflicts=len(counted.conflicts),
    )


def _closing(stamp: Stamp) -> Iterator[str]:
    if stamp.as_of:
        yield say("report.data_as_of", day=stamp.as_of)
    if stamp.coverage:
        low, high = stamp.coverage
        yield say("report.covered_from" if low == high else "report.covered_between", low=low, high=high)
    open = stamp.conflicts
    yield say("report.conflicts", count=open) if open else say("report.no_conflicts")
    if stamp.serious or stamp.to_look_at:
        yield say("report.findings", serious=stamp.serious, look=stamp.to_look_at)
    else:
        yield say("report.no_findings")
    yield say("report.versions", rule=stamp.rule, data=stamp.data)
    yield say("report.rounding_means")


def _foot(stamp: Stamp) -> str:
    """The stamp in one line."""
    day = say("report.foot_as_of", day=stamp.as_of) if stamp.as_of else say("report.as_of_unknown")
    return say("report.foot", day=day, rule=stamp.rule, data=stamp.data)
