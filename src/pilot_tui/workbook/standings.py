"""Where each county of a programme stands: the order of all, the figures of those one asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pilot_tui.model import TaskShare
from pilot_tui.rules.ladder import Ladder
from pilot_tui.workbook.cards import Card
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.told import Panel, Score

NOT_KNOWN = TaskShare(0, 0, "")


@dataclass(frozen=True)
class Standing:
    """One county of a programme in one year and round."""

    county: Row
    pilot: Row
    score: Score | None
    """What its scorecard comes to; None while that is not known."""
    rank: int | None
    review: Panel | None
    """What its panel came to; None without a round, or while that is not known."""
    review_rank: int | None
    tasks: TaskShare
    """`NOT_KNOWN` while it is not."""
    read_card: Callable[[], Card]
    read_grade: Callable[[], Row | None]
    read_result: Callable[[], Row | None]
    tier_rank: int | None = None
    """Its rank among the counties of its tier."""
    tier: str = ""
    """Empty where the programme has none."""
    hidden: bool = False
    """Whether the viewer may not know what its panel says."""

    @cached_property
    def card(self) -> Card:
        """Its scorecard, line by line."""
        return self.read_card()

    @cached_property
    def grade(self) -> Row | None:
        """Its grade band; None where the programme has no bands, or it is in none."""
        return self.read_grade()

    @cached_property
    def result(self) -> Row | None:
        """The published result, beside whatever is computed."""
        return self.read_result()


@dataclass(frozen=True)
class League:
    """Every county of a programme in one year: ranked ones first; by pilot while ranks are not known."""

    counties: Sequence[str]
    """By pilot."""
    ranks: Ladder
    known: bool
    """Whether every score is, and so every rank."""
    rescaled: bool
    """Whether any total leaves out what is missing."""
    standing: Callable[[str], Standing]
    """Of one county, by id."""

    @cached_property
    def order(self) -> Sequence[str]:
        """The counties, best first; those without a rank after the others."""
        if len(self.ranks) == len(self.counties):
            return self.ranks.names
        return [*self.ranks, *(county for county in self.counties if county not in self.ranks)]

    def place(self, county: str) -> int | None:
        """The place of a county in the order, from 0; None for one that is not in it."""
        found = self.ranks.place(county)
        return self._unranked.get(county) if found is None else found

    @cached_property
    def _unranked(self) -> Mapping[str, int]:
        return {county: at for at, county in enumerate(self.order) if county not in self.ranks}

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Standing]:
        return map(self.standing, self.order)
