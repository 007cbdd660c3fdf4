"""What is set up here: the kinds of rows, which of them are in view, and what a new one starts with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pilot_tui.pane.fresh import Fresh, next_code
from pilot_tui.pane.view import View
from pilot_tui.tables import TABLES, Field
from pilot_tui.words import spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rows."""

    name: str
    """Of its table."""
    within: str = ""
    """The field that holds what its rows belong to: the programme or the round in view."""
    proposed: str = ""
    """What a code begins with where no row shows how codes are written."""
    weighed: tuple[int, ...] = ()
    """What the weights of its rows should sum to: any of these."""

    @property
    def key(self) -> str:
        """The field that tells its rows apart: a part of the id, or the id."""
        key = [name for name in TABLES[self.name].key if name != self.within]
        return key[-1] if key else "id"

    @property
    def fields(self) -> tuple[Field, ...]:
        """What there is to fill in, names first."""
        given = [field for field in TABLES[self.name].fields if field.name not in (self.key, self.within)]
        return tuple(sorted(given, key=lambda field: _rank(field.name)))

    def where(self, view: View) -> dict[str, object]:
        """Which rows are in view."""
        owner = view.programme if self.within == "programme" else view.round
        return {self.within: owner} if self.within else {}

    def rows(self, book: Workbook, view: View) -> list[Row]:
        """The rows in view, by position."""
        where = self.where(view)
        return book.rows_where(self.name, **where) if all(where.values()) else []


KINDS = (
    Kind("programme", proposed="P1"),
    Kind("year", "programme"),
    Kind("county"),
    Kind("pilot", "programme"),
    Kind("dimension", "programme", "D1", (100,)),
    Kind("indicator", "programme", "I01", (100,)),
    Kind("round", "programme"),
    Kind("criterion", "round", "K1", (1, 100)),
    Kind("expert", "round", "E1"),
)
"""In the order one sets a programme up."""


def fresh_row(kind: Kind, rows: Sequence[Row], view: View, here: Row) -> Fresh:
    """A new row of a kind: its code proposed, its place last, its dimension that of the row `here`."""
    table = TABLES[kind.name]
    typed = {name: str(value) for name, value in kind.where(view).items()}
    if kind.name == "round":
        typed["programme"] = view.programme
    if table.field("position"):
        typed["position"] = str(max((int(text(row, "position") or 0) for row in rows), default=0) + 1)
    if kind.name == "indicator" and text(here, "dimension"):
        typed["dimension"] = text(here, "dimension")
    named = f"name_{spoken()}" if table.field("name_zh") else ""
    return Fresh(kind.name, kind.key, typed, entry=proposed(kind, rows, view), then=named)


def proposed(kind: Kind, rows: Sequence[Row], view: View) -> str:
    """The code after the last one, written as that is; nothing where codes are names."""
    if kind.name == "round":
        return f"{view.programme}-{view.year}"
    if kind.name in ("county", "pilot"):
        return ""
    first = str(view.year + 1) if kind.name == "year" else kind.proposed
    return next_code((text(row, kind.key) for row in rows), first)


_FIRST = ("name", "dimension", "weight", "max", "short", "unit", "unit_short")
_LAST = ("definition", "position", "pinyin", "initials", "remark", "source", "provenance")


def _rank(name: str) -> int:
    plain = name.removesuffix("_zh").removesuffix("_en")
    if plain in _FIRST:
        return _FIRST.index(plain) - len(_FIRST)
    return _LAST.index(plain) + 1 if plain in _LAST else 0


def in_order(kind: Kind) -> list[Field]:
    """The fields as columns: the name in the language spoken comes before the other one."""
    name = f"name_{spoken()}"
    return sorted(kind.fields, key=lambda field: field.name != name)
