"""What is wrong with one figure, by itself or beside the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Reading
from pilot_tui.rules.completion import consistent, lower_is_better
from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.series import falls

FACTORS = (10, 100, 10_000)
"""The slips of units people make: a zero, percent for a share, yuan for ten thousand yuan."""
_NEAR = Fraction(1, 5)
_EXCUSED = frozenset({"not_yet_due", "not_applicable"})


def gap(address: str, reading: Reading, due: str, today: str) -> Iterator[Finding]:
    """A target without an actual after the day it was due (ISO days; a blank one never comes)."""
    missing = reading.actual is None and reading.target is not None and reading.state not in _EXCUSED
    if missing and due and due < today:
        yield Finding("gap", address, {"target": reading.target, "due": due})


def unit_slip(address: str, now: Decimal | None, before: Decimal | None) -> Iterator[Finding]:
    """A figure about ten, a hundred or ten thousand times last year's, or that part of it, within a fifth."""
    if not now or not before or (now < 0) != (before < 0):
        return
    times = Fraction(now) / Fraction(before)
    for factor in FACTORS:
        if abs(max(times, 1 / times) / factor - 1) <= _NEAR:
            yield Finding("unit", address, {"now": now, "before": before, "factor": factor})


def beyond(address: str, now: Decimal | None, low: Decimal | None, high: Decimal | None) -> Iterator[Finding]:
    """A figure outside what its indicator declares possible."""
    if now is not None and ((low is not None and now < low) or (high is not None and now > high)):
        yield Finding("range", address, {"now": now, "low": low, "high": high})


def falling(addresses: Sequence[str], figures: Sequence[Decimal | None]) -> Iterator[Finding]:
    """The places where a cumulative series falls."""
    for at in falls(figures):
        before = next(one for one in reversed(figures[:at]) if one is not None)
        yield Finding("falling", addresses[at], {"now": figures[at], "before": before})


def below_last(address: str, reading: Reading, before: Decimal | None) -> Iterator[Finding]:
    """A target that asks for less than was there a year ago."""
    if reading.target is None or before is None or reading.operator == "link":
        return
    lower = lower_is_better(reading.operator, reading.direction)
    if reading.target > before if lower else reading.target < before:
        yield Finding("below_last", address, {"target": reading.target, "before": before})


def reported(address: str, reading: Reading, printed: Decimal | None) -> Iterator[Finding]:
    """A printed completion that actual and target, as rounded, cannot give."""
    actual, target = reading.actual, reading.target
    if printed is None or actual is None or target is None or reading.method != "ratio":
        return
    lower = lower_is_better(reading.operator, reading.direction)
    if actual <= 0 or target <= 0:
        return
    if not (consistent(target, actual, printed) if lower else consistent(actual, target, printed)):
        yield Finding("reported", address, {"printed": printed, "computed": _computed(actual, target, lower)})


def _computed(actual: Decimal, target: Decimal, lower: bool) -> Fraction:
    part, of = (target, actual) if lower else (actual, target)
    return 100 * Fraction(part) / Fraction(of)
