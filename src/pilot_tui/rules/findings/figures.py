"""What is wrong with one figure, by itself or beside the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Reading
from pilot_tui.rules.completion import consistent, lower_is_better
from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.series import falls

FACTORS = (10, 100, 10_000)
"""The slips of units people make: a zero, percent for a share, yuan for ten thousand yuan."""
_NEAR = Fraction(1, 5)
_FAR = 5
"""Times by which two figures differ at least before any factor is near: of most no quotient is taken."""
_YEAR = 12
_EXCUSED = frozenset({"not_yet_due", "not_applicable"})


def gap(address: str, reading: Reading, due: str, today: str) -> Iterator[Finding]:
    """A target without an actual after the day it was due (ISO days; a blank one never comes)."""
    missing = reading.actual is None and reading.target is not None and reading.state not in _EXCUSED
    if missing and due and due < today:
        facts = {"operator": reading.operator, "target": reading.target, "due": due}
        yield Finding("gap", address, facts)


def unit_slip(address: str, now: Decimal | None, before: Decimal | None) -> Iterator[Finding]:
    """A figure about ten, a hundred or ten thousand times last year's, or that part of it, within a fifth."""
    if not now or not before or (now < 0) != (before < 0):
        return
    small, large = sorted((abs(now), abs(before)))
    if large < _FAR * small:
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
        facts = {"operator": reading.operator, "target": reading.target, "before": before}
        yield Finding("below_last", address, facts)


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


def partial(address: str, period_kind: str, year: int, as_of: str) -> Iterator[Finding]:
    """A figure that adds up over a year and stands for a part of it; `as_of` is an ISO day, or blank."""
    if period_kind not in ("cumulative", "per_period") or not as_of.startswith(f"{year}-"):
        return
    day = date.fromisoformat(as_of)
    months = day.month if (day + timedelta(days=1)).day == 1 else day.month - 1
    if months < _YEAR:
        yield Finding("partial", address, {"present": months, "of": _YEAR, "until": as_of})


def _computed(actual: Decimal, target: Decimal, lower: bool) -> Fraction:
    part, of = (target, actual) if lower else (actual, target)
    return 100 * Fraction(part) / Fraction(of)
