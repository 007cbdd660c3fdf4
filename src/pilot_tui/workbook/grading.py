"""The grades of a programme's counties: by the displayed score, or by the share of ranks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import Rule
from pilot_tui.rules.grades import grade, share_grade
from pilot_tui.store import Connection, read
from pilot_tui.workbook.rows import Row, number, text
from pilot_tui.workbook.ruleset import blank_as

_Bands = list[tuple[str, Decimal, Decimal]]


class Grading(NamedTuple):
    """The grade bands of a programme."""

    rows: tuple[Row, ...]
    """By position."""
    rule: Rule

    def __bool__(self) -> bool:
        return bool(self.rows)

    def code(self, total: Fraction | None, rank: int | None, ranked: int) -> str | None:
        """The code of a county's grade.

        Args:
            total: Its points, None where it has none that is ranked.
            rank: Its rank, None where it has none.
            ranked: How many counties are.
        """
        if by_score := _whole(self.of("score")):
            return None if total is None else grade(total, by_score, self.rule.places, self.rule.rounding)
        by_share = _whole(self.of("rank_share"))
        return share_grade(rank, ranked, by_share) if rank and by_share else None

    def of(self, what: str) -> list[Row]:
        """The bands of the `score` or of the `rank_share`."""
        return [row for row in self.rows if blank_as(row, "band", "of") == what]

    def row(self, code: str | None) -> Row | None:
        """The band of a code."""
        return next((row for row in self.rows if row["code"] == code), None)


def grading(db: Connection, programme: str, rule: Rule) -> Grading:
    """The bands of a programme."""
    return Grading(tuple(read.every(db, "band", programme=programme)), rule)


def _whole(given: Sequence[Row]) -> _Bands:
    """Those that begin and end somewhere: of the others there is a finding."""
    ends = [(text(row, "code"), number(row, "low"), number(row, "high")) for row in given]
    return [(code, low, high) for code, low, high in ends if low is not None and high is not None]
