"""The rows of a kind as lines, each drawn when it comes into view: counties may be thousands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pilot_tui.cells import group_thousands, width
from pilot_tui.pane.slots import MARK, Cells, line, provenance
from pilot_tui.panes.setup.kinds import Kind, in_order
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Field
from pilot_tui.tables import Kind as Holds
from pilot_tui.widgets.sheet import Column, Line, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, address, number, text

_WIDTHS = {
    Holds.DECIMAL: 8,
    Holds.INTEGER: 6,
    Holds.YEAR: 6,
    Holds.DATE: 10,
    Holds.SPAN: 12,
    Holds.CHOICE: 14,
    Holds.CODE: 14,
    Holds.TEXT: 24,
    Holds.NAME: 16,
}
_NUMBERS = (Holds.DECIMAL, Holds.INTEGER, Holds.YEAR)
_LONG, _SHORT = 24, 16


class SetupRows:
    """A source of the rows of one kind."""

    def __init__(self, book: Workbook, kind: Kind, rows: Sequence[Row]) -> None:
        self.columns: Sequence[Column] = _columns(kind)
        self.footer = _footer(kind, rows)
        self._book, self._kind, self._rows = book, kind, rows
        self._cells = Cells(book)
        self._places = {text(row, "id"): at for at, row in enumerate(rows)}
        self._names: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def line(self, index: int) -> Line:
        """The row at `index`."""
        row = self._rows[index]
        id, key = text(row, "id"), self._kind.key
        named = self._named("county", row, key) or text(row, key)
        slots = {"mark": provenance(row), key: slot(named, "muted")}
        slots |= {field.name: self._slot(field, row, id) for field in self._kind.fields}
        return line(self.columns, id, slots)

    def find(self, key: str) -> int | None:
        """Where the row of that id stands."""
        return self._places.get(key)

    def heading_of(self, index: int) -> int | None:
        """None: there are no groups."""
        return None

    def _slot(self, field: Field, row: Row, id: str) -> Slot:
        where, stored = address(self._kind.name, id, field.name), text(row, field.name)
        shown = one_line(stored)
        if field.kind is Holds.CHOICE and stored:
            shown = say(f"choice.{stored}")
        elif field.of and stored:
            shown = self._named(field.of, row, field.name) or shown
        elif field.kind is Holds.DECIMAL:
            shown = group_thousands(shown)
        return slot(shown, address=where, entry=stored, mark=self._cells.mark(where))

    def _named(self, of: str, row: Row, name: str) -> str:
        """The name of the row a field refers to."""
        field = next((one for one in (*self._kind.fields, *self._keyed()) if one.name == name), None)
        if field is None or field.of != of or not text(row, name):
            return ""
        id = f"{row[field.scope]}.{row[name]}" if field.scope else text(row, name)
        if id not in self._names:
            self._names[id] = one_line(pick(self._book.row(of, id) or {}, "name"))
        return self._names[id]

    def _keyed(self) -> tuple[Field, ...]:
        return TABLES[self._kind.name].fields


def _columns(kind: Kind) -> list[Column]:
    named = kind.key in ("county", "id")
    key = Column(kind.key, say(f"field.{kind.key}"), 14 if named else 6, frozen=True)
    return [MARK, key, *(_column(field) for field in in_order(kind))]


def _column(field: Field) -> Column:
    title = say(f"field.{field.name}")
    size = _SHORT if field.name.startswith("short") else _WIDTHS[field.kind]
    if field.name in ("name_zh", "name_en"):
        size = _LONG
    right = field.kind in _NUMBERS
    return Column(
        field.name,
        title,
        max(size, width(title)),
        "right" if right else "left",
        gap=2 if right else 1,
        frozen=field.name == f"name_{spoken()}",
        mark=right,
    )


def _footer(kind: Kind, rows: Sequence[Row]) -> Line | None:
    """What the weights sum to, and a warning where that is not what it should be."""
    weights = [found for row in rows if (found := number(row, "weight")) is not None]
    if not weights:
        return None
    total = sum(weights, Decimal(0))
    shown = group_thousands(format(total.normalize(), "f"))
    lead = [Run(say("setup.weights"), "bold foreground"), Run(f"  {shown}", "bold foreground")]
    if kind.weighed and total not in kind.weighed:
        wanted = say("setup.or").join(map(str, kind.weighed))
        lead.append(Run("   ▲ " + say("setup.not_whole", wanted=wanted), "warning"))
    return Line("total", kind="total", lead=tuple(lead))
