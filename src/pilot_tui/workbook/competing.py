"""Scorecards, panels, and where each county stands by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from pilot_tui.errors import Term, Unknown
from pilot_tui.rules.ladder import Ladder
from pilot_tui.rules.ranking import chained_ranks, ranks_of, tied
from pilot_tui.store import Group, Store, read
from pilot_tui.tables import TABLES
from pilot_tui.workbook import cards, reviews, told
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.grading import Grading
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.panels import ENTERED, Panelled
from pilot_tui.workbook.reviews import NOT_PLACED, Placing, Round, Setting
from pilot_tui.workbook.rows import Row
from pilot_tui.workbook.standings import NOT_KNOWN, League, Standing
from pilot_tui.workbook.told import Score
from pilot_tui.workbook.viewing import Viewing

_CARDS = 64
"""Scorecards that are held at a time."""
_ROWS = 2048
"""Rows of which it is known what is disputed."""
_BLOCKS = 4
"""Indicators of which every county's completion is held at a time."""


class Competing(Viewing):
    """The counties of a programme, beside one another."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._cards: Lately[tuple[str, str, int], Card] = Lately(_CARDS)
        self._done: Lately[tuple[str, str, int], dict[str, Fraction | None]] = Lately(_BLOCKS)
        self._panels = Panelled(store)
        self._disputed: Lately[tuple[str, str], frozenset[str]] = Lately(_ROWS)
        """`(table, row)` → its fields that are disputed."""

    def rounds(self, programme: str) -> list[Row]:
        """The programme's review rounds, by id."""
        return self._memory.keep("rounds", programme, lambda: self._every("round", programme=programme))

    def pilots(self, programme: str) -> list[tuple[Row, Row]]:
        """`(pilot, county)` of a programme, in order of the pilots."""
        return self._places(programme, self.pilot_ids(programme))

    def pilots_with(self, programme: str, names: Sequence[str]) -> list[Row]:
        """`county`, its id, and some fields of it, of every pilot of a programme, in order."""
        with self.store.reading() as db:
            return read.pilots_with(db, programme, names)

    def place(self, programme: str, county: str) -> tuple[Row, Row]:
        """`(pilot, county)` of one county of a programme; blank where a merge brought only one."""
        return self._memory.keep("place", (programme, county), lambda: self._places(programme, [county])[0])

    def fetch_places(self, programme: str, counties: Sequence[str]) -> None:
        """Read a few counties together that `place` is about to be asked for."""
        new = [county for county in counties if self._memory.known("place", (programme, county)) is None]
        for county, found in zip(new, self._places(programme, new), strict=True):
            self._memory.put("place", (programme, county), found)

    def card(self, programme: str, county: str, year: int) -> Card:
        """A county's scorecard."""

        def drawn() -> Card:
            with self.store.reading() as db:
                return cards.card(db, self._frame(programme), county, year, self._placed(programme, year))

        return self._cards.keep((programme, county, year), drawn)

    def cards(self, programme: str, year: int) -> dict[str, Card]:
        """Every county's scorecard, in order of the pilots."""
        return {county: self.card(programme, county, year) for county in self.pilot_ids(programme)}

    def line(self, programme: str, county: str, indicator: str, year: int) -> CardLine | None:
        """One line of a county's scorecard, without the others."""
        with self.store.reading() as db:
            return cards.line(
                db, self._frame(programme), county, indicator, year, self._placed(programme, year)
            )

    def completions(self, programme: str, indicator: str, year: int) -> Mapping[str, Fraction | None]:
        """County → completion of one indicator, in percent."""
        done = self._done.keep((programme, indicator, year), dict)
        missing = [county for county in self.pilot_ids(programme) if county not in done]
        if missing:
            with self.store.reading() as db:
                ranks = self._placed(programme, year)
                done |= cards.completions(db, self._frame(programme), missing, indicator, year, ranks)
        return done

    def indicators(self, programme: str) -> tuple[Row, ...]:
        """The indicators of a programme, by dimension."""
        return self._frame(programme).indicators

    def ranks(self, programme: str, year: int) -> Ladder:
        """County → rank by the rescaled total; empty while not every total is known."""
        group = Group("score", f"{programme}.{year}")
        return self._memory.keep("ranks", group, lambda: self._ranks(group, programme))

    def tier_ranks(self, programme: str, year: int) -> Mapping[str, int]:
        """County → rank among those of its tier; empty without tiers, and while not every total is known."""
        group = Group("score", f"{programme}.{year}")
        return self._memory.keep("tier_ranks", group, lambda: self._tier_ranks(group, programme))

    def dimension_ranks(self, programme: str, year: int) -> dict[str, dict[str, int]]:
        """Dimension → county → rank; empty while not every score is known."""
        group = Group("score", f"{programme}.{year}")
        return self._memory.keep("dimension_ranks", group, lambda: self._dimension_ranks(group, programme))

    def round(self, programme: str, id: str = "") -> Round | None:
        """A review round, the last one by default; None when the programme has none. Raises `Unknown`."""
        every = self.rounds(programme)
        if id and all(row["id"] != id for row in every):
            raise Unknown(kind=Term("table.round"), name=id, known=", ".join(str(row["id"]) for row in every))
        if not every:
            return None
        chosen = next(row for row in every if row["id"] == id) if id else every[-1]
        return self._memory.keep(
            "round", (programme, chosen["id"]), lambda: self._reviewed(programme, chosen)
        )

    def league(self, programme: str, year: int, round: str = "") -> League:
        """Every county of a programme: ranked ones first, by rank."""
        rounds = self.rounds(programme)
        asked = (programme, year, round or (str(rounds[-1]["id"]) if rounds else ""))
        return self._memory.keep("league", asked, lambda: self._league(*asked))

    def standings(self, programme: str, year: int, round: str = "") -> list[Standing]:
        """Where every county of the league stands."""
        league = self.league(programme, year, round)
        self.figures(Group("tasks", f"{programme}.{year}"), programme)
        return list(league)

    def row(self, table: str, id: str) -> Row | None:
        """One stored row; None for one that is hidden from the viewer too, see `conceals`."""
        if self.conceals(table, id):
            return None
        with self.store.reading() as db:
            return read.one(db, table, id)

    def _places(self, programme: str, counties: Sequence[str]) -> list[tuple[Row, Row]]:
        with self.store.reading() as db:
            pilots = read.some(db, "pilot", [f"{programme}.{county}" for county in counties])
            named = read.some(db, "county", counties)
        return [
            (
                pilots.get(f"{programme}.{county}") or {"county": county, "programme": programme},
                named.get(county) or _unknown(county),
            )
            for county in counties
        ]

    def _reviewed(self, programme: str, round: Row) -> Round:
        with self.store.reading() as db:
            around = reviews.setting(db, round)
        hidden, counties = self.hidden(around.id), self.pilot_ids(programme)
        placing = NOT_PLACED if hidden else self._placing(around, programme)
        return self._panels.of(around, counties, hidden).round(placing)

    def _placing(self, around: Setting, programme: str) -> Placing:
        """The ranks of a round, equals by its tie-break, once every mean is known."""
        group, counties = Group("panel", around.id), self.pilot_ids(programme)

        def placed() -> Placing:
            found = self.figures(group, programme)
            if len(found.rows) < len(counties) or self.missing(group, programme):
                return NOT_PLACED
            units = found.displayed(
                group.what, counties, reviews.places(around.row), reviews.rounding(around.row)
            )
            links = {one: told.chain(found.rows[one]) for one in tied(units)} if around.links else {}
            return Placing(chained_ranks(units, links) if links else ranks_of(units), units, links)

        return self._memory.keep("panel_ranks", group, placed)

    def _precision(self, programme: str) -> tuple[int, str]:
        rule = self.rule(programme)
        return rule.places, rule.rounding

    def _ranks(self, group: Group, programme: str) -> Ladder:
        found, counties = self.figures(group, programme), self.pilot_ids(programme)
        if self.missing(group, programme):
            return Ladder({}, counties)
        return found.ladder(group.what, counties, *self._precision(programme))

    def _tier_ranks(self, group: Group, programme: str) -> dict[str, int]:
        tiers, found = self.tiers(programme), self.figures(group, programme)
        if not tiers or self.missing(group, programme):
            return {}
        units = found.displayed(group.what, self.pilot_ids(programme), *self._precision(programme))
        within: dict[str, int] = {}
        for tier in dict.fromkeys(tiers.values()):
            within |= ranks_of({one: unit for one, unit in units.items() if tiers.get(one) == tier})
        return within

    def _dimension_ranks(self, group: Group, programme: str) -> dict[str, dict[str, int]]:
        found, counties = self.figures(group, programme), self.pilot_ids(programme)
        if self.missing(group, programme):
            return {}
        return cards.dimension_ranks(
            {county: told.as_score(found.rows[county]) for county in counties}, self.rule(programme)
        )

    def _league(self, programme: str, year: int, round: str) -> League:
        counties, ranks = self.pilot_ids(programme), self.ranks(programme, year)
        group = Group("score", f"{programme}.{year}")
        found = self.figures(group, programme)
        return League(
            counties,
            ranks,
            not self.missing(group, programme),
            found.rescaled(counties),
            self._standing(programme, year, round),
        )

    def _standing(self, programme: str, year: int, round: str) -> Callable[[str], Standing]:
        """What tells where a county stands; what is the same for all of them is asked once."""
        review, rule = self.round(programme, round), self.rule(programme)
        ranks, tier_ranks = self.ranks(programme, year), self.tier_ranks(programme, year)
        grades, tiers = self.grading(programme), self.tiers(programme)
        scores, tasks = (Group(what, f"{programme}.{year}") for what in ("score", "tasks"))

        def standing(county: str) -> Standing:
            pilot, row = self.place(programme, county)
            scored, shared = (self.figure(group, programme, county) for group in (scores, tasks))
            score = told.as_score(scored) if scored is not None else None
            hidden = review is not None and county in review.hidden
            judged = (
                self.figure(Group("panel", review.id), programme, county) if review and not hidden else None
            )
            return Standing(
                row,
                pilot,
                score,
                ranks.get(county),
                told.as_panel(judged) if judged is not None else None,
                review.ranks.get(county) if review else None,
                told.as_tasks(shared, rule) if shared is not None else NOT_KNOWN,
                lambda: self.card(programme, county, year),
                lambda: _grade(grades, score, ranks.get(county), len(ranks)),
                lambda: review.results.get(county) if review else None,
                tier_ranks.get(county),
                tiers.get(county, ""),
                hidden,
            )

        return standing

    def _compute(self, group: Group, counties: Sequence[str]) -> dict[str, str]:
        """As ever; the scorecard of one county, which is about to be shown line by line too, is made once."""
        if group.what != "score" or len(counties) != 1:
            return super()._compute(group, counties)
        programme, _, year = group.of.rpartition(".")
        return {county: told.score(self.card(programme, county, int(year)).sheet) for county in counties}

    def _every(self, table: str, **where: object) -> list[Row]:
        with self.store.reading() as db:
            return read.every(db, table, **where)

    def _forget(self, changed: list[tuple[str, str]]) -> None:
        """Drop what a change may have altered: one card for a value, all for anything that shapes cards."""
        self._memory.forget(table for table, _ in changed)
        self._disputed.clear()
        for table, id in changed:
            if table == "value" and not self._by_rank(id):
                programme, county, indicator, year = id.split(".")
                self._cards.drop((programme, county, int(year)))
                self._done.keep((programme, indicator, int(year)), dict).pop(county, None)
            elif table in ENTERED:
                self._panels.drop(id)
            elif table in ("value", "indicator", "dimension", "rule", "year", "programme"):
                self._cards.clear()
                self._done.clear()
                self._frames.clear()
        if not changed:
            self._memory.forget_all()
            self._panels.clear()
            self._cards.clear()
            self._done.clear()
            self._frames.clear()


def _grade(grades: Grading, score: Score | None, rank: int | None, ranked: int) -> Row | None:
    """The band of a county of that score and rank; None where there are no bands, or it is in none."""
    total = score.total if score is not None and score.ranked else None
    return grades.row(grades.code(total, rank, ranked)) if grades else None


def _unknown(id: str) -> Row:
    """A county, blank but for its id: a merge brought the pilot first."""
    return {**dict.fromkeys(TABLES["county"].columns()), "id": id}
