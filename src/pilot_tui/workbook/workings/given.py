"""The ends of a working: what was entered, and what is declared."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.working import Working
from pilot_tui.workbook.rows import Row, address, number, text


def entered(what: str, table: str, id: str, name: str, row: Row) -> Working:
    """A stored figure, where it can be changed."""
    value = number(row, name)
    return Working(
        what,
        None if value is None else Fraction(value),
        at=address(table, id, name),
        stored=text(row, name),
    )


def declared(what: str, value: Decimal | int | Fraction, at: str = "", name: str = "") -> Working:
    """A figure of a rule, or a count."""
    return Working(what, Fraction(value), at=at, stored=_plain(value), name=name)


def _plain(value: Decimal | int | Fraction) -> str:
    return str(value.numerator) if isinstance(value, Fraction) and value.denominator == 1 else str(value)
