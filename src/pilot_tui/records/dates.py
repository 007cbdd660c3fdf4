"""A year, a day or a stretch of time as a person types it; stored as ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pilot_tui.records.typed import read, refusal
from pilot_tui.words import lexicon

FIRST, LAST = 1900, 2200
"""The years a day may lie in."""

_SIGNED = re.compile("(?P<y>[0-9]{4})(?:(?P<s>[-/.])(?P<m>[0-9]{1,2})(?:(?P=s)(?P<d>[0-9]{1,2}))?)?")
_SHORT = re.compile("(?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})")


def parse_year(text: str) -> int:
    """The year typed, four digits; raises `InvalidValue`."""
    if found := re.fullmatch(rf"([0-9]{{4}})\s*{lexicon('date')['year']}?", read(text)):
        return int(found[1])
    raise refusal("year", text)


def parse_date(text: str, *, year: int | None) -> str:
    """The day typed, as `2019-06-30`.

    Args:
        text: Year, month, day in that order; the year may be left out.
        year: The year meant when none is typed.

    Raises:
        InvalidValue: When it is no day, a day no calendar has, or lacks a year.
    """
    parts = _parts(read(text), *_with_year(), *_without_year())
    if "d" not in parts:
        raise refusal("date", text)
    if "y" not in parts and year is None:
        raise refusal("date_year", text)
    return _iso({"y": year or 0} | parts, text)


def parse_span(text: str) -> str:
    """The day, month or year typed, or two of them from first to last: `2017-08`, `2018/2020`.

    Raises:
        InvalidValue: When it is neither, or runs backwards.
    """
    typed = read(text)
    if one := _parts(typed, *_with_year()):
        return _iso(one, text)
    first, last = (_iso(parts, text) for parts in _ends(typed, text))
    shared = min(len(first), len(last))
    if first[:shared] > last[:shared]:
        raise refusal("span_order", text)
    return f"{first}/{last}"


def _ends(typed: str, text: str) -> tuple[dict[str, int], dict[str, int]]:
    for joint in re.finditer(f"[{lexicon('date')['joint']}]+", typed):
        first = _parts(typed[: joint.start()].strip(), *_with_year())
        last = _parts(typed[joint.end() :].strip(), *_with_year())
        if first and last:
            return first, last
    raise refusal("span", text)


def _parts(typed: str, *patterns: re.Pattern[str]) -> dict[str, int]:
    """The `y`, `m`, `d` that are written, by the first pattern that fits; empty when none does."""
    for pattern in patterns:
        if found := pattern.fullmatch(typed):
            return {name: int(part) for name, part in found.groupdict().items() if part and name in "ymd"}
    return {}


def _iso(parts: dict[str, int], text: str) -> str:
    if not FIRST <= parts["y"] <= LAST:
        raise refusal("date_range", text, low=FIRST, high=LAST)
    try:
        day = date(parts["y"], parts.get("m", 1), parts.get("d", 1))
    except ValueError as error:
        raise refusal("no_day", text) from error
    return day.isoformat()[: {1: 4, 2: 7, 3: 10}[len(parts)]]


@cache
def _with_year() -> tuple[re.Pattern[str], ...]:
    sign = lexicon("date")
    year, month = rf"(?P<y>[0-9]{{4}})\s*{sign['year']}", rf"(?P<m>[0-9]{{1,2}})\s*{sign['month']}"
    return _SIGNED, re.compile(rf"{year}(?:\s*{month}(?:\s*(?P<d>[0-9]{{1,2}})\s*[{sign['day']}]?)?)?")


@cache
def _without_year() -> tuple[re.Pattern[str], ...]:
    sign = lexicon("date")
    month, day = rf"(?P<m>[0-9]{{1,2}})\s*{sign['month']}", rf"(?P<d>[0-9]{{1,2}})\s*[{sign['day']}]?"
    return _SHORT, re.compile(rf"{month}\s*{day}")
