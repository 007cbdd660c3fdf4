"""Everything a summary is made of, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pilot_tui.errors import Term, Unknown
from pilot_tui.model import Rule
from pilot_tui.report.asked import Asked
from pilot_tui.report.ledgers import LedgersOf, ledgers_of
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Ticking, silent
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import Version
from pilot_tui.workbook.standings import Standing
from pilot_tui.workbook.tasks import TaskLine

if TYPE_CHECKING:
    from pilot_tui.workbook.findings import Found

Stored = tuple[str, Row]
"""A table and one of its rows."""
ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True)
class Material:
    """One year of a programme, for some counties or for all."""

    book: Workbook
    """For the words of a finding, which name what they are about."""
    programme: Row
    year: int
    counties: tuple[str, ...]
    """Empty for all."""
    rule: Rule
    rule_row: Row
    version: Version
    """Of the rules it is counted by."""
    standings: tuple[Standing, ...]
    """The counties of the summary, ranked among all of the programme."""
    round: Round | None
    tasks: dict[str, list[TaskLine]]
    """By county, those of the standings first."""
    members: dict[str, tuple[Row, ...]]
    """The counties of each group among the standings."""
    conflicts: frozenset[tuple[str, str, str]]
    """The open ones that touch a row of this summary."""
    ledgers: LedgersOf = field(default_factory=LedgersOf)
    """Firms, industries, rectification items; facts where they are asked for."""
    findings: tuple[Found, ...] = ()
    """What is wrong and not yet explained: of these counties, of this year or of none."""
    history: Mapping[str, Mapping[int, Card]] = field(default_factory=dict)
    """County → its scorecard of every year, where it was asked for."""
    steps: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """County → the steps of its workflow, where they were asked for."""

    @property
    def county(self) -> str:
        """The only county; empty where it is of several or of all."""
        return self.counties[0] if len(self.counties) == 1 else ""

    @property
    def id(self) -> str:
        """The programme's id."""
        return str(self.programme["id"])

    def clashes(self, table: str, id: str) -> list[str]:
        """The fields of a row with a conflict."""
        return sorted(self._clashes.get((table, id), ()))

    @cached_property
    def _clashes(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for table, id, name in self.conflicts:
            found.setdefault((table, id), []).append(name)
        return found

    @cached_property
    def county_rows(self) -> dict[str, Row]:
        """The row of each county among the standings, by id."""
        return {text(one.pilot, "county"): one.county for one in self.standings}

    @cached_property
    def marks(self) -> dict[str, list[Row]]:
        """The marks of the round, by county."""
        grouped: dict[str, list[Row]] = {}
        for (county, _, _), row in self.round.marks.items() if self.round else ():
            grouped.setdefault(county, []).append(row)
        return grouped

    @cached_property
    def invented(self) -> Counter[str]:
        """How many illustrative rows of each table stand behind it."""
        return Counter(table for table, row in self.rows() if is_illustrative(row))

    def rows(self) -> Iterator[Stored]:
        """Every stored row behind it, each once."""
        yield "programme", self.programme
        yield "rule", self.rule_row
        for one in self.standings:
            yield "county", one.county
            yield "pilot", one.pilot
            yield from (("value", line.value) for line in self._lines(one) if line.value)
            yield from (("step", row) for row in self.steps.get(text(one.pilot, "county"), ()))
        if self.standings:
            yield from (("dimension", row) for row, _ in self.standings[0].card.dimensions)
            yield from (("indicator", line.indicator) for line in self.standings[0].card.lines)
        grades = {str(one.grade["id"]): one.grade for one in self.standings if one.grade}
        yield from (("band", grades[id]) for id in sorted(grades))
        yield from self._reviewed()
        yield from tasked(line for lines in self.tasks.values() for line in lines)
        yield from self.ledgers.rows()

    def _lines(self, one: Standing) -> Iterator[CardLine]:
        """Its indicators in this year, and in all others where they were asked for."""
        yield from one.card.lines
        for year, card in self.history.get(text(one.pilot, "county"), {}).items():
            yield from card.lines if year != self.year else ()

    def _reviewed(self) -> Iterator[Stored]:
        if self.round is None:
            return
        yield "round", self.round.row
        yield from (("criterion", row) for row in self.round.criteria)
        yield from (("expert", row) for row in self.round.experts)
        for one in self.standings:
            yield from (("mark", row) for row in self.marks.get(text(one.pilot, "county"), ()))
            if one.result:
                yield "result", one.result


def gather(book: Workbook, asked: Asked, tick: Ticking = silent) -> Material:
    """Read what a summary needs; raises `Unknown` for what is not there, and whatever `tick` raises."""
    _ = book.revision  # asking for it drops the scorecards that have changed since they were kept
    row = book.programme(asked.programme)
    id = str(row["id"])
    every = book.standings(id, asked.year, asked.round)
    standings = _chosen(every, asked.counties)
    for at, one in enumerate(standings):
        tick(at, len(standings))
        _ = one.card
    found = Material(
        book=book,
        programme=row,
        year=asked.year,
        counties=asked.counties,
        rule=book.rule(id),
        rule_row=book.row("rule", id) or {},
        version=book.rule_version(id),
        standings=standings,
        round=book.round(id, asked.round),
        tasks=_tasks(_task_lines(book, id, asked), standings),
        members=_members(book, standings),
        conflicts=frozenset(),
        ledgers=ledgers_of(book, id, asked),
        findings=tuple(_findings(book, id, asked, tick)),
        history=_history(book, id, standings) if asked.history else {},
        steps={county: book.steps(id, county) for county in asked.counties} if asked.history else {},
    )
    shown = {(table, str(stored["id"])) for table, stored in found.rows() if stored}
    open = frozenset(one for one in book.conflicts if one[:2] in shown)
    return replace(found, conflicts=open)


def _chosen(every: Sequence[Standing], counties: Sequence[str]) -> tuple[Standing, ...]:
    by_id = {text(one.pilot, "county"): one for one in every}
    for county in counties:
        if county not in by_id:
            raise Unknown(kind=Term("table.county"), name=county, known=", ".join(by_id))
    return tuple(one for id, one in by_id.items() if not counties or id in counties)


def _task_lines(book: Workbook, programme: str, asked: Asked) -> list[TaskLine]:
    if not asked.counties:
        return book.tasks(programme, asked.year)
    return [line for county in asked.counties for line in book.tasks(programme, asked.year, county)]


def _findings(book: Workbook, programme: str, asked: Asked, tick: Ticking) -> Iterator[Found]:
    """Those still open, the most pressing first; that something is illustrative is said by the banner."""
    counties = list(asked.counties) or [text(pilot, "county") for pilot, _ in book.pilots(programme)]
    found: list[Found] = []
    for at, county in enumerate(["", *counties]):
        tick(at, len(counties) + 1)
        found += book.findings_of(programme, county)
    for one in sorted(found, key=lambda one: one.bucket):
        if one.open and one.year in (None, asked.year) and one.finding.kind != "official":
            yield one


def _history(book: Workbook, programme: str, standings: tuple[Standing, ...]) -> dict[str, dict[int, Card]]:
    counties = (text(one.pilot, "county") for one in standings)
    years = book.years(programme)
    return {county: {year: book.card(programme, county, year) for year in years} for county in counties}


def tasked(lines: Iterable[TaskLine]) -> Iterator[Stored]:
    """The stored rows behind milestones."""
    for line in lines:
        yield "milestone", line.row
        yield from (("item", item) for item in line.items)
        yield from (("ranking", rank) for rank in line.ranks)


def is_illustrative(*rows: Row) -> bool:
    """Whether any of the rows is invented."""
    return any(row.get("provenance") == ILLUSTRATIVE for row in rows)


def _tasks(lines: list[TaskLine], standings: tuple[Standing, ...]) -> dict[str, list[TaskLine]]:
    grouped: dict[str, list[TaskLine]] = {text(one.pilot, "county"): [] for one in standings}
    for line in lines:
        grouped.setdefault(text(line.row, "county"), []).append(line)
    return {county: of for county, of in grouped.items() if of}


def _members(book: Workbook, standings: tuple[Standing, ...]) -> dict[str, tuple[Row, ...]]:
    groups = [str(one.county["id"]) for one in standings if one.county.get("kind") == "group"]
    return {group: tuple(book.members(group)) for group in groups}
