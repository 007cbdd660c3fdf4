"""What is wrong with firms and with what they are measured by; who is at the line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pilot_tui.model import Reading
from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.firms import Parts, agrees, cleared_out, quotient


def measure(
    address: str, entered: Decimal | None, parts: Parts | None, line: Decimal | None, direction: str
) -> Iterator[Finding]:
    """A figure on the wrong side of the clear-out line; a figure that is not the quotient of its parts.

    Args:
        address: Of the figure.
        entered: The figure itself; where it is blank its parts stand for it.
        parts: Numerator and denominator, where both are there.
        line: The clear-out line, unit of the figure.
        direction: Of the indicator, `higher` or `lower`.
    """
    figure = quotient(parts) if entered is None else Fraction(entered)
    if cleared_out(figure, line, direction):
        yield Finding("clear_out", address, {"now": figure if entered is None else entered, "line": line})
    if entered is not None and parts is not None and not agrees(entered, parts):
        facts = {"now": entered, "numerator": parts[0], "denominator": parts[1]}
        yield Finding("quotient", address, facts)


def unmeasured(address: str, present: int, of: int, due: str, today: str) -> Iterator[Finding]:
    """A firm with figures missing after the day they were due; told once, at the first."""
    if present < of and due < today:
        yield Finding("unmeasured", address, {"present": present, "of": of})


def alone(address: str, firms: int, *, graded: bool) -> Iterator[Finding]:
    """A single firm cannot be graded by the share of its place."""
    if graded and firms == 1:
        yield Finding("alone", address, {})


def benchmark(address: str, reading: Reading) -> Iterator[Finding]:
    """A benchmark that is missing, or not above 0: nothing can be measured by it."""
    if reading.method == "benchmark" and (reading.benchmark is None or reading.benchmark <= 0):
        yield Finding("benchmark", address, {"benchmark": reading.benchmark})
