"""What is stored when a person types into a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from pilot_tui.records.choices import parse_choice
from pilot_tui.records.dates import parse_date, parse_span, parse_year
from pilot_tui.records.numbers import parse_decimal, plain
from pilot_tui.records.prose import parse_code, parse_name, parse_text
from pilot_tui.records.typed import refusal
from pilot_tui.tables import Field, Kind

Row = Mapping[str, object]

_IN_PERCENT = {"reported_completion", "cap", "near", "look", "share_good", "share_look", "tolerance"}
_NOT_IN_THE_ROWS_UNIT = {"weight", "numerator", "denominator"}


def stored(field: Field, text: str, row: Row) -> str | int | None:
    """What typing `text` into `field` stores; None when it is blank.

    Args:
        field: The column, as declared in `tables`.
        text: What was typed or pasted.
        row: The rest of the row, of which `unit_zh`, `year` and `kind` say how numbers and days are meant.

    Raises:
        InvalidValue: When the field cannot hold it.
    """
    return _READERS[field.kind](field, text, row) if text and not text.isspace() else None


def _decimal(field: Field, text: str, row: Row) -> str:
    return plain(_within(field, parse_decimal(text, unit=_unit(field, row)), text))


def _integer(field: Field, text: str, row: Row) -> int:
    number = parse_decimal(text)
    if not re.fullmatch("-?[0-9]+", plain(number)):
        raise refusal("whole", text)
    return int(_within(field, number, text))


def _year(field: Field, text: str, row: Row) -> int:
    return int(_within(field, Decimal(parse_year(text)), text))


def _date(field: Field, text: str, row: Row) -> str:
    year = str(row.get("year", ""))
    return parse_date(text, year=int(year) if re.fullmatch("[0-9]{4}", year) else None)


def _figure(field: Field, text: str, row: Row) -> str:
    return (_date if row.get("kind") == "dated" else _decimal)(field, text, row)


def _unit(field: Field, row: Row) -> str:
    if field.name in _IN_PERCENT:
        return "%"
    if field.name in _NOT_IN_THE_ROWS_UNIT:
        return ""
    return str(row.get(f"{field.name}_unit_zh") or row.get("unit_zh") or "")


def _within(field: Field, number: Decimal, text: str) -> Decimal:
    if field.low is not None and number < field.low:
        raise refusal("below", text, low=field.low)
    if field.high is not None and number > field.high:
        raise refusal("above", text, high=field.high)
    return number


_READERS: dict[Kind, Callable[[Field, str, Row], str | int]] = {
    Kind.CODE: lambda field, text, row: parse_code(text),
    Kind.NAME: lambda field, text, row: parse_name(text),
    Kind.TEXT: lambda field, text, row: parse_text(text),
    Kind.DECIMAL: _decimal,
    Kind.INTEGER: _integer,
    Kind.YEAR: _year,
    Kind.DATE: _date,
    Kind.SPAN: lambda field, text, row: parse_span(text),
    Kind.FIGURE: _figure,
    Kind.CHOICE: lambda field, text, row: parse_choice(text, field),
}
