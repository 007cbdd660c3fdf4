"""The rows of a kind as lines, each drawn when it is asked for: counties may be thousands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pilot_tui.cells import group_thousands
from pilot_tui.pane.fields import field_column, field_slot
from pilot_tui.pane.slots import MARK, Cells, line, provenance
from pilot_tui.panes.setup.kinds import Kind, in_order
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, number, text


class SetupRows(Listed):
    """The rows of one kind; all of them are drawn only to be filtered or sorted."""

    def __init__(self, book: Workbook, kind: Kind, rows: Sequence[Row]) -> None:
        super().__init__(_columns(kind), (), _footer(kind, rows))
        self._book, self._kind, self._rows = book, kind, rows
        self._cells = Cells(book)
        self._places = {text(row, "id"): at for at, row in enumerate(rows)}
        self._names: dict[str, str] = {}
        self._of = {field.name: (field.of, field.scope) for field in TABLES[kind.name].fields if field.of}

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def lines(self) -> Sequence[Line]:
        """All of them."""
        return [self.line(at) for at in range(len(self))]

    def line(self, index: int) -> Line:
        """The row at `index`."""
        row, kind = self._rows[index], self._kind
        id = text(row, "id")
        slots = {
            field.name: field_slot(self._cells, kind.name, id, field, row, self._named(row, field.name))
            for field in kind.fields
        }
        slots["mark"] = provenance(row)
        slots[kind.key] = slot(self._named(row, kind.key) or text(row, kind.key), "muted")
        return line(self.columns, id, slots)

    def _named(self, row: Row, name: str) -> str:
        """The name of the row a field refers to; empty where it refers to none."""
        of, scope = self._of.get(name, ("", ""))
        if not of or not text(row, name):
            return ""
        id = f"{row[scope]}.{row[name]}" if scope else text(row, name)
        if id not in self._names:
            self._names[id] = one_line(pick(self._book.row(of, id) or {}, "name"))
        return self._names[id]


def _columns(kind: Kind) -> list[Column]:
    named = kind.key in ("county", "id")
    key = Column(kind.key, say(f"field.{kind.key}"), 14 if named else 6, frozen=True)
    return [MARK, key, *map(field_column, in_order(kind))]


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
