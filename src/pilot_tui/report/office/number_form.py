"""Figures as spreadsheets show them: the digits of the document, the sign before them kept."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pilot_tui.report.document import Cell

_MOST_DIGITS = 15
"""What a spreadsheet keeps of a number; a longer one goes in as text, with all its digits."""
_PREFIX = re.compile(r"[^\d\u2212-]*")


def holds(number: Decimal | None) -> bool:
    """Whether a spreadsheet keeps every digit of the number."""
    return number is not None and len(number.as_tuple().digits) <= _MOST_DIGITS


def number_form(cell: Cell) -> str:
    """The number format under which a spreadsheet shows the figure as the document does."""
    text, exponent = cell.text, cell.number.as_tuple().exponent if cell.number is not None else 0
    before = "" if text[:1].isdigit() else _before(text)
    return _form(before, max(0, -exponent) if isinstance(exponent, int) else 0)


def _before(text: str) -> str:
    prefix = _PREFIX.match(text)
    return prefix[0] if prefix else ""


@lru_cache(256)
def _form(before: str, places: int) -> str:
    digits = "#,##0" + ("." + "0" * places if places else "")
    if before == "+":
        return f"+{digits};\u2212{digits};0"
    quoted = f'"{before}"' if before.replace('"', "") else ""
    return f"{quoted}{digits};{quoted}\u2212{digits}"
