"""Which counties and experts a statistic that allows no gap is taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pilot_tui.rules.agreement.table import Scores

MOST = 4_096
"""Ways to leave experts out that are all tried; of more, experts go one by one, most gaps first."""


class Kept(NamedTuple):
    """A part of a table in which nobody is missing."""

    counties: tuple[int, ...] = ()
    """Its rows, by their places in the whole table."""
    experts: tuple[int, ...] = ()
    """Its columns."""

    def of(self, scores: Scores) -> Scores:
        """The part itself."""
        return [[scores[row][column] for column in self.experts] for row in self.counties]


def largest_complete(scores: Scores) -> Kept:
    """The complete part with the most marks; of equal ones that with more counties, then the earlier experts.

    One recusal in every county would otherwise leave nothing to compare: a round of n counties and k experts
    keeps whichever of both costs less. A part of one county or of one expert is taken only where there is no
    other.
    """
    gaps = [sum(1 << at for at, one in enumerate(row) if one is None) for row in scores]
    width = len(scores[0]) if scores else 0
    counts = Counter(gaps)
    out = max(_leaving_out(counts, width), key=lambda out: _worth(out, counts, width))
    return Kept(
        tuple(row for row, gap in enumerate(gaps) if not gap & ~out),
        tuple(column for column in range(width) if not out >> column & 1),
    )


def _worth(out: int, counts: Mapping[int, int], width: int) -> tuple[bool, int, int, int]:
    counties = sum(count for gap, count in counts.items() if not gap & ~out)
    experts = width - out.bit_count()
    return counties > 1 and experts > 1, counties * experts, counties, out


def _leaving_out(counts: Mapping[int, int], width: int) -> Iterable[int]:
    """Sets of experts to leave out, a bit each: only those whose going makes some county complete matter."""
    found = {0}
    for gap in sorted(counts):
        found |= {out | gap for out in found}
        if len(found) > MOST:
            return _one_by_one(counts, width)
    return found


def _one_by_one(counts: Mapping[int, int], width: int) -> Iterator[int]:
    """After each other the experts with the most gaps in the counties that are not complete yet."""
    out = 0
    yield out
    for _ in range(width):
        missing = [0] * width
        for gap, count in counts.items():
            for column in range(width):
                missing[column] += count * ((gap & ~out) >> column & 1)
        most = max(range(width), key=missing.__getitem__)
        out |= 1 << most
        yield out
