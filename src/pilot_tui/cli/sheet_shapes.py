"""What reading a spreadsheet would do, or did, as JSON and as lines."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.cli.shapes import Shape
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Kind
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import KINDS, Planned
from pilot_tui.workbook.sheets.proposing import Imported, Line, Proposal

_AT_ONCE = 500
"""Lines that are told between two looks into the file."""
_ORDER = ("refused", "changed", "new")


def imported(proposal: Proposal, done: Imported) -> Shape:
    """`import --json`."""
    sheet, scope, counts = proposal.sheet, proposal.sheet.scope, proposal.counts
    return {
        "file": sheet.given.name,
        "sheet": sheet.name or None,
        "digest": sheet.given.digest,
        "encoding": sheet.given.encoding or None,
        "of": scope.kind,
        "programme": scope.programme,
        "year": scope.year,
        "round": scope.round or None,
        "counts": {kind: counts[kind] for kind in KINDS},
        "cells": [_cell(one) for one in proposal.lines],
        "changes": done.changes,
        "backup": str(done.backup) if done.backup else None,
        "addresses": {},
        "states": {},
    }


def _cell(one: Line) -> Shape:
    planned = one.planned
    return {
        "place": one.place,
        "address": str(planned.cell) if planned.cell.table else None,
        "kind": planned.kind,
        "text": planned.text,
        "old": planned.old,
        "new": None if planned.refused else planned.new,
        "also": dict(planned.also),
        "why": one.why or None,
    }


def lines(book: Workbook, proposal: Proposal) -> Iterator[str]:
    """A line for every cell that would be another or is refused, what is refused first; many at a time."""
    different = [one for one in proposal.lines if one.planned.kind in _ORDER]
    different.sort(key=lambda one: _ORDER.index(one.planned.kind))
    for at in range(0, len(different), _AT_ONCE):
        some = different[at : at + _AT_ONCE]
        with book.ahead(one.planned.cell for one in some):
            yield "".join(f"{_line(book, one)}\n" for one in some)


def _line(book: Workbook, one: Line) -> str:
    planned = one.planned
    kind, place = say(f"block.{planned.kind}"), one_line(one.place)
    if one.why:
        return f"{kind}  {place}  {one_line(planned.text)[:40]}  {one.why}"
    where = one_line(" ".join(filter(None, name_of(book, planned.cell))))
    return f"{kind}  {place}  {where}  {_said(planned, planned.old)} → {_new(planned)}"


def _new(planned: Planned) -> str:
    """What would stand there, with the operator or the state that comes with it."""
    also = [say(f"choice.{value}") for _, value in planned.also if isinstance(value, str)]
    alone = planned.new is None and also
    return " ".join(also if alone else [*also, _said(planned, planned.new)])


def _said(planned: Planned, value: object) -> str:
    if value is None:
        return say("app.blank")
    field = TABLES[planned.cell.table].field(planned.cell.field)
    return one_line(say(f"choice.{value}") if field and field.kind is Kind.CHOICE else value)


def told(proposal: Proposal, done: Imported, *, dry: bool) -> Iterator[str]:
    """What a person should know besides."""
    if proposal.sheet.given.encoding:
        yield say("sheets.read_as", encoding=proposal.sheet.given.encoding)
    counts = proposal.counts
    yield "   ".join(f"{say(f'block.{kind}')} {counts[kind]:,}" for kind in KINDS)
    if proposal.refused:
        yield say("sheets.nothing_reason" if proposal.wants_reason else "sheets.nothing")
    elif dry:
        yield say("sheets.would", count=f"{len(proposal.differing):,}")
    elif done.cells:
        yield say("sheets.imported", count=f"{done.cells:,}")
    else:
        yield say("cli.unchanged")
    if done.backup:
        yield say("sheets.backup", path=done.backup)
