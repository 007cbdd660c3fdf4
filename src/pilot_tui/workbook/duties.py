"""What somebody is to fill in: every cell of it, and which of them are still blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pilot_tui.model import Cell
from pilot_tui.workbook.approval import STATES, TABLE
from pilot_tui.workbook.firms import Measure
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine
from pilot_tui.workbook.workbook import Workbook


class Duty(NamedTuple):
    """Whose cells are to be filled in."""

    programme: str
    county: str = ""
    year: int = 0
    expert: str = ""
    """The code of an expert who marks; empty where it is a county's figures."""
    rounds: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One cell that is to be filled in."""

    cell: Cell
    about: Row
    """What names it: an indicator, a milestone, an item, a criterion."""
    row: Row
    """The row it stands in; blank where that is not born yet."""
    given: bool
    """Whether there is a figure in it, or a word."""
    state: str = ""
    """Why there is none, where somebody said so."""
    blank: str = ""
    """The state that says it is left blank on purpose; empty where there is none."""
    before: Row = {}
    """The same of the year before, or the milestone of an item."""
    meant: str = ""
    """What a blank is taken for once the county's year is submitted, where no state of its own can say it."""

    @property
    def done(self) -> bool:
        """Whether there is nothing left to say."""
        return self.given or bool(self.state)


class Section(NamedTuple):
    """Cells under one heading."""

    key: str
    about: Row
    """What names it; of tasks without an area nothing does."""
    entries: tuple[Entry, ...]

    @property
    def done(self) -> int:
        """How many of its cells are done."""
        return sum(one.done for one in self.entries)


def duty_of(book: Workbook, programme: str, county: str, year: int, round: str = "") -> Duty:
    """What the file was handed out for, else what the viewer is to mark, else what the county reports."""
    handout = book.handout
    if handout is not None and handout.expert:
        return Duty(handout.programme or programme, expert=handout.expert, rounds=handout.rounds)
    if handout is not None and handout.county:
        return Duty(handout.programme or programme, handout.county, year)
    if book.viewer and round:
        return Duty(programme, expert=book.viewer, rounds=(round,))
    return Duty(programme, county, year)


def sections(book: Workbook, duty: Duty) -> list[Section]:
    """All cells of a duty; none where there is nothing to fill in."""
    found = _marks(book, duty) if duty.expert else _figures(book, duty)
    return [one for one in found if one.entries]


def blanks(given: Sequence[Section]) -> list[Entry]:
    """The cells nothing is said of yet."""
    return [one for section in given for one in section.entries if not one.done]


def completed(book: Workbook, duty: Duty) -> bool:
    """Whether it was said that nothing more will come."""
    if duty.expert:
        rows = [book.row("expert", f"{round}.{duty.expert}") or {} for round in duty.rounds]
        return bool(rows) and all(text(row, "completed") for row in rows)
    row = book.row(TABLE, f"{duty.programme}.{duty.county}.{duty.year}") or {}
    return text(row, "state") not in ("", STATES[0])


# A county's figures.


def _figures(book: Workbook, duty: Duty) -> Iterator[Section]:
    if not book.row("pilot", f"{duty.programme}.{duty.county}"):
        return
    yield from _indicators(book, duty)
    submitted = completed(book, duty)
    yield from _firms(book, duty, submitted)
    yield from _tasks(book, duty)
    found = book.rectification(duty.programme, None, duty.county)
    yield Section("rectification", {}, tuple(_rectified(one.row, submitted) for one in found))


def _indicators(book: Workbook, duty: Duty) -> Iterator[Section]:
    card = book.card(duty.programme, duty.county, duty.year)
    codes = [text(one.indicator, "code") for one in card.lines]
    last = book.some("value", [_id_of(duty, code, duty.year - 1) for code in codes])
    for dimension, _ in card.dimensions:
        entries = [
            Entry(
                Cell("value", one.value_id, "actual"),
                one.indicator,
                one.value,
                bool(text(one.value, "actual")),
                text(one.value, "state"),
                "not_reported",
                last.get(_id_of(duty, text(one.indicator, "code"), duty.year - 1), {}),
            )
            for one in card.lines
            if one.indicator["dimension"] == dimension["code"]
        ]
        yield Section(f"dimension.{dimension['code']}", dimension, tuple(entries))


