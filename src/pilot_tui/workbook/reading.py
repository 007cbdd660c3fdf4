"""What one can ask of a file. Scorecards are kept until a change touches what they were computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pilot_tui.errors import NoCell, NoRow, PilotError, Term, Unknown
from pilot_tui.model import Cell, Change
from pilot_tui.store import journal, read
from pilot_tui.store import tasks as stored_tasks
from pilot_tui.store.steady import steady
from pilot_tui.tables import TABLES
from pilot_tui.workbook import editing, tasks
from pilot_tui.workbook.competing import Competing
from pilot_tui.workbook.reviews import Round, Ticking, silent
from pilot_tui.workbook.rows import Row, text, year_of
from pilot_tui.workbook.spelling import Spelling
from pilot_tui.workbook.tasks import TaskLine

if TYPE_CHECKING:
    from pilot_tui.workbook.groups import Group, Together
    from pilot_tui.workbook.influence import Influence

FEW_COUNTIES = 200
"""Counties up to which nobody notices that a review round takes a moment."""


class Reader(Competing):
    """Questions to an open file; none of them writes."""

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
        return years[-1] if years else year_of(text(self.programme(programme), "starts")) or 2000

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

    def county_groups(self, programme: str) -> tuple[Group, ...]:
        """The county groups of which several counties take part in a programme."""
        from pilot_tui.workbook import groups

        def found() -> tuple[Group, ...]:
            with self.store.reading() as db:
                return groups.groups(db, self.pilot_ids(programme))

        return self._memory.keep("county_groups", programme, found)

    def together(self, programme: str, indicator: Row, group: Group, year: int) -> Together:
        """What the counties of a group come to together on an indicator."""
        from pilot_tui.workbook import groups

        with self.store.reading() as db:
            return groups.figure(db, programme, indicator, group, year)

    def tasks(self, programme: str, year: int, county: str | None = None) -> list[TaskLine]:
        """The programme's milestones of a year, of one county, with an empty one of none, or of all."""
        asked = (programme, year, county)
        return self._memory.keep("tasks", asked, lambda: list(self.each_task(*asked)))

    def each_task(self, programme: str, year: int, county: str | None = None) -> Iterator[TaskLine]:
        """The same one after the other, none of them kept: where they may be many."""
        with self.store.reading() as db:
            yield from tasks.lines(db, self.rule(programme), programme, year, county)

    def task_counties(self, programme: str, year: int) -> list[str]:
        """The counties with milestones in a year: the pilots in their order, then others by their first.

        An empty one stands for the milestones of no county.
        """
        with self.store.reading() as db:
            found = {county or "" for county in stored_tasks.counties(db, programme, year)}
        pilots = [county for county in self.pilot_ids(programme) if county in found]
        others = {county: self.tasks(programme, year, county)[0].row for county in found - {*pilots}}
        return pilots + sorted(others, key=lambda county: _place(others[county]))

    def invented(self, programme: str, county: str, year: int) -> bool:
        """Whether anything of a county in a year is illustrative."""
        with self.store.reading() as db:
            return read.any_illustrative(db, programme, county, year)

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
        """Whether the heads of a cell differ; asked of the few rows that are in view."""
        return cell.field in self._disputed.keep(cell[:2], lambda: self._disputed_of(*cell[:2]))

    @cached_property
    def file_name(self) -> str:
        """The name of the file."""
        return self.store.path.name

    @cached_property
    def spelling(self) -> Spelling:
        """What Chinese texts answer to when somebody types letters."""
        return Spelling(lambda: self._every("county"))

    @contextmanager
    def ahead(self, cells: Iterable[Cell], changes: Iterable[Change] = ()) -> Iterator[None]:
        """Rows of cells, and what changes name, are read at once; nothing may be written while this lasts."""
        with self.store.reading() as db, steady(db):
            read.ahead(db, cells)
            journal.named_ahead(db, changes)
            yield

    def row_or_key(self, cell: Cell) -> Row | None:
        """The row of a cell, its key fields when it could be born, else None; raises `NoCell`."""
        if cell.table not in TABLES or cell.field not in TABLES[cell.table].columns():
            raise NoCell(address=cell)
        with self.store.reading() as db:
            row = self.row(cell.table, cell.id)
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
        return self.task_of(row)

    def task_of(self, row: Row) -> TaskLine:
        """A milestone that is read already."""
        return self.tasks_of([row])[0]

    def tasks_of(self, rows: Sequence[Row]) -> list[TaskLine]:
        """Milestones of one programme that are read already."""
        if not rows:
            return []
        with self.store.reading() as db:
            return tasks.some(db, rows, self.rule(text(rows[0], "programme")))

    def influence(self, round: Round, tick: Ticking = silent) -> Influence:
        """A review round as a whole; `tick` is told how far it is, and what it raises ends it."""
        from pilot_tui.workbook.influence import influence

        limit = self.rule(text(round.row, "programme")).outlying
        return self._memory.keep("influence", round.id, lambda: influence(round, limit, tick))

    def influence_known(self, round: Round) -> Influence | None:
        """The same where it is known, or takes no time; None where a thread should work it out."""
        if len(round.counties) <= FEW_COUNTIES:
            return self.influence(round)
        return cast("Influence | None", self._memory.known("influence", round.id))

    def keep_influence(self, round: str, found: Influence) -> None:
        """Keep what was worked out in a thread."""
        self._memory.keep("influence", round, lambda: found)

    def some(self, table: str, ids: Sequence[str]) -> dict[str, Row]:
        """The rows of these ids that are there, by id, with what is disputed: a fifth of one by one."""
        self.disputes_ahead(table, ids)
        with self.store.reading() as db:
            found = read.some(db, table, ids)
        return {str(row["id"]): row for row in self.seen(table, list(found.values()))}

    def disputes_ahead(self, table: str, ids: Sequence[str]) -> None:
        """Have it known what is disputed of the few rows of these ids."""
        with self.store.reading() as db:
            disputed = read.disputed(db, table, ids)
        for id in ids:
            self._disputed.put((table, id), frozenset(disputed.get(id, ())))

    def rows_of(self, table: str, field: str, value: object) -> list[Row]:
        """The rows of a table whose field holds that value."""
        return self.seen(table, self._every(table, **{field: value}))

    def rows_where(self, table: str, **where: object) -> list[Row]:
        """The rows of a table whose fields hold these values, by position, then by id."""
        return self.seen(table, self._every(table, **where))

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Every table's rows as stored, by id."""
        with self.store.reading() as db:
            return {table: self.exported(table, list(read.content(db, table))) for table in TABLES}

    def problems(self) -> Iterator[tuple[str, dict[str, object]]]:
        """What is wrong with the file, as keys of the words and their facts."""
        from pilot_tui.store import check

        with self.store.reading() as db:
            yield from check.problems(db, self.store.path)

    def _disputed_of(self, table: str, id: str) -> frozenset[str]:
        with self.store.reading() as db:
            return frozenset(read.disputed(db, table, [id]).get(id, ()))

    def _years(self, programme: str) -> list[int]:
        with self.store.reading() as db:
            return [int(str(year)) for year in read.distinct(db, "year", "year", programme=programme)]


def _place(row: Row) -> tuple[bool, int, str]:
    """Where a row stands in every list: by position, those without one last."""
    position = text(row, "position")
    return not position, int(position or 0), text(row, "id")
