"""Ranks that stay in order while single figures change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property


class Ladder(Mapping[str, int]):
    """Name → rank 1-2-2-4, the highest first: what `ranking.ranks_of` says of the same units, in its order.

    Where one name comes to other units than before, the others are not sorted again: see `moved`.
    """

    def __init__(self, units: Mapping[str, int], given: Sequence[str]) -> None:
        """A ranking.

        Args:
            units: What names are ranked by, in units of the last displayed digit, in the order given; who is
                missing here is not ranked.
            given: All names, ranked or not, each once; equals stand in this order.
        """
        self._given = given
        self._units = dict(units)
        self.names = sorted(self._units, key=self._units.__getitem__, reverse=True)
        """Who is ranked, best first."""
        self._depths = [-self._units[name] for name in self.names]

    def moved(self, units: Mapping[str, int | None]) -> Ladder:
        """The same with a few other units; None for who is not ranked any more. This one stays as it is.

        Who was not given has no place here, and is passed over.
        """
        made = object.__new__(Ladder)
        made._given, made._nth = self._given, self._nth
        made._units, made.names, made._depths = self._units.copy(), self.names.copy(), self._depths.copy()
        for name, unit in units.items():
            made._leave(name)
            if unit is not None and name in made._nth:
                made._join(name, unit)
        return made

    def __getitem__(self, name: str) -> int:
        return bisect_left(self._depths, -self._units[name]) + 1

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def place(self, name: str) -> int | None:
        """Where a name stands among those that are ranked, from 0; None for one that is not."""
        return self.names.index(name, self[name] - 1) if name in self._units else None

    @cached_property
    def _nth(self) -> Mapping[str, int]:
        """Name → its place in the order given."""
        return {name: nth for nth, name in enumerate(self._given)}

    def _leave(self, name: str) -> None:
        at = self.place(name)
        if at is not None:
            del self.names[at], self._depths[at], self._units[name]

    def _join(self, name: str, unit: int) -> None:
        nth, first, end = self._nth, bisect_left(self._depths, -unit), bisect_right(self._depths, -unit)
        at = bisect_left(self.names, nth[name], first, end, key=nth.__getitem__)
        self.names.insert(at, name)
        self._depths.insert(at, -unit)
        self._units[name] = unit