def _id_of(duty: Duty, code: str, year: int) -> str:
    return f"{duty.programme}.{duty.county}.{code}.{year}"


def _firms(book: Workbook, duty: Duty, submitted: bool) -> Iterator[Section]:
    if not book.has_firms(duty.programme):
        return
    for county in book.firms(duty.programme, duty.year).counties:
        for firm in county.firms if county.county == duty.county else ():
            entries = tuple(_measure(one, submitted) for one in firm.measures)
            yield Section(f"firm.{firm.code}", firm.row, entries)


def _measure(one: Measure, submitted: bool) -> Entry:
    cell = Cell("measure", one.id, "value")
    return _stateless(Entry(cell, one.indicator, one.row, one.figure is not None), "not_reported", submitted)


def _stateless(one: Entry, meant: str, submitted: bool) -> Entry:
    """A cell whose row has no word for a blank that is meant: who submits the year has said it."""
    return one._replace(meant=meant, state=meant if submitted and not one.given else "")


def _tasks(book: Workbook, duty: Duty) -> Iterator[Section]:
    areas: dict[str, list[Entry]] = {}
    named: dict[str, Row] = {}
    for one in book.tasks(duty.programme, duty.year, duty.county):
        area = text(one.row, "area_zh") or text(one.row, "area_en")
        named.setdefault(area, {f"name_{word}": one.row.get(f"area_{word}") for word in ("zh", "en")})
        if text(one.row, "kind") == "checklist":
            areas.setdefault(area, []).extend(_item(item, one.row) for item in one.items)
        else:
            areas.setdefault(area, []).append(_task(one))
    for area, entries in areas.items():
        yield Section(f"area.{area}", named[area], tuple(entries))


def _task(one: TaskLine) -> Entry:
    """A milestone; where one report brings its figure, that report is what is filled in."""
    row, id = one.row, str(one.row["id"])
    field = "level" if text(row, "kind") == "qualitative" else "actual"
    cell = Cell("milestone", id, field)
    if one.standing is not None and len(one.standing.made_of) == 1:
        cell = Cell("progress", f"{id}.{one.standing.made_of[0]}", field)
    given = bool(text(row, field) or text(row, "reported_completion"))
    return Entry(cell, row, row, given, text(row, "state"), "not_reported")


def _item(row: Row, task: Row) -> Entry:
    cell, state = Cell("item", str(row["id"]), "state"), text(row, "state")
    return Entry(cell, row, row, bool(state), blank="open", before=task)


def _rectified(row: Row, submitted: bool) -> Entry:
    given = bool(text(row, "rectified")) or text(row, "state") in ("rectified", "closed")
    one = Entry(Cell("rectification", str(row["id"]), "rectified"), row, row, given)
    return _stateless(one, "unrectified", submitted)


# An expert's marks.


def _marks(book: Workbook, duty: Duty) -> Iterator[Section]:
    for id in duty.rounds:
        row = book.row("round", id) or {}
        round = book.round(text(row, "programme"), id) if row else None
        for county in round.counties if round is not None else ():
            if round is not None and county not in round.hidden and round.due(county, duty.expert):
                marks = tuple(_mark(round, county, duty.expert, each) for each in round.criteria)
                yield Section(f"{id}.{county}", book.row("county", county) or {}, marks)


def _mark(round: Round, county: str, expert: str, criterion: Row) -> Entry:
    at = county, expert, text(criterion, "code")
    row = round.marks.get(at, {})
    given, state = bool(text(row, "mark")), text(row, "state")
    return Entry(Cell("mark", round.mark_id(*at), "mark"), criterion, row, given, state, "abstained")
