"""How many findings a programme has, by kind and county; of the findings themselves no more than a window."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from pilot_tui.workbook.findings.found import Found

Bucket = tuple[bool, int, int]
"""As `Found.bucket`."""
WINDOW = 5_000
"""Findings that are all kept; of more, the first `FIRSTS` of each kind."""
FIRSTS = 400


@dataclass(frozen=True, slots=True)
class Ledger:
    """All findings of a programme, counted."""

    programme: str
    today: str
    n: int
    """The arrival number of the log it was counted at."""
    counties: tuple[str, ...]
    """In order; the empty one, the programme itself, first."""
    counts: Mapping[str, Mapping[Bucket, int]]
    """County → kind → how many."""
    firsts: Mapping[Bucket, Sequence[Found]] = field(default_factory=dict)
    """Kind → its findings in order of the counties: all of them, or the first."""
    viewer: str = ""
    """The expert it was counted for, who may not know of all."""

    @property
    def total(self) -> int:
        """How many there are, explained ones among them."""
        return sum(sum(of.values()) for of in self.counts.values())

    @property
    def open(self) -> int:
        """How many nobody has explained."""
        return sum(count for of in self.counts.values() for (done, *_), count in of.items() if not done)

    @property
    def whole(self) -> bool:
        """Whether all findings are kept."""
        return sum(map(len, self.firsts.values())) == self.total

    def found(self) -> list[Found]:
        """The findings that are kept, in the order of the list."""
        return [one for bucket in sorted(self.firsts) for one in self.firsts[bucket]]

    def runs(self) -> dict[Bucket, Run]:
        """Where the findings of each kind stand, county by county."""
        held: dict[Bucket, list[tuple[str, int]]] = {}
        for county in self.counties:
            for bucket, count in self.counts.get(county, {}).items():
                held.setdefault(bucket, []).append((county, count))
        return {bucket: Run(held[bucket]) for bucket in sorted(held)}

    def with_counties(self, n: int, looked: Mapping[str, Sequence[Found]]) -> Ledger:
        """The same with some counties looked at again."""
        counts = {**self.counts, **{county: _counted(found) for county, found in looked.items()}}
        firsts = self._refilled(looked) if self.whole else self._cut(looked)
        return replace(self, n=n, counts=counts, firsts=firsts)

    def _refilled(self, looked: Mapping[str, Sequence[Found]]) -> dict[Bucket, list[Found]]:
        """Each kind in order of the counties, some counties anew."""
        place = {county: at for at, county in enumerate(self.counties)}
        fresh = [one for of in looked.values() for one in of]
        kept = [one for one in self.found() if _home(one, place) not in looked]
        return _by_bucket(sorted([*kept, *fresh], key=lambda one: place[_home(one, place)]))

    def _cut(self, looked: Mapping[str, Sequence[Found]]) -> dict[Bucket, list[Found]]:
        """Each kind up to the first county that was looked at again."""
        place = {county: at for at, county in enumerate(self.counties)}
        first = min(place[county] for county in looked)
        before = [one for one in self.found() if place[_home(one, place)] < first]
        return _by_bucket(before)


class Run:
    """The findings of one kind: which county has how many."""

    def __init__(self, held: Sequence[tuple[str, int]]) -> None:
        self._counties = [county for county, _ in held]
        self._ends = list(accumulate(count for _, count in held))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def at(self, nth: int) -> tuple[str, int]:
        """The county of the finding at `nth`, and which of that county's it is."""
        place = bisect_right(self._ends, nth)
        return self._counties[place], nth - (self._ends[place - 1] if place else 0)

    def start(self, county: str) -> int | None:
        """Where a county's begin."""
        if county not in self._counties:
            return None
        place = self._counties.index(county)
        return self._ends[place - 1] if place else 0


def gathered(
    programme: str, today: str, n: int, counties: Sequence[str], looked: Iterator[tuple[str, list[Found]]]
) -> Ledger:
    """A ledger from county after county, in their order."""
    counts: dict[str, dict[Bucket, int]] = {}
    firsts: dict[Bucket, list[Found]] = {}
    total, cut = 0, False
    for county, found in looked:
        counts[county] = _counted(found)
        total += len(found)
        if total > WINDOW and not cut:
            firsts = {bucket: of[:FIRSTS] for bucket, of in firsts.items()}
            cut = True
        for one in found:
            of = firsts.setdefault(one.bucket, [])
            if not cut or len(of) < FIRSTS:
                of.append(one)
    return Ledger(programme, today, n, tuple(counties), counts, firsts)


def _counted(found: Sequence[Found]) -> dict[Bucket, int]:
    return dict(Counter(one.bucket for one in found))


def _by_bucket(found: Sequence[Found]) -> dict[Bucket, list[Found]]:
    made: dict[Bucket, list[Found]] = {}
    for one in found:
        made.setdefault(one.bucket, []).append(one)
    return made


def _home(one: Found, place: Mapping[str, int]) -> str:
    """The county it was found with: what is said of other places was found with the programme itself."""
    return one.home if one.home in place else ""
