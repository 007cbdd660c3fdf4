"""Ranks as they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from pilot_tui.rules.rounding import units

Key = TypeVar("Key", int, tuple[object, ...])


def competition_ranks(
    scores: Mapping[str, Fraction | Decimal | None],
    places: int,
    mode: str,
    chain: Sequence[Mapping[str, Fraction | None]] = (),
) -> dict[str, int]:
    """Ranks 1-2-2-4, the highest first, by the score as displayed.

    Args:
        scores: Points by name; None is not ranked and has no place in the answer.
        places: Decimals the scores are displayed with.
        mode: As `rounding.units`.
        chain: What decides between equals, one after the other, the greater first, unrounded; a name that is
            missing there comes last. Who is equal to its end is truly tied.

    Returns:
        The rank by name, best first; equals in the order given.

    Raises:
        ValueError: As `rounding.units`.

    Source: UNDP human development report, readers' guide: ranks are on the value as published; F17 of the
    reference table of scoring methods for the chain.
    """
    keys = {
        name: (units(score, places, mode), *(_present(link.get(name)) for link in chain))
        for name, score in scores.items()
        if score is not None
    }
    return ranks_of(keys)


def ranks_of(keys: Mapping[str, Key]) -> dict[str, int]:
    """`competition_ranks` of what names are compared by, such as units of the last displayed digit."""
    ranks: dict[str, int] = {}
    best: Key | None = None
    rank = 0
    for place, name in enumerate(sorted(keys, key=keys.__getitem__, reverse=True), start=1):
        if keys[name] != best:
            best, rank = keys[name], place
        ranks[name] = rank
    return ranks


Links = Mapping[str, Sequence[Fraction | None]]
"""Name → what it has at each link of the chain."""


class Tie(NamedTuple):
    """Those who share a displayed figure with somebody, and what told them apart."""

    others: tuple[str, ...]
    decided: int | None
    """The place in the chain by which nobody is equal any more; None where somebody is to its end."""
    equal: tuple[str, ...]
    """The others who are."""


def chained_ranks(units: Mapping[str, int], links: Links) -> dict[str, int]:
    """`ranks_of` units of the last displayed digit, equals by the chain; as `competition_ranks`.

    Args:
        units: Of everybody who is ranked.
        links: Of everybody who shares a unit with another at least.
    """
    return ranks_of({name: (unit, *map(_present, links.get(name, ()))) for name, unit in units.items()})


def tied(units: Mapping[str, int]) -> list[str]:
    """Who shares a displayed figure with another, in the order given."""
    many = Counter(units.values())
    return [name for name, unit in units.items() if many[unit] > 1]


def tie(units: Mapping[str, int], links: Links, name: str) -> Tie | None:
    """How somebody was told apart from those with the same displayed figure; None where there are none."""
    others = tuple(one for one, unit in units.items() if unit == units.get(name) and one != name)
    if name not in units or not others:
        return None
    firsts = {one: _first_difference(links.get(name, ()), links.get(one, ())) for one in others}
    equal = tuple(one for one, first in firsts.items() if first is None)
    decided = None if equal else max(first for first in firsts.values() if first is not None)
    return Tie(others, decided, equal)


def _first_difference(mine: Sequence[Fraction | None], other: Sequence[Fraction | None]) -> int | None:
    pairs = enumerate(zip(mine, other, strict=False))
    return next((at for at, (a, b) in pairs if _present(a) != _present(b)), None)


def ranks_within(
    groups: Mapping[str, str], scores: Mapping[str, Fraction | Decimal | None], places: int, mode: str
) -> dict[str, int]:
    """The rank of each name among those of its group, such as a tier of counties; as `competition_ranks`."""
    found: dict[str, int] = {}
    for group in dict.fromkeys(groups.values()):
        members = {name: score for name, score in scores.items() if groups.get(name) == group}
        found |= competition_ranks(members, places, mode)
    return found


def _present(value: Fraction | None) -> tuple[bool, Fraction]:
    return value is not None, value or Fraction()
