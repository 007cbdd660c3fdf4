"""The scale of a panel: round figures below and above everything in it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.cells import group_thousands
from pilot_tui.report.charting import Panel

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_PARTS = 4


class Scale(NamedTuple):
    """From the lower to the upper edge."""

    low: Decimal
    high: Decimal
    low_text: str
    high_text: str

    def share(self, value: Decimal) -> Fraction:
        """Where a value stands, 0 at the lower edge, 1 at the upper one."""
        return Fraction(value - self.low) / Fraction(self.high - self.low)


def scale_of(panel: Panel) -> Scale:
    """A scale that all figures of the panel stand on; from 0 to 1 where there are none."""
    values = [value for line in panel.lines for value in line.points if value is not None]
    low, high = (min(values), max(values)) if values else (Decimal(0), Decimal(1))
    step = _step(high - low or abs(high) or Decimal(1))
    low, high = (low / step).to_integral_value(ROUND_FLOOR) * step, _up(high, step)
    if high == low:
        high = low + step
    return Scale(low, high, _text(low), _text(high))


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _step(span: Decimal) -> Decimal:
    """The 1, 2 or 5 of some power of ten of which a few make the span."""
    rough = span / _PARTS
    power = Decimal(1).scaleb(rough.adjusted())
    return next(one * power for one in _STEPS if one * power >= rough)


def _text(value: Decimal) -> str:
    plain = format(value.normalize(), "f")
    return group_thousands("0" if plain in ("-0", "0") else plain)
