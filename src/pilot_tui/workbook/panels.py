"""What is entered in a review round, read county by county: of a mark, one county is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from pilot_tui.rules.judged import CountyReview, ExpertTotal
from pilot_tui.store import Store, read
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.reviews import Mark, Marks, Placing, Round, Setting, assignments, of_rows
from pilot_tui.workbook.rows import Row

ENTERED = ("mark", "assignment", "result")
"""The tables whose rows are of a county in a round."""
_LATELY = 128
"""Counties whose marks are held at a time."""
_ROUNDS = 3
Told = TypeVar("Told")


class ByCounty(Mapping[str, Told], Generic[Told]):
    """Something of each county, asked for when it is wanted; None stands for nothing."""

    def __init__(self, counties: Sequence[str], ask: Callable[[str], Told | None]) -> None:
        self._counties = dict.fromkeys(counties)
        self._ask = ask
        self._lately: Lately[str, Told | None] = Lately(_LATELY)

    def __getitem__(self, county: str) -> Told:
        found = self._lately.keep(county, lambda: self._ask(county)) if county in self._counties else None
        if found is None:
            raise KeyError(county)
        return found

    def drop(self, county: str) -> None:
        """Ask anew of a county."""
        self._lately.drop(county)

    def __iter__(self) -> Iterator[str]:
        return iter(self._counties)

    def __contains__(self, county: object) -> bool:
        return isinstance(county, str) and self.get(county) is not None

    def __len__(self) -> int:
        return len(self._counties)


class Panels:
    """What is entered in a round and what it comes to, county by county, read as it is asked for."""

    def __init__(
        self, store: Store, around: Setting, counties: Sequence[str], hidden: frozenset[str] = frozenset()
    ) -> None:
        """Nothing is read yet; of `hidden` counties only who is assigned will be."""
        self._store, self._around, self._of, self._hidden = store, around, counties, hidden
        self._marks = ByCounty(counties, self._read_marks)
        self._assigned = ByCounty(counties, self._read_assigned)
        self._results = ByCounty(counties, self._read_result)
        self._reviews = ByCounty(counties, self._reviewed)

    def serves(self, around: Setting, counties: Sequence[str], hidden: frozenset[str]) -> bool:
        """Whether what was read still holds where these are what all its counties share."""
        return counties is self._of and (around, hidden) == (self._around, self._hidden)

    def drop(self, county: str) -> None:
        """Something was entered of a county."""
        for each in (self._marks, self._assigned, self._results, self._reviews):
            each.drop(county)

    def round(self, placing: Placing) -> Round:
        """The round, with the ranks that go with it."""
        around = self._around
        return Round(
            row=around.row,
            criteria=around.criteria,
            experts=around.experts,
            marks=Marks(self._marks),
            counties=self._reviews,
            placing=placing,
            results=self._results,
            assigned=self._assigned,
            by_matrix=around.by_matrix,
            hidden=self._hidden,
        )

    def _read_marks(self, county: str) -> dict[Mark, Row]:
        if county in self._hidden:
            return {}
        with self._store.reading() as db:
            stored = read.under(db, "mark", f"{self._around.id}.{county}")
        return {(str(m["county"]), str(m["expert"]), str(m["criterion"])): m for m in stored}

    def _read_assigned(self, county: str) -> dict[str, Row]:
        with self._store.reading() as db:
            return assignments(db, self._around.id, county)

    def _read_result(self, county: str) -> Row | None:
        if county in self._hidden:
            return None
        with self._store.reading() as db:
            return read.one(db, "result", f"{self._around.id}.{county}")

    def _reviewed(self, county: str) -> CountyReview:
        if county in self._hidden:
            return _concealed(self._around, county)
        return of_rows(self._around, county, list(self._marks[county].values()), self._assigned[county])


def _concealed(around: Setting, county: str) -> CountyReview:
    """What a viewer who is kept out is told of a county: nothing."""
    totals = tuple(ExpertTotal(str(row["code"]), None, "hidden") for row in around.experts)
    return CountyReview(county, totals, None, None, 0, provisional=True)


class Panelled:
    """What was read of a few rounds, held while only single counties change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rounds: Lately[str, Panels] = Lately(_ROUNDS)

    def of(self, around: Setting, counties: Sequence[str], hidden: frozenset[str]) -> Panels:
        """What is entered in a round; of `hidden` counties only who is assigned."""
        found = self._rounds.peek(around.id)
        if found is None or not found.serves(around, counties, hidden):
            found = Panels(self._store, around, counties, hidden)
            self._rounds.put(around.id, found)
        return found

    def drop(self, id: str) -> None:
        """A row changed that is entered in a round of a county: its id begins with theirs."""
        round, _, rest = id.partition(".")
        if (found := self._rounds.peek(round)) is not None:
            found.drop(rest.partition(".")[0])

    def clear(self) -> None:
        """Whatever may have changed."""
        self._rounds.clear()
