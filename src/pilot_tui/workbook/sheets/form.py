"""A sheet to be filled in, before any format: its columns, its rows and what stands in them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.errors import SheetRefused, Term
from pilot_tui.model import Cell
from pilot_tui.store import read
from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.words import both, say
from pilot_tui.workbook import reviews
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.sheets.kinds import ID, KINDS, Scope
from pilot_tui.workbook.workbook import Workbook

Two = tuple[str, str]
"""A text in Chinese and in English."""


class Column(NamedTuple):
    """One column."""

    key: str
    """What it is known by: `county`, `id`, a field, the code of a criterion."""
    title: Two
    field: Field | None = None
    """What is filled in; None where it is locked."""
    suffix: str = ""
    """What stands behind the key of a row in the id of its cell: `.K1`."""
    low: Decimal | None = None
    high: Decimal | None = None
    """The bounds of a number."""


class Line(NamedTuple):
    """One row."""

    key: str
    """What the ids of its cells begin with."""
    texts: tuple[str, ...]
    """A text for each column, blank where nothing is told."""
    dated: bool = False
    """Whether its figures are days."""


@dataclass(frozen=True)
class Form:
    """A whole sheet."""

    scope: Scope
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    hidden: int = 0
    """Rows that are left out, for the viewer may not see them."""

    def cell(self, line: Line, column: Column) -> Cell:
        """Where a column of a row is kept."""
        assert column.field is not None
        return Cell(self.scope.table, line.key + column.suffix, column.field.name)

    def told(self) -> Iterator[tuple[Cell, str]]:
        """Every cell to be filled in that holds something, with the text for it."""
        for line in self.lines:
            for column, said in zip(self.columns, line.texts, strict=True):
                if column.field is not None and said:
                    yield self.cell(line, column), said


def form(book: Workbook, scope: Scope) -> Form:
    """The sheet of a scope, with what the file holds now; raises `Unknown`."""
    return {"scorecard": _scorecard, "review": _review, "milestones": _milestones}[scope.kind](book, scope)


def refuse_empty(made: Form) -> None:
    """Raise `SheetRefused` where there is no row to fill in."""
    if not made.lines and not made.hidden:
        scope = made.scope
        parts = (scope.programme, scope.round, scope.year, *scope.counties, *scope.experts)
        said = " ".join(str(part) for part in parts if part)
        raise SheetRefused(reason="empty", kind=Term(f"sheets.title_{scope.kind}"), scope=said)


def shown(field: Field, value: object) -> str:
    """What a cell holds, as it is written into a sheet."""
    if value is None:
        return ""
    return say(f"choice.{value}") if field.kind is Kind.CHOICE else str(value)


def held(field: Field, row: Mapping[str, object]) -> str:
    """The same of a row: a figure that is not exact with the word for that before it."""
    said, inexact = shown(field, row.get(field.name)), row.get(f"{field.name}_operator")
    return f"{say(f'choice.{inexact}')} {said}" if said and inexact else said


def marked(row: Mapping[str, object]) -> str:
    """A mark, or the word for why there is none."""
    return text(dict(row), "mark") or (say(f"choice.{row['state']}") if row.get("state") else "")


def _scorecard(book: Workbook, scope: Scope) -> Form:
    columns = _columns(scope)
    dimensions = {text(row, "code"): row for row in book.rows_where("dimension", programme=scope.programme)}
    lines = []
    for county in _counties(book, scope):
        ids = [f"{scope.programme}.{county['id']}.{one['code']}.{scope.year}" for one in _by(book, scope)]
        held = book.some("value", ids)
        for indicator, id in zip(_by(book, scope), ids, strict=True):
            named = {
                "county": two(county, "name"),
                "indicator": two(indicator, "name"),
                "dimension": two(dimensions.get(text(indicator, "dimension"), {}), "name"),
                "unit": two(indicator, "unit"),
            }
            lines.append(_line(id, columns, named, held.get(id, {})))
    return Form(scope, columns, tuple(lines))


def _by(book: Workbook, scope: Scope) -> tuple[Row, ...]:
    return book.indicators(scope.programme)


def _milestones(book: Workbook, scope: Scope) -> Form:
    columns, lines = _columns(scope), []
    for county in _counties(book, scope):
        where = {"programme": scope.programme, "county": county["id"], "year": scope.year}
        for row in book.rows_where("milestone", **where):
            named = {
                "county": two(county, "name"),
                **{key: two(row, key) for key in ("area", "name", "unit")},
            }
            named |= {key: (text(row, key), "") for key in ("starts", "ends")}
            dated = text(row, "kind") == "dated"
            lines.append(_line(text(row, "id"), columns, named, row)._replace(dated=dated))
    return Form(scope, columns, tuple(lines))


def _review(book: Workbook, scope: Scope) -> Form:
    round = book.round(scope.programme, scope.round)
    assert round is not None, "whoever asks has found the round"
    columns, hidden, lines = _marks(round), 0, []
    for county in _counties(book, scope):
        place = text(county, "id")
        if place in round.hidden:
            hidden += 1
            continue
        with book.store.reading() as db:
            held = {text(row, "id"): row for row in read.under(db, "mark", f"{round.id}.{place}")}
        for expert in round.experts:
            code = text(expert, "code")
            if scope.experts and code not in scope.experts:
                continue
            if round.assignment(place, code) in ("recused", "conflict"):
                continue
            key = f"{round.id}.{place}.{code}"
            names = [_written(two(county, "name")), _written(two(expert, "name"))]
            given = [marked(held.get(f"{key}{one.suffix}", {})) for one in columns[2:-1]]
            lines.append(Line(key, (*names, *given, key)))
    return Form(scope._replace(round=round.id), columns, tuple(lines), hidden)


def _marks(round: reviews.Round) -> tuple[Column, ...]:
    """County and expert, each criterion with its scale, the key."""
    low, tops = reviews.scale(round.setting)
    field = TABLES["mark"].field("mark")
    asked = [
        Column(text(one, "code"), two(one, "name"), field, f".{one['code']}", low, tops[text(one, "code")])
        for one in round.criteria
    ]
    return (_locked("county"), _locked("expert"), *asked, _locked(ID))


def _columns(scope: Scope) -> tuple[Column, ...]:
    kind = KINDS[scope.kind]
    asked = []
    for name in kind.asked:
        field = TABLES[kind.table].field(name)
        assert field is not None
        low, high = (None if one is None else Decimal(one) for one in (field.low, field.high))
        asked.append(Column(name, _title(name), field, "", low, high))
    return (*map(_locked, (*kind.named, *kind.told)), *asked, _locked(ID))


def _locked(key: str) -> Column:
    return Column(key, _title(key))


def _title(key: str) -> Two:
    zh, en = both(f"sheets.head_{key}") or both(f"field.{key}")
    return zh, en


def _line(id: str, columns: tuple[Column, ...], named: Mapping[str, Two], row: Mapping[str, object]) -> Line:
    texts = []
    for column in columns:
        if column.field is not None:
            texts.append(held(column.field, row))
        else:
            texts.append(id if column.key == ID else _written(named[column.key]))
    return Line(id, tuple(texts))


def two(row: Mapping[str, object], name: str) -> Two:
    """A text of a row in both languages."""
    return str(row.get(f"{name}_zh") or ""), str(row.get(f"{name}_en") or "")


def _written(texts: Two) -> str:
    """Both languages, one below the other, once where they are alike."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _counties(book: Workbook, scope: Scope) -> list[Row]:
    return [
        {**county, "id": pilot["county"]}
        for pilot, county in book.pilots(scope.programme)
        if not scope.counties or pilot["county"] in scope.counties
    ]
