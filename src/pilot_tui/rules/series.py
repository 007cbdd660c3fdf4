"""A year made of parts: what it comes to depends on how the figure is counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

PERIOD_KINDS = ("cumulative", "per_period", "level")


class Yearly(NamedTuple):
    """What a year comes to."""

    value: Decimal | None
    """None when no period is there."""
    present: int
    """Periods with a figure."""
    of: int
    """Periods that are due."""
    falls: tuple[int, ...]
    """Places of the figures below the one before, of a cumulative series: each is a warning."""

    @property
    def partial(self) -> bool:
        """Whether some periods are there and some are not."""
        return 0 < self.present < self.of


def yearly(figures: Sequence[Decimal | None], kind: str) -> Yearly:
    """A year from its periods in order of time, None where nothing was reported.

    Args:
        figures: One a period, in the indicator's own unit.
        kind: `cumulative` (the last one there is), `per_period` (the sum) or `level` (the last, never a sum).

    Raises:
        ValueError: For any other kind.
    """
    if kind not in PERIOD_KINDS:
        raise ValueError(f"no period kind {kind!r}")
    there = [one for one in figures if one is not None]
    value = None
    if there:
        value = sum(there, Decimal(0)) if kind == "per_period" else there[-1]
    return Yearly(value, len(there), len(figures), falls(figures) if kind == "cumulative" else ())


def falls(figures: Sequence[Decimal | None]) -> tuple[int, ...]:
    """Where a figure is below the last one there was."""
    found: list[int] = []
    last: Decimal | None = None
    for at, one in enumerate(figures):
        if one is None:
            continue
        if last is not None and one < last:
            found.append(at)
        last = one
    return tuple(found)


def increments(figures: Sequence[Decimal | None]) -> list[Decimal | None]:
    """What each period added to a cumulative series; None where it or the one before is missing."""
    before: Sequence[Decimal | None] = [Decimal(0), *figures]
    return [
        None if now is None or then is None else now - then
        for then, now in zip(before, figures, strict=False)
    ]
