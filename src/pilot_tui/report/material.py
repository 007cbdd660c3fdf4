"""Everything a summary is made of, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pilot_tui.errors import Term, Unknown
from pilot_tui.model import Rule
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.standings import Standing
from pilot_tui.workbook.tasks import TaskLine

Stored = tuple[str, Row]
"""A table and one of its rows."""
ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True)
class Material:
    """One year of a programme, for one county or for all."""

    programme: Row
    year: int
    county: str
    """Empty for all."""
    rule: Rule
    rule_row: Row
    standings: tuple[Standing, ...]
    """The counties of the summary, ranked among all of the programme."""
    round: Round | None
    tasks: dict[str, list[TaskLine]]
    """By county, those of the standings first."""
    members: dict[str, tuple[Row, ...]]
    """The counties of each group among the standings."""
    conflicts: frozenset[tuple[str, str, str]]
    """The open ones that touch a row of this summary."""

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
        for table, id, field in self.conflicts:
            found.setdefault((table, id), []).append(field)
        return found

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
            yield from (("value", line.value) for line in one.card.lines if line.value)
        if self.standings:
            yield from (("dimension", row) for row, _ in self.standings[0].card.dimensions)
            yield from (("indicator", line.indicator) for line in self.standings[0].card.lines)
        yield from self._reviewed()
        yield from tasked(line for lines in self.tasks.values() for line in lines)

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


def gather(book: Workbook, programme: str, year: int, county: str = "") -> Material:
    """Read what a summary needs; raises `Unknown` for a programme or county that is not there."""
    _ = book.revision  # asking for it drops the scorecards that have changed since they were kept
    row = book.programme(programme)
    id = str(row["id"])
    every = book.standings(id, year)
    standings = tuple(one for one in every if county in ("", text(one.pilot, "county")))
    if county and not standings:
        known = ", ".join(text(one.pilot, "county") for one in every)
        raise Unknown(kind=Term("table.county"), name=county, known=known)
    found = Material(
        programme=row,
        year=year,
        county=county,
        rule=book.rule(id),
        rule_row=book.row("rule", id) or {},
        standings=standings,
        round=book.round(id),
        tasks=_tasks(book.tasks(id, year, county or None), standings),
        members=_members(book, standings),
        conflicts=frozenset(),
    )
    shown = {(table, str(stored["id"])) for table, stored in found.rows() if stored}
    open = frozenset(one for one in book.conflicts if one[:2] in shown)
    return replace(found, conflicts=open)


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
