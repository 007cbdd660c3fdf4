"""Ranks as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.rounding import units


def competition_ranks(
    scores: Mapping[str, Fraction | Decimal | None], places: int, mode: str
) -> dict[str, int]:
    """Ranks 1-2-2-4, the highest first, by the score as displayed.

    Args:
        scores: Points by name; None is not ranked and has no place in the answer.
        places: Decimals the scores are displayed with.
        mode: As `rounding.units`.

    Returns:
        The rank by name, best first; equals in the order given.

    Raises:
        ValueError: As `rounding.units`.

    Source: UNDP human development report, readers' guide: ranks are on the value as published.
    """
    displayed = {name: units(score, places, mode) for name, score in scores.items() if score is not None}
    ranks: dict[str, int] = {}
    best, rank = None, 0
    for place, name in enumerate(sorted(displayed, key=displayed.__getitem__, reverse=True), start=1):
        if displayed[name] != best:
            best, rank = displayed[name], place
        ranks[name] = rank
    return ranks
