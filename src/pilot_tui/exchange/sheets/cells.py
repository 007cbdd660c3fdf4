"""The cells of one sheet, each with what it is: a formula, a percentage, a day, an error, a number, text.

A sheet that is written as spreadsheets write them is read by one regular expression, much faster than by a
reader of XML; every other one, and one with formulas, merged or hidden cells, by such a reader.
Both find the same (`tests/exchange/test_sheet_cells.py`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pilot_tui.exchange.sheets.limits import PLAIN
from pilot_tui.exchange.sheets.package import Package
from pilot_tui.exchange.sheets.quick import quick
from pilot_tui.exchange.sheets.thorough import thorough
from pilot_tui.workbook.sheets.given import DAY, ERROR, NUMBER, PERCENT, Leaf, Told

_DIGITS = 15
"""Of a number in a spreadsheet: what stands behind them is how computers count, not what was typed."""


class Looks(NamedTuple):
    """How a workbook shows numbers."""

    kinds: dict[int, str]
    """Style → `percent` or `day`; not there for all else."""
    since_1904: bool


class Cells:
    """Reads the sheets of one workbook."""

    def __init__(self, package: Package, name: str, strings: list[str], looks: Looks) -> None:
        self.package, self.name = package, name
        self.strings, self._looks = strings, looks
        self._origin = datetime(1904, 1, 1) if looks.since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # days have no zone

    def read(self, data: bytes) -> Leaf:
        """A sheet; raises `SheetRefused`."""
        found = quick(self, data)
        return found if found is not None else thorough(self, data)

    def told(self, kind: str, style: int, value: str) -> Told:
        """What a cell says; `kind` and `style` as they stand in its element."""
        if kind == "s":
            return self._string(value), ""
        if kind in ("", "n"):
            return self._figure(style, value)
        if kind == "e":
            return value, ERROR
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE", ""
        if kind == "d":
            return value.removesuffix("T00:00:00"), DAY
        return value, ""  # a text of its own, or what a formula came to

    def _string(self, at: str) -> str:
        if at.isascii() and at.isdecimal() and len(at) < 9 and int(at) < len(self.strings):
            return self.strings[int(at)]
        raise self.package.refusal("damaged", self.name)

    def _figure(self, style: int, value: str) -> Told:
        look = self._looks.kinds.get(style) if style else None
        if look is None:
            return (value if PLAIN.fullmatch(value) else _plain(value)), NUMBER
        if look == PERCENT:
            return _percent(value), PERCENT
        return self._day(value), DAY

    def _day(self, value: str) -> str:
        """The day a number stands for; the number where it stands for none."""
        try:
            days = float(value)
            whole = self._origin + timedelta(days=days + (not self._looks.since_1904 and days < 60))
        except (ValueError, OverflowError):
            return value
        at = whole.replace(microsecond=0)
        return at.date().isoformat() if days == int(days) else at.isoformat(" ", "minutes")


def _plain(value: str) -> str:
    """A number without an exponent, and with no more digits than a spreadsheet shows."""
    try:
        number = Decimal(format(float(value), f".{_DIGITS}g"))
    except (ValueError, InvalidOperation):
        return value
    return format(number, "f") if number.is_finite() else value


def _percent(value: str) -> str:
    try:
        number = Decimal(_plain(value)) * 100
    except InvalidOperation:
        return value
    said = format(number, "f") if number.is_finite() else value
    return f"{said.rstrip('0').rstrip('.') if '.' in said else said}%"
