"""A sheet to be filled in, before any format: its columns, its rows and what stands in them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.model import Cell
from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.words import both, say
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
    """What of a row stands in it; None where it only says which row that is."""
    suffix: str = ""
    """What stands behind the key of a row in the id of its cell: `.K1`."""
    low: Decimal | None = None
    high: Decimal | None = None
    """The bounds of a number."""
    locked: bool = False
    """Whether it is only shown: whoever fills the sheet in does not write it."""

    @property
    def asked(self) -> bool:
        """Whether it is to be filled in."""
        return self.field is not None and not self.locked


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
        """Every cell that holds something, with the text for it; not what only makes the key of a row."""
        key = TABLES[self.scope.table].key
        for line in self.lines:
            for column, said in zip(self.columns, line.texts, strict=True):
                if column.field is not None and column.field.name not in key and said:
                    yield self.cell(line, column), said


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


def columns_of(scope: Scope) -> tuple[Column, ...]:
    """What a row is called by, what is told of it, what is asked, the key."""
    kind = KINDS[scope.kind]
    asked = []
    for name in kind.asked:
        field = TABLES[kind.table].field(name)
        assert field is not None
        low, high = (None if one is None else Decimal(one) for one in (field.low, field.high))
        asked.append(Column(name, title(scope.kind, name), field, "", low, high))
    named = [Column(name, title(scope.kind, name)) for name in (*kind.named, *kind.told)]
    return (*named, *asked, Column(ID, title(scope.kind, ID)))


def title(kind: str, key: str) -> Two:
    """What stands above a column."""
    keys = (f"sheets.head_{kind}_{key}", f"sheets.head_{key}", f"field.{key}", f"table.{key}")
    zh, en = next(filter(None, map(both, keys)))
    return zh, en


def line_of(id: str, columns: Sequence[Column], named: Mapping[str, Two], row: Mapping[str, object]) -> Line:
    """A row of the file as one of the sheet; `named` are the texts that tell which it is."""
    texts = []
    for column in columns:
        if column.field is not None:
            texts.append(held(column.field, row))
        else:
            texts.append(id if column.key == ID else written(named[column.key]))
    return Line(id, tuple(texts))


def two(row: Mapping[str, object], name: str) -> Two:
    """A text of a row in both languages."""
    return str(row.get(f"{name}_zh") or ""), str(row.get(f"{name}_en") or "")


def written(texts: Two) -> str:
    """Both languages, one below the other, once where they are alike."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def counties_of(book: Workbook, scope: Scope) -> list[Row]:
    """The counties a sheet is for, in order."""
    return [
        {**county, "id": pilot["county"]}
        for pilot, county in book.pilots(scope.programme)
        if not scope.counties or pilot["county"] in scope.counties
    ]


def tasks_of(book: Workbook, scope: Scope) -> Iterator[tuple[Row, Row]]:
    """Each county a sheet is for with each of its tasks of the year."""
    for county in counties_of(book, scope):
        where = {"programme": scope.programme, "county": county["id"], "year": scope.year}
        yield from ((county, row) for row in book.rows_where("milestone", **where))
