"""Whether a field can hold a value that comes from another machine: what was typed here was parsed before."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pilot_tui.tables.kinds import Field, Kind

_CODE = re.compile("[A-Za-z0-9_-]{1,64}")
_NUMBER = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")
_SPAN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_LONGEST = {Kind.NAME: 200, Kind.TEXT: 4_000}
_YEARS = 1900, 2200


def holds(field: Field, value: object) -> bool:
    """Whether `value`, as JSON made it, is what the field stores; blank always is."""
    if value is None:
        return True
    if field.kind in (Kind.INTEGER, Kind.YEAR):
        return isinstance(value, int) and not isinstance(value, bool) and _within(field, value)
    return isinstance(value, str) and bool(value) and _text_holds(field, value)


def _text_holds(field: Field, text: str) -> bool:
    if field.kind is Kind.CODE:
        return _CODE.fullmatch(text) is not None
    if field.kind is Kind.CHOICE:
        return text in field.choices
    if field.kind is Kind.DECIMAL:
        return _number(field, text)
    if field.kind is Kind.FIGURE:
        return _number(field, text) or _day(text)
    if field.kind is Kind.DATE:
        return _day(text)
    if field.kind is Kind.SPAN:
        return all(map(_moment, text.split("/"))) and text.count("/") < 2
    return len(text) <= _LONGEST[field.kind] and "\0" not in text and text == text.strip()


def _number(field: Field, text: str) -> bool:
    if _NUMBER.fullmatch(text) is None:
        return False
    return (field.low is None and field.high is None) or _within(field, Decimal(text))


def _within(field: Field, number: Decimal | int) -> bool:
    return (field.low is None or number >= field.low) and (field.high is None or number <= field.high)


def _day(text: str) -> bool:
    return len(text) == len("2019-06-30") and _moment(text)


def _moment(text: str) -> bool:
    """Whether it is a year, a month or a day of the calendar."""
    found = _SPAN.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _YEARS[0] <= year <= _YEARS[1]
