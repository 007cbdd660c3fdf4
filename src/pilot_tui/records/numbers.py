"""A number as a person types it into a cell."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pilot_tui.records.typed import fold, read, refusal, shown
from pilot_tui.words import lexicon

DIGITS = 24
"""The most significant digits, and the most decimals, a number may have."""
LIMIT = Decimal(10) ** 15
"""No stored number reaches this, in any unit."""

_GROUPED = "[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_NUMBER = re.compile(rf"[+-]?(?:(?:[0-9]+|{_GROUPED})(?:\.[0-9]+)?|\.[0-9]+)")
_MISGROUPED = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")


def plain(number: Decimal) -> str:
    """A finite number as it is stored: its own digits, never an exponent, never a minus before zero."""
    return format(number if number else number.copy_abs(), "f")


def parse_decimal(text: str, *, unit: str = "") -> Decimal:
    """The number typed, with the decimals typed.

    Args:
        text: Full-width digits, thousands in threes, a multiplier as in the lexicon, the unit itself behind.
        unit: The unit of the row, in which the result is; empty when it has none.

    Returns:
        A finite number below `LIMIT` in size, of at most `DIGITS` digits.

    Raises:
        InvalidValue: When it is anything else, or could be read in two ways.
    """
    typed = read(text)
    tail = typed.lstrip("+-.,0123456789")
    head = typed.removesuffix(tail)
    if not _NUMBER.fullmatch(head):
        raise refusal("grouping" if _MISGROUPED.fullmatch(head) else "number", text)
    power = _power(tail.strip(), unit, text)
    return _measured(Decimal(f"{head.replace(',', '')}E{power}"), text)


def _power(tail: str, unit: str, text: str) -> int:
    """The power of ten that what stands behind the digits means."""
    own = fold(unit)
    if tail in ("", own):
        return 0
    multiplier = tail.removesuffix(own).strip()
    if multiplier in _multipliers():
        if any(sign in own for sign in _multipliers()):
            raise refusal("multiplier", text, unit=shown(unit))
        return _multipliers()[multiplier]
    if tail == "%":
        raise refusal("percent", text)
    raise refusal("unit" if own and not re.search("[0-9]", tail) else "number", text, unit=shown(unit))


def _measured(number: Decimal, text: str) -> Decimal:
    written = plain(number)
    if number.copy_abs() >= LIMIT:
        raise refusal("size", text)
    if len(number.as_tuple().digits) > DIGITS or len(written.partition(".")[2]) > DIGITS:
        raise refusal("digits", text, limit=DIGITS)
    return Decimal(written)


@cache
def _multipliers() -> dict[str, int]:
    return {sign: int(power) for sign, power in lexicon("multipliers").items()}
