"""What one can ask of a file. Scorecards are kept until a change touches what they were computed from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pilot_tui.errors import NoCell, NoRow, PilotError, Term, Unknown
from pilot_tui.model import Cell, Rule
from pilot_tui.store import Connection, Store, check, journal, read
from pilot_tui.tables import TABLES
from pilot_tui.workbook import cards, editing, reviews, tasks
from pilot_tui.workbook.cards import Card, Frame
from pilot_tui.workbook.lists import Lists
from pilot_tui.workbook.memory import Memory
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.spelling import Spelling
from pilot_tui.workbook.standings import Standing
from pilot_tui.workbook.tasks import TaskLine


class Reader(Lists):
    """Questions to an open file; none of them writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._memory = Memory()
        self._cards: dict[tuple[str, str, int], Card] = {}
        self._frames: dict[str, Frame] = {}
        with store.reading() as db:
            self._kept_at = journal.revision(db)

    @property
    def revision(self) -> int:
        """The last arrival number of the log; what was kept and has changed since is dropped."""
        return self.refresh()

    def refresh(self) -> int:
        """Drop what was kept and has changed since; returns the last arrival number of the log."""
        with self.store.reading() as db:
            now = journal.revision(db)
            if now != self._kept_at:
                self._forget(journal.since(db, self._kept_at) if self._kept_at else [])
                self._kept_at = now
        return now

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
        return self._memory.keep("pilots", programme, lambda: self._pilots(programme))

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
        key = (programme, county, year)
        if key not in self._cards:
            with self.store.reading() as db:
                self._cards[key] = cards.card(db, self._frame(programme), county, year)
        return self._cards[key]

    def cards(self, programme: str, year: int) -> dict[str, Card]:
        """Every county's scorecard, in order of the pilots."""
        return {
            text(pilot, "county"): self.card(programme, text(pilot, "county"), year)
            for pilot, _ in self.pilots(programme)
        }

    def ranks(self, programme: str, year: int) -> dict[str, int]:
        """County → rank by the rescaled total."""
        return cards.ranks(self.cards(programme, year), self.rule(programme))

    def dimension_ranks(self, programme: str, year: int) -> dict[str, dict[str, int]]:
        """Dimension → county → rank."""
        return cards.dimension_ranks(self.cards(programme, year), self.rule(programme))

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
        """Whether anything shown of a county in a year is illustrative."""
        card = self.card(programme, county, year)
        shown = [line.value for line in card.lines] + [one.row for one in self.tasks(programme, year, county)]
        return any(row.get("provenance") == "illustrative" for row in shown)

    def standings(self, programme: str, year: int, round: str = "") -> list[Standing]:
        """Every county of a programme: ranked ones first, by rank."""
        rounds = self.rounds(programme)
        asked = (programme, year, round or (str(rounds[-1]["id"]) if rounds else ""))
        return self._memory.keep("standings", asked, lambda: self._standings(*asked))

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

    def _pilots(self, programme: str) -> list[tuple[Row, Row]]:
        with self.store.reading() as db:
            found = read.every(db, "pilot", programme=programme)
            return [(pilot, _county(db, text(pilot, "county"))) for pilot in found]

    def _reviewed(self, programme: str, round: Row) -> Round:
        counties = [text(pilot, "county") for pilot, _ in self.pilots(programme)]
        with self.store.reading() as db:
            return reviews.review(db, round, counties)

    def _tasks(self, programme: str, year: int, county: str | None) -> list[TaskLine]:
        with self.store.reading() as db:
            return tasks.lines(db, self.rule(programme), programme, year, county)

    def _standings(self, programme: str, year: int, round: str) -> list[Standing]:
        review, ranks = self.round(programme, round), self.ranks(programme, year)
        rule = self.rule(programme)
        found = []
        for pilot, county in self.pilots(programme):
            id = text(pilot, "county")
            found.append(
                Standing(
                    county,
                    pilot,
                    self.card(programme, id, year),
                    ranks.get(id),
                    review.counties.get(id) if review else None,
                    review.ranks.get(id) if review else None,
                    review.results.get(id) if review else None,
                    tasks.share(self.tasks(programme, year, id), rule),
                )
            )
        return sorted(found, key=lambda one: one.rank or len(found) + 1)

    def _every(self, table: str, **where: object) -> list[Row]:
        with self.store.reading() as db:
            return read.every(db, table, **where)

    def _frame(self, programme: str) -> Frame:
        if programme not in self._frames:
            with self.store.reading() as db:
                self._frames[programme] = cards.frame(db, programme)
        return self._frames[programme]

    def _forget(self, touched: list[tuple[str, str]]) -> None:
        """Drop what a change may have altered: one card for a value, all for anything that shapes cards."""
        self._memory.forget(table for table, _ in touched)
        for table, id in touched:
            if table == "value":
                programme, county, _, year = id.split(".")
                self._cards.pop((programme, county, int(year)), None)
            elif table in ("indicator", "dimension", "rule", "year", "programme"):
                self._cards.clear()
                self._frames.clear()
        if not touched:
            self._memory.forget_all()
            self._cards.clear()
            self._frames.clear()


def _county(db: Connection, id: str) -> Row:
    """A county, blank but for its id when a merge brought the pilot first."""
    return read.one(db, "county", id) or {**dict.fromkeys(TABLES["county"].columns()), "id": id}
