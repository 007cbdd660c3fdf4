"""Sheets to fill in without the library that writes them: the same form, put into a workbook by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pilot_tui.store import Store
from pilot_tui.tables import Kind
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import number
from pilot_tui.workbook.sheets import marker
from pilot_tui.workbook.sheets.form import form
from pilot_tui.workbook.sheets.form_parts import Form
from pilot_tui.workbook.sheets.kinds import Scope

from . import handmade as made

HEAD = 4
"""The row of the headings, counted from 0: titles stand above."""
YONGKANG = Scope("scorecard", "P1", 2020, counties=("yongkang",))


@dataclass
class Filled:
    """A sheet somebody fills in, cell by cell."""

    form: Form
    rows: list[list[object]]
    told: list[tuple[str, str]]
    name: str = "Indicators"
    about: dict[int, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""

    def at(self, key: str, column: str) -> tuple[int, int]:
        """Where a cell stands, counted from 0."""
        keys = [line.key for line in self.form.lines]
        return HEAD + 1 + keys.index(key), [one.key for one in self.form.columns].index(column)

    def name_of(self, key: str, column: str) -> str:
        """The same, as a spreadsheet calls it."""
        row, at = self.at(key, column)
        return f"{made.letters(at)}{row + 1}"

    def put(self, key: str, column: str, value: object) -> None:
        row, at = self.at(key, column)
        self.rows[row][at] = value

    def bytes(self, change: Callable[[dict[str, str | bytes]], None] = lambda parts: None) -> bytes:
        sheet = made.sheet(self.rows, self.before, self.after, self.about)
        given = made.parts(
            {self.name: sheet, "pilot-tui": made.sheet([list(pair) for pair in self.told])},
            {"pilot-tui": "veryHidden"},
        )
        change(given)
        return made.packed(given)

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def blank(book: Workbook, scope: Scope = YONGKANG) -> Filled:
    """The sheet of a scope as it goes out."""
    asked = form(book, scope)
    rows: list[list[object]] = [["title"], ["标题"], ["how"], ["怎样填"]]
    rows.append(["\n".join(one.title) for one in asked.columns])
    for line in asked.lines:
        texts = zip(asked.columns, line.texts, strict=True)
        rows.append([_value(text, column.field and column.field.kind) for column, text in texts])
    return Filled(asked, rows, list(marker.written(book, asked, "Indicators")))


def _value(text: str, kind: Kind | None) -> object:
    figure = number({"": text}, "") if kind in (Kind.DECIMAL, Kind.FIGURE, Kind.INTEGER) else None
    return float(figure) if figure is not None else text or None


def of(path: Path, scope: Scope = YONGKANG) -> Filled:
    """The sheet of a file nobody has open."""
    with Store.open(path) as store:
        return blank(Workbook(store, "lin"), scope)


def content(path: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with Store.open(path) as store:
        return Workbook(store).content()
