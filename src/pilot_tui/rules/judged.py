"""The rows of an expert review: marks as the rules read them, and what the rules say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class MarkRow(NamedTuple):
    """One expert's mark on one criterion for one county."""

    county: str
    expert: str
    criterion: str
    mark: Decimal | None
    state: str = ""
    """`recused`, `abstained`, `not_applicable` or empty."""


class ExpertTotal(NamedTuple):
    """One expert's weighted total for one county."""

    expert: str
    total: Fraction | None
    """Unrounded; None unless `state` is `counted`."""
    state: str
    """`counted`, `recused`, `conflict`, `abstained`, `incomplete` (a mark is missing), `unweighted` (what is
    marked has no weight), `none` (due, none entered), `unassigned` (none due) or `hidden` from the viewer."""


class CountyReview(NamedTuple):
    """What the review rule says of one county."""

    county: str
    totals: tuple[ExpertTotal, ...]
    mean: Fraction | None
    """Unrounded mean of the counted totals after any trimming; None when nobody counted."""
    trimmed: Fraction | None
    """The mean without one highest and one lowest total; None below three."""
    counted: int
    provisional: bool
    """Below the quorum: shown, not ranked."""
    excluded: tuple[tuple[str, str], ...] = ()
    """`(expert, state)` of everybody who did not count and is not `unassigned`."""
    chain: tuple[Fraction | None, ...] = ()
    """What decides between this county and an equal one, link by link of the round's tie-break."""
