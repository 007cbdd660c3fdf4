"""Everything a summary is made of. Of very many counties what is long is read when it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pilot_tui.errors import Busy, Term, Unknown
from pilot_tui.model import Rule
from pilot_tui.report.afresh import Afresh, MarksOf
from pilot_tui.report.asked import Asked
from pilot_tui.report.counting import Counted, Counting
from pilot_tui.report.ledgers import LedgersOf, ledgers_of
from pilot_tui.report.looking import hand_over, look_through
from pilot_tui.report.tasking import ILLUSTRATIVE, Stored, Tasks, is_illustrative, tasked
from pilot_tui.store import Group
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Ticking, silent
from pilot_tui.workbook.cards import Card
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import Version
from pilot_tui.workbook.standings import Standing

if TYPE_CHECKING:
    from pilot_tui.workbook.findings import Found

__all__ = ["ILLUSTRATIVE", "Material", "Stored", "gather", "is_illustrative", "tasked"]
HELD = 100
"""Counties up to which everything is held anyway."""
_FEW = 2
"""Counties whose milestones are held where counties are very many."""


@dataclass(frozen=True)
class Material:
    """One year of a programme, for some counties or for all."""

    book: Workbook
    """For the words of a finding, which name what they are about, and for what is read as it is written."""
    programme: Row
    year: int
    counties: tuple[str, ...]
    """Empty for all."""
    rule: Rule
    rule_row: Row
    version: Version
    """Of the rules it is counted by."""
    standings: Sequence[Standing]
    """The counties of the summary, ranked among all of the programme."""
    round: Round | None
    tasks: Tasks
    """By county, those of the standings first."""
    members: dict[str, tuple[Row, ...]]
    """The counties of each group among the standings."""
    counted: Counted = field(default_factory=Counted)
    """What is said of all rows behind it."""
    ledgers: LedgersOf = field(default_factory=LedgersOf)
    """Firms, industries, rectification items; facts where they are asked for."""
    findings: tuple[Found, ...] = ()
    """What is wrong and not yet explained: of these counties, of this year or of none; where it is listed."""
    history: Mapping[str, Mapping[int, Card]] = field(default_factory=dict)
    """County → its scorecard of every year, where it was asked for."""
    steps: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """County → the steps of its workflow, where they were asked for."""
    held: bool = True
    """Whether the book may be closed before all of it is written."""
    begun: int = 0
    """The arrival number of the log at which it was read."""

    @property
    def county(self) -> str:
        """The only county; empty where it is of several or of all."""
        return self.counties[0] if len(self.counties) == 1 else ""

    @property
    def id(self) -> str:
        """The programme's id."""
        return str(self.programme["id"])

    def refuse_changed(self) -> None:
        """Raise `Busy` where what is still to be read is not any more what was counted."""
        if not self.held and self.book.revision != self.begun:
            raise Busy(path=self.book.store.path)

    def clashes(self, table: str, id: str) -> list[str]:
        """The fields of a row with a conflict."""
        return sorted(self._clashes.get((table, id), ()))

    @cached_property
    def _clashes(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for table, id, name in self.counted.conflicts:
            found.setdefault((table, id), []).append(name)
        return found

    @cached_property
    def county_rows(self) -> dict[str, Row]:
        """The row of each county among the standings, by id."""
        return {text(one.pilot, "county"): one.county for one in self.standings}

    @cached_property
    def marks(self) -> Mapping[str, list[Row]]:
        """The marks of the round, by county."""
        return MarksOf(self.round)

    @property
    def invented(self) -> Mapping[str, int]:
        """How many illustrative rows of each table stand behind it."""
        return self.counted.invented


def gather(book: Workbook, asked: Asked, tick: Ticking = silent, *, held: bool = True) -> Material:
    """Read what a summary needs; raises `Unknown` for what is not there, and whatever `tick` raises.

    Without `held`, of very many counties what is long is only counted here, and read again when written.
    """
    row = book.programme(asked.programme)
    id, begun = str(row["id"]), book.revision  # asking for it drops what has changed since it was kept
    counties = _asked_for(book, id, asked)
    held = held or len(counties) <= HELD
    counting = Counting(book.conflicts)
    tasks = Tasks(lambda county: book.tasks(id, asked.year, county), len(counties) + 1 if held else _FEW)
    findings = look_through(book, id, asked, counties, tasks, counting, tick)
    hand_over(book, Group("tasks", f"{id}.{asked.year}"), id, tasks, counties, begun)
    standings = _standings(book, id, asked, counties)
    tasks.order(text(one.pilot, "county") for one in standings)
    found = Material(
        book=book,
        programme=row,
        year=asked.year,
        counties=asked.counties,
        rule=book.rule(id),
        rule_row=book.row("rule", id) or {},
        version=book.rule_version(id),
        standings=standings if held else Afresh(standings),
        round=book.round(id, asked.round),
        tasks=tasks,
        members=_members(book, standings),
        ledgers=ledgers_of(book, id, asked),
        findings=tuple(sorted(findings, key=lambda one: one.bucket)),
        history=_history(book, id, standings) if asked.history else {},
        steps={county: book.steps(id, county) for county in asked.counties} if asked.history else {},
        held=held,
        begun=begun,
    )
    return replace(found, counted=_counted(found, counting, tick))


def _asked_for(book: Workbook, programme: str, asked: Asked) -> list[str]:
    every = book.pilot_ids(programme)
    for county in asked.counties:
        if county not in every:
            known = (text(one.pilot, "county") for one in book.league(programme, asked.year, asked.round))
            raise Unknown(kind=Term("table.county"), name=county, known=", ".join(known))
    return list(asked.counties) or every


def _standings(book: Workbook, programme: str, asked: Asked, counties: Sequence[str]) -> tuple[Standing, ...]:
    """Those of the counties, ranked among all."""
    league, wanted = book.league(programme, asked.year, asked.round), set(counties)
    return tuple(league.standing(county) for county in league.order if county in wanted)


def _counted(found: Material, counting: Counting, tick: Ticking) -> Counted:
    """Every stored row behind it, each once."""
    counting.add("around", [("programme", found.programme), ("rule", found.rule_row)])
    grades: dict[str, Row] = {}
    for at, one in enumerate(found.standings):
        tick(at, len(found.standings))
        counting.add("counties", _of_county(found, one))
        counting.add("panel", _judged(found, one))
        if one.card.lines:
            counting.cover(one.card.sheet.coverage)
        if one.grade:
            grades[str(one.grade["id"])] = one.grade
    counting.add("setup", _set_up(found))
    counting.add("setup", (("band", grades[id]) for id in sorted(grades)))
    counting.add("review", _reviewed(found.round))
    counting.add("ledgers", found.ledgers.rows())
    tasks = (f"tasks {county}" for county in found.tasks)
    return counting.counted(["around", "counties", "setup", "review", "panel", *tasks, "ledgers"])


def _of_county(found: Material, one: Standing) -> Iterator[Stored]:
    county = text(one.pilot, "county")
    yield "county", one.county
    yield "pilot", one.pilot
    yield from (("value", line.value) for line in one.card.lines)
    for year, card in found.history.get(county, {}).items():
        yield from (("value", line.value) for line in (card.lines if year != found.year else ()))
    yield from (("step", row) for row in found.steps.get(county, ()))


def _set_up(found: Material) -> Iterator[Stored]:
    if found.standings:
        first = found.standings[0].card
        yield from (("dimension", row) for row, _ in first.dimensions)
        yield from (("indicator", line.indicator) for line in first.lines)


def _reviewed(round: Round | None) -> Iterator[Stored]:
    if round is not None:
        yield "round", round.row
        yield from (("criterion", row) for row in round.criteria)
        yield from (("expert", row) for row in round.experts)


def _judged(found: Material, one: Standing) -> Iterator[Stored]:
    if found.round is not None:
        yield from (("mark", row) for row in found.marks.get(text(one.pilot, "county"), ()))
        yield from [("result", one.result)] if one.result else ()


def _history(book: Workbook, programme: str, standings: Sequence[Standing]) -> dict[str, dict[int, Card]]:
    counties = (text(one.pilot, "county") for one in standings)
    years = book.years(programme)
    return {county: {year: book.card(programme, county, year) for year in years} for county in counties}


def _members(book: Workbook, standings: Sequence[Standing]) -> dict[str, tuple[Row, ...]]:
    groups = [str(one.county["id"]) for one in standings if one.county.get("kind") == "group"]
    return {group: tuple(book.members(group)) for group in groups}
