"""Expert review: one round. Marks are read county by county, as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.rules.judged import CountyReview
from pilot_tui.rules.ranking import Links, Tie, tie
from pilot_tui.rules.review import county_review
from pilot_tui.rules.tie_break import links_of
from pilot_tui.store import Connection, read
from pilot_tui.workbook import rows
from pilot_tui.workbook.rows import Row

Ticking = Callable[[int, int], None]
Mark = tuple[str, str, str]
"""`(county, expert, criterion)`."""


class Setting(NamedTuple):
    """What the counties of a round share."""

    row: Row
    criteria: tuple[Row, ...]
    experts: tuple[Row, ...]
    by_matrix: bool = False
    """Whether somebody is assigned: then only who is owes marks."""

    @property
    def id(self) -> str:
        """The round's id."""
        return str(self.row["id"])

    @property
    def links(self) -> tuple[str, ...]:
        """What decides between equals, see `rules.tie_break`."""
        return links_of(rows.text(self.row, "tie_break"))


class Placing(NamedTuple):
    """The ranks of a round, and how they came about where figures are equal."""

    ranks: Mapping[str, int]
    """Empty while not every mean is known."""
    units: Mapping[str, int]
    """County → its mean in units of the last displayed digit, of those that are ranked."""
    links: Links
    """Of those that share a unit, what decides between them."""


NOT_PLACED = Placing({}, {}, {})


class Marks(Mapping[Mark, Row]):
    """`(county, expert, criterion)` → the stored mark."""

    def __init__(self, by_county: Mapping[str, Mapping[Mark, Row]]) -> None:
        self._by_county = by_county

    def __getitem__(self, mark: Mark) -> Row:
        return self._by_county[mark[0]][mark]

    def __iter__(self) -> Iterator[Mark]:
        return (mark for county in self._by_county for mark in self._by_county[county])

    def __len__(self) -> int:
        return sum(len(self._by_county[county]) for county in self._by_county)

    def of(self, county: str) -> Mapping[Mark, Row]:
        """Those of one county."""
        return self._by_county.get(county, {})


class Round(NamedTuple):
    """A review round with everything entered in it."""

    row: Row
    criteria: tuple[Row, ...]
    experts: tuple[Row, ...]
    marks: Marks
    counties: Mapping[str, CountyReview]
    """By county, in the order of the pilots."""
    placing: Placing
    results: Mapping[str, Row]
    """The published results, by county."""
    assigned: Mapping[str, Mapping[str, Row]]
    """County → expert → the stored assignment."""
    by_matrix: bool = False
    """As `Setting.by_matrix`."""
    hidden: frozenset[str] = frozenset()
    """The counties of which the viewer may not know what the panel says: with any, there are no ranks."""

    @property
    def setting(self) -> Setting:
        """What its counties share."""
        return Setting(self.row, self.criteria, self.experts, self.by_matrix)

    def assignment(self, county: str, expert: str) -> str:
        """`assigned`, `recused`, `conflict` or nothing."""
        return rows.text(self.assigned.get(county, {}).get(expert, {}), "state")

    @property
    def ranks(self) -> Mapping[str, int]:
        """Empty while not every mean is known."""
        return self.placing.ranks

    @property
    def links(self) -> tuple[str, ...]:
        """What decides between equals."""
        return links_of(rows.text(self.row, "tie_break"))

    def tie(self, county: str) -> Tie | None:
        """Who has the same displayed mean, and what told them apart."""
        return tie(self.placing.units, self.placing.links, county)

    def due(self, county: str, expert: str) -> bool:
        """Whether an expert owes marks for a county."""
        state = self.assignment(county, expert)
        return state == "assigned" or not (state or self.by_matrix)

    @property
    def id(self) -> str:
        """The round's id."""
        return str(self.row["id"])

    def mark_id(self, county: str, expert: str, criterion: str) -> str:
        """The id a mark has, or would be born with."""
        return f"{self.id}.{county}.{expert}.{criterion}"


def silent(done: int, of: int) -> None:
    """Nobody is told how far it is."""


def setting(db: Connection, row: Row) -> Setting:
    """What the counties of the round share."""
    id = str(row["id"])
    return Setting(
        row,
        tuple(read.every(db, "criterion", round=id)),
        tuple(read.every(db, "expert", round=id)),
        read.any_assigned(db, id),
    )


def of_county(db: Connection, around: Setting, county: str) -> CountyReview:
    """What the panel says of one county."""
    marks = read.under(db, "mark", f"{around.id}.{county}")
    return of_rows(around, county, marks, assignments(db, around.id, county))


def scale(around: Setting) -> tuple[Decimal, dict[str, Decimal]]:
    """The least mark of a round, and the greatest of each criterion: its maximum, else the round's."""
    low, high = rows.number(around.row, "scale_low"), rows.number(around.row, "scale_high")
    top = high if high is not None else Decimal(100)
    most = {str(one["code"]): rows.number(one, "max") for one in around.criteria}
    return low or Decimal(0), {code: top if own is None else own for code, own in most.items()}


def assignments(db: Connection, round: str, county: str) -> dict[str, Row]:
    """Expert → the stored assignment to a county."""
    return {str(row["expert"]): row for row in read.under(db, "assignment", f"{round}.{county}")}


def places(row: Row) -> int:
    """Decimals of a displayed mean."""
    return int(rows.text(row, "places") or 2)


def rounding(row: Row) -> str:
    """`half_up` or `half_even`."""
    return rows.text(row, "rounding") or "half_up"


def of_rows(around: Setting, county: str, marks: Sequence[Row], assigned: Mapping[str, Row]) -> CountyReview:
    """What the panel says of one county, from its marks and assignments."""
    return county_review(
        county,
        [rows.mark(mark) for mark in marks],
        _weights(around.criteria),
        _weights(around.experts),
        trim=int(rows.text(around.row, "trim") or 0),
        quorum=int(rows.text(around.row, "quorum") or 0),
        order=rows.text(around.row, "order") or "experts",
        incomplete=rows.text(around.row, "incomplete") or "out",
        assignments={expert: state for expert, row in assigned.items() if (state := rows.text(row, "state"))},
        by_matrix=around.by_matrix,
        tie_break=around.links,
    )


def _weights(given: Sequence[Row]) -> dict[str, Decimal]:
    return {str(row["code"]): _weight(row) for row in given}


def _weight(row: Row) -> Decimal:
    weight = rows.number(row, "weight")
    return Decimal(1) if weight is None else weight
