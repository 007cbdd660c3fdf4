"""What one can ask of a file. Scorecards are kept until a change touches what they were computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pilot_tui.errors import NoCell, NoRow, PilotError, Term, Unknown
from pilot_tui.model import Cell, Rule
from pilot_tui.rules.ranking import ranks_of
from pilot_tui.store import Store, check, read
from pilot_tui.store.kept import Group
from pilot_tui.tables import TABLES
from pilot_tui.workbook import cards, editing, reviews, tasks, told
from pilot_tui.workbook.cards import Card, CardLine, Frame
from pilot_tui.workbook.keeping import Keeping
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.spelling import Spelling
from pilot_tui.workbook.standings import NOT_KNOWN, League, Standing
from pilot_tui.workbook.tasks import TaskLine

_CARDS = 64
"""Scorecards that are held at a time."""


class Reader(Keeping):
    """Questions to an open file; none of them writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._cards: Lately[tuple[str, str, int], Card] = Lately(_CARDS)
        self._frames: dict[str, Frame] = {}

    @property
    def revision(self) -> int:
        """The last arrival number of the log; what was kept and has changed since is dropped."""
        return self.refresh()

    def programmes(self) -> list[Row]:
        """Every programme, in order."""
        return self._memory.keep("programmes", (), lambda: self._every("programme"))

    def programme(self, id: str = "") -> Row:
        """The programme of that id, or the first; raises `Unknown`."""
        every = self.programmes()
        found = next((row for row in every if not id or row["id"] == id), None)
        if found is None:
            raise Unknown(
                kind=Term("table.programme"), name=id, known=", ".join(str(row["id"]) for row in every)
            )
        return found

    def years(self, programme: str) -> list[int]:
        """The programme's years, ascending."""
        return self._memory.keep("years", programme, lambda: self._years(programme))

    def year(self, programme: str) -> int:
        """The latest year with actuals, else the latest there is, else the one the programme starts in."""
        years = self.years(programme)
        with self.store.reading() as db:
            for year in reversed(years):
                if read.any_actual(db, programme, year):
                    return year
        return years[-1] if years else int(text(self.programme(programme), "starts")[:4] or 2000)

    def rounds(self, programme: str) -> list[Row]:
        """The programme's review rounds, by id."""
        return self._memory.keep("rounds", programme, lambda: self._every("round", programme=programme))

    def pilots(self, programme: str) -> list[tuple[Row, Row]]:
        """`(pilot, county)` of a programme, in order of the pilots."""
        ids = self.pilot_ids(programme)
        with self.store.reading() as db:
            pilots = read.some(db, "pilot", [f"{programme}.{id}" for id in ids])
            counties = read.some(db, "county", ids)
        return [(pilots[f"{programme}.{id}"], counties.get(id) or _unknown(id)) for id in ids]

    def place(self, programme: str, county: str) -> tuple[Row, Row]:
        """`(pilot, county)` of one county of a programme; blank where a merge brought only one."""

        def rows() -> tuple[Row, Row]:
            pilot, found = self.row("pilot", f"{programme}.{county}"), self.row("county", county)
            return pilot or {"county": county, "programme": programme}, found or _unknown(county)

        return self._memory.keep("place", (programme, county), rows)

    def steps(self, programme: str, county: str) -> list[Row]:
        """The workflow of a county in a programme."""
        with self.store.reading() as db:
            found = read.under(db, "step", f"{programme}.{county}")
        return sorted(found, key=lambda row: int(str(row["number"])))

    def members(self, group: str) -> list[Row]:
        """The counties of a group."""
        with self.store.reading() as db:
            found = [read.one(db, "county", text(row, "county")) for row in read.under(db, "member", group)]
        return [row for row in found if row]

    def rule(self, programme: str) -> Rule:
        """How the programme counts."""
        return self._frame(programme).rule

    def card(self, programme: str, county: str, year: int) -> Card:
        """A county's scorecard."""

        def drawn() -> Card:
            with self.store.reading() as db:
                return cards.card(db, self._frame(programme), county, year)

        return self._cards.keep((programme, county, year), drawn)

    def cards(self, programme: str, year: int) -> dict[str, Card]:
        """Every county's scorecard, in order of the pilots."""
        return {county: self.card(programme, county, year) for county in self.pilot_ids(programme)}

    def line(self, programme: str, county: str, indicator: str, year: int) -> CardLine | None:
        """One line of a county's scorecard, without the others."""
        with self.store.reading() as db:
            return cards.line(db, self._frame(programme), county, indicator, year)

    def indicators(self, programme: str) -> tuple[Row, ...]:
        """The indicators of a programme, by dimension."""
        return self._frame(programme).indicators

    def ranks(self, programme: str, year: int) -> Mapping[str, int]:
        """County → rank by the rescaled total; empty while not every total is known."""
        return self._ranked(
            "ranks", Group("score", f"{programme}.{year}"), programme, self._precision(programme)
        )

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

    def tasks(self, programme: str, year: int, county: str | None = None) -> list[TaskLine]:
        """The programme's milestones of a year, of one county or of all."""
        asked = (programme, year, county)
        return self._memory.keep("tasks", asked, lambda: self._tasks(*asked))

    def invented(self, programme: str, county: str, year: int) -> bool:
        """Whether anything of a county in a year is illustrative."""
        with self.store.reading() as db:
            return read.any_illustrative(db, programme, county, year)

    def league(self, programme: str, year: int, round: str = "") -> League:
        """Every county of a programme: ranked ones first, by rank."""
        rounds = self.rounds(programme)
        asked = (programme, year, round or (str(rounds[-1]["id"]) if rounds else ""))
        return self._memory.keep("league", asked, lambda: self._league(*asked))

    def standings(self, programme: str, year: int, round: str = "") -> list[Standing]:
        """Where every county of the league stands."""
        return list(self.league(programme, year, round))

    def row(self, table: str, id: str) -> Row | None:
        """One stored row."""
        with self.store.reading() as db:
            return read.one(db, table, id)

    @property
    def notes(self) -> set[str]:
        """The addresses that have a note."""
        return self._memory.keep("notes", (), lambda: {text(row, "address") for row in self._every("note")})

    @property
    def conflicts(self) -> set[tuple[str, str, str]]:
        """The cells whose heads differ."""
        with self.store.reading() as db:
            return read.conflicts(db)

    def disputed(self, cell: Cell) -> bool:
        """Whether the heads of a cell differ; asked of the few cells that are in view."""
        with self.store.reading() as db:
            return read.disputed(db, *cell)

    @cached_property
    def file_name(self) -> str:
        """The name of the file."""
        return self.store.path.name

    @cached_property
    def spelling(self) -> Spelling:
        """What Chinese texts answer to when somebody types letters."""
        return Spelling(lambda: self._every("county"))

    def row_or_key(self, cell: Cell) -> Row | None:
        """The row of a cell, its key fields when it could be born, else None; raises `NoCell`."""
        if cell.table not in TABLES or cell.field not in TABLES[cell.table].columns():
            raise NoCell(address=cell)
        with self.store.reading() as db:
            row = read.one(db, cell.table, cell.id)
            try:
                return row or (
                    {} if editing.existing(db, cell) else editing.key_of(TABLES[cell.table], cell.id)
                )
            except PilotError:
                return None

    def task(self, id: str) -> TaskLine:
        """One milestone; raises `NoRow`."""
        row = self.row("milestone", id)
        if row is None:
            raise NoRow(table="milestone", id=id)
        with self.store.reading() as db:
            return tasks.line(db, row, self.rule(text(row, "programme")))

    def rows_of(self, table: str, field: str, value: object) -> list[Row]:
        """The rows of a table whose field holds that value."""
        return self._every(table, **{field: value})

    def rows_where(self, table: str, **where: object) -> list[Row]:
        """The rows of a table whose fields hold these values, by position, then by id."""
        return self._every(table, **where)

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Every table's rows as stored, by id."""
        with self.store.reading() as db:
            return {table: list(read.content(db, table)) for table in TABLES}

    def problems(self) -> Iterator[tuple[str, dict[str, object]]]:
        """What is wrong with the file, as keys of the words and their facts."""
        with self.store.reading() as db:
            yield from check.problems(db, self.store.path)

    def _years(self, programme: str) -> list[int]:
        with self.store.reading() as db:
            return [int(str(year)) for year in read.distinct(db, "year", "year", programme=programme)]

    def _reviewed(self, programme: str, round: Row) -> Round:
        with self.store.reading() as db:
            around = reviews.setting(db, round)
        precision = reviews.places(round), reviews.rounding(round)
        ranks = self._ranked("panel_ranks", Group("panel", around.id), programme, precision)
        return reviews.review(self.store, around, self.pilot_ids(programme), ranks)

    def _precision(self, programme: str) -> tuple[int, str]:
        rule = self.rule(programme)
        return rule.places, rule.rounding

    def _ranked(
        self, question: str, group: Group, programme: str, precision: tuple[int, str]
    ) -> Mapping[str, int]:
        """County → rank, once every figure of the group is known."""

        def ranked() -> Mapping[str, int]:
            found, counties = self.figures(group, programme), self.pilot_ids(programme)
            if len(found.rows) < len(counties) or self.missing(group, programme):
                return {}
            return ranks_of(found.displayed(group.what, counties, *precision))

        return self._memory.keep(question, group, ranked)

    def _tasks(self, programme: str, year: int, county: str | None) -> list[TaskLine]:
        with self.store.reading() as db:
            return tasks.lines(db, self.rule(programme), programme, year, county)

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
        last = len(counties) + 1
        return League(
            sorted(counties, key=lambda county: ranks.get(county, last)),
            ranks,
            not self.missing(group, programme),
            any(told.rescaled(said) for said in found.rows.values()),
            lambda county: self._standing(programme, county, year, round),
        )

    def _standing(self, programme: str, county: str, year: int, round: str) -> Standing:
        review = self.round(programme, round)
        pilot, row = self.place(programme, county)
        scored = self.figure(Group("score", f"{programme}.{year}"), programme, county)
        shared = self.figure(Group("tasks", f"{programme}.{year}"), programme, county)
        judged = self.figure(Group("panel", review.id), programme, county) if review else None
        return Standing(
            row,
            pilot,
            told.as_score(scored) if scored is not None else None,
            self.ranks(programme, year).get(county),
            told.as_panel(judged) if judged is not None else None,
            review.ranks.get(county) if review else None,
            review.results.get(county) if review else None,
            told.as_tasks(shared, self.rule(programme)) if shared is not None else NOT_KNOWN,
            lambda: self.card(programme, county, year),
        )

    def _every(self, table: str, **where: object) -> list[Row]:
        with self.store.reading() as db:
            return read.every(db, table, **where)

    def _frame(self, programme: str) -> Frame:
        if programme not in self._frames:
            with self.store.reading() as db:
                self._frames[programme] = cards.frame(db, programme)
        return self._frames[programme]

    def _forget(self, changed: list[tuple[str, str]]) -> None:
        """Drop what a change may have altered: one card for a value, all for anything that shapes cards."""
        self._memory.forget(table for table, _ in changed)
        for table, id in changed:
            if table == "value":
                programme, county, _, year = id.split(".")
                self._cards.drop((programme, county, int(year)))
            elif table in ("indicator", "dimension", "rule", "year", "programme"):
                self._cards.clear()
                self._frames.clear()
        if not changed:
            self._memory.forget_all()
            self._cards.clear()
            self._frames.clear()


def _unknown(id: str) -> Row:
    """A county, blank but for its id: a merge brought the pilot first."""
    return {**dict.fromkeys(TABLES["county"].columns()), "id": id}
