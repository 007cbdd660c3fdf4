"""What can be chosen in a cell: the values of a choice, the rows a code may name, the words of absence."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.widgets.choices import Choice, Offer
from pilot_tui.words import both, knows, lexicon, pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text

_FIGURES = ("actual", "mark")
"""Fields beside which a state says why they are blank: what is typed there may be either."""
_LISTED = ("programme", "county", "dimension", "indicator", "round", "criterion", "expert", "level")
"""The tables whose rows are few enough to choose from."""
_NAMES = ("name_zh", "name_en", "short_zh", "short_en", "pinyin", "initials")


def is_prose(address: str) -> bool:
    """Whether prose of many lines stands in a cell."""
    cell = Cell.parse(address)
    field = TABLES[cell.table].field(cell.field) if cell.table in TABLES else None
    return field is not None and field.kind is Kind.TEXT


def offered(book: Workbook, cell: Cell, around: Row) -> Offer | None:
    """What can be chosen in a cell; None where there is nothing to choose from.

    Args:
        book: Where the rows stand.
        cell: Of a row that may not be born yet.
        around: What such a row holds as far as is known, such as its programme.
    """
    table = TABLES.get(cell.table)
    field = table.field(cell.field) if table else None
    if table is None or field is None:
        return None
    if field.choices:
        return Offer(tuple(_choice(value) for value in field.choices))
    state = table.field("state") if field.name in _FIGURES else None
    if state is not None:
        return Offer(tuple(_choice(value) for value in state.choices), beside=True)
    if field.of in _LISTED:
        return Offer(_rows(book, field, {**around, **(book.row(cell.table, cell.id) or {})}))
    return None


def _choice(value: str) -> Choice:
    sign = say(f"sign.{value}") if knows(f"sign.{value}") else ""
    typed = [word for word, operator in lexicon("operators").items() if operator == value]
    return Choice(value, say(f"choice.{value}"), sign, (*both(f"choice.{value}"), *typed))


def _rows(book: Workbook, field: Field, row: Row) -> tuple[Choice, ...]:
    """The rows a code may name, by their names."""
    where = {field.scope: row.get(field.scope)} if field.scope else {}
    key = "code" if field.scope else "id"
    return tuple(_named(each, key) for each in book.rows_where(field.of, **where))


def _named(row: Row, key: str) -> Choice:
    names = (text(row, name) for name in _NAMES)
    return Choice(text(row, key), one_line(pick(row, "name")), text(row, key), tuple(filter(None, names)))
