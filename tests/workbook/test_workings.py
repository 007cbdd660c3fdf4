"""Every number of the demo file, worked out again from the ends of its tree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from pilot_tui.errors import NoCell, NoRow
from pilot_tui.model import Cell
from pilot_tui.rules.working import Working, again
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.firms import CountyFirms
from pilot_tui.workbook.rectifying import counted
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.workings import working


@pytest.fixture
def book(demo: Path) -> Iterator[Workbook]:
    with Store.open(demo) as store:
        yield Workbook(store, "lin")


def computed(book: Workbook) -> Iterator[tuple[str, Fraction | None]]:
    """Every computed number of the file with its address, as the rules say it."""
    for programme in (str(row["id"]) for row in book.programmes()):
        for year in book.years(programme):
            yield from of_year(book, programme, year)
        for row in book.rounds(programme):
            yield from of_round(book, programme, str(row["id"]))
        yield from of_ledgers(book, programme)
        for task in book.rows_of("milestone", "programme", programme):
            done = book.task(str(task["id"])).progress
            at = f"milestone/{task['id']}"
            yield f"{at}/completion", done.completion
            yield f"{at}/elapsed", done.elapsed
            yield f"{at}/gap", done.gap


def of_ledgers(book: Workbook, programme: str) -> Iterator[tuple[str, Fraction | None]]:
    for year in book.years(programme):
        for county in book.firms(programme, year).counties:
            yield from of_firms(programme, year, county)
        if items := book.rectification(programme, year):
            done, at = counted(items, book.today), f"rectified/{programme}.*.{year}"
            for name in ("found", "rectified", "closed", "overdue"):
                yield f"{at}/{name}", Fraction(getattr(done, name))
            yield f"{at}/closed_share", done.closed_share
            yield f"{at}/rectified_share", done.rectified_share
    found = book.ones(programme)
    for number in found.numbers:
        part = found.column(number)
        yield f"ones/{programme}.*/{number}", Fraction(100 * part.done, part.of) if part.of else None


def of_firms(programme: str, year: int, county: CountyFirms) -> Iterator[tuple[str, Fraction | None]]:
    home = f"firms/{programme}.{county.county}.{year}"
    yield f"{home}/score", county.sheet.total_rescaled
    yield f"{home}/cleared_out", Fraction(sum(one.cleared_out for one in county.firms))
    yield from ((f"{home}/{one.indicator['code']}", one.figure) for one in county.sums)
    yield from ((f"{home}/grade.{code}", Fraction(n)) for code, n in county.graded().items())
    for firm in county.firms:
        at = f"graded/{programme}.{firm.code}.{year}"
        rank = None if firm.rank is None else Fraction(firm.rank)
        yield f"{at}/score", firm.sheet.total_rescaled
        yield f"{at}/coverage", 100 * firm.sheet.coverage
        yield f"{at}/rank", rank
        yield f"{at}/grade", 100 * (rank - 1) / firm.of if rank and firm.band else None
        for measure in firm.measures:
            yield f"measure/{measure.id}/completion", measure.score.completion
            yield f"measure/{measure.id}/score", measure.score.score


def of_year(book: Workbook, programme: str, year: int) -> Iterator[tuple[str, Fraction | None]]:
    ranks = book.ranks(programme, year)
    for one in book.standings(programme, year):
        county, card = text(one.county, "id"), one.card
        at = f"card/{programme}.{county}.{year}"
        if card.lines:
            yield f"{at}/total", card.sheet.total_rescaled
            yield f"{at}/total_zero", card.sheet.total_missing_as_zero
            yield f"{at}/coverage", 100 * card.sheet.coverage
            yield f"{at}/rank", None if county not in ranks else Fraction(ranks[county])
        for row, scored in card.dimensions:
            yield f"{at}/{row['code']}", scored.score
        for line in card.lines:
            yield f"value/{line.value_id}/completion", line.score.completion
            yield f"value/{line.value_id}/score", line.score.score
        share = Fraction(100 * one.tasks.on_schedule, one.tasks.due) if one.tasks.due else None
        yield f"tasks/{programme}.{county}.{year}/share", share


def of_round(book: Workbook, programme: str, id: str) -> Iterator[tuple[str, Fraction | None]]:
    round = book.round(programme, id)
    assert round is not None
    for county, done in round.counties.items():
        at = f"review/{id}.{county}"
        yield f"{at}/mean", done.mean
        yield f"{at}/trimmed", done.trimmed
        yield f"{at}/rank", Fraction(round.ranks[county]) if county in round.ranks else None
        for total in done.totals:
            yield f"{at}/{total.expert}", total.total


def check(book: Workbook) -> int:
    """How many numbers were checked, each worked out again at every node of its tree."""
    found = 0
    for at, value in computed(book):
        made = working(book, Cell.parse(at))
        assert (None if made is None else made.value) == value, at
        for _, node in made.walk() if made is not None else ():
            assert_same(again(node), node.value, (at, node))
            assert_stored(book, node)
            found += 1
    return found


def assert_same(worked: Fraction | None, value: Fraction | None, about: object) -> None:
    """Exactly; geometric means are kept to 40 digits."""
    assert (worked is None) == (value is None), about
    if worked is not None and value is not None:
        assert abs(worked - value) < Fraction(1, 10**30), about


def assert_stored(book: Workbook, node: Working) -> None:
    """An end of a tree is what the file holds at its address."""
    if (
        node.operation != "given"
        or not node.at
        or node.what in ("missing", "displayed", "completion", "item_state")
    ):
        return
    cell = Cell.parse(node.at)
    row = book.row(cell.table, cell.id)
    held = text(row or {}, cell.field)
    assert held in ("", node.stored), node
    assert held or cell.table in ("rule", "criterion", "expert"), node


def test_every_number_of_the_demo_file_is_worked_out_again(book: Workbook) -> None:
    assert check(book) > 3000


RULES = {
    "rule/P1/total_mean": ["geometric"],
    "rule/P1/dimension_mean": ["geometric"],
    "rule/P1/cap": ["110"],
    "round/P1-2017/trim": ["1"],
    "round/P1-2017/order": ["criteria"],
    "round/P1-2017/incomplete": ["rescaled"],
    "expert/P1-2017.E1/weight": ["2.5"],
    "indicator/P1.I01/cap": ["150"],
}


@pytest.mark.parametrize("address", RULES)
def test_and_under_other_rules(book: Workbook, address: str) -> None:
    for typed in RULES[address]:
        book.edit(Cell.parse(address), typed)
    check(book)


def test_a_panel_counts_as_its_round_says(book: Workbook) -> None:
    """One mark taken away: the expert is out, or counts with what is there."""
    book.edit(Cell("mark", "P1-2017.yongkang.E1.K1", "mark"), "")
    round = book.round("P1", "P1-2017")
    assert round is not None
    assert round.counties["yongkang"].counted == 8
    book.edit(Cell("round", "P1-2017", "incomplete"), "rescaled")
    again_ = book.round("P1", "P1-2017")
    assert again_ is not None
    assert again_.counties["yongkang"].counted == 9
    book.edit(Cell("round", "P1-2017", "order"), "criteria")
    book.edit(Cell("round", "P1-2017", "trim"), "1")
    check(book)


METHODS = {
    "progress": {},
    "met": {},
    "benchmark": {"benchmark": "2"},
    "efficacy": {"low": "1", "high": "3"},
    "goalpost": {"low": "1", "high": "3", "scale": "log"},
    "per_point": {"step_points": "0.1", "bonus_cap": "1"},
    "deduction": {"step": "2", "step_points": "0.5"},
}


@pytest.mark.parametrize("method", METHODS)
def test_and_by_every_method(book: Workbook, method: str) -> None:
    book.edit(Cell("indicator", "P1.I01", "method"), method)
    for name, typed in METHODS[method].items():
        book.edit(Cell("indicator", "P1.I01", name), typed)
    book.edit(Cell("value", "P1.yongkang.I01.2020", "bonus"), "0.5")
    book.edit(Cell("value", "P1.yongkang.I01.2020", "deduction"), "0.25")
    check(book)


@pytest.mark.parametrize(
    "address",
    [
        "card/P1.yongkang.2020/D9",
        "card/P1.yongkang/total",
        "card/P1.atlantis.2020/total",
        "value/P1.yongkang.I99.2020/score",
        "value/P1/score",
        "review/P1-2017.atlantis/mean",
        "review/P1-2099.yongkang/mean",
        "review/P1-2017.yongkang/E99",
        "tasks/P1.yongkang.2020/total",
        "tasks/P1.yongkang.twenty/share",
        "milestone/M9999/gap",
    ],
)
def test_what_is_no_number_is_refused(book: Workbook, address: str) -> None:
    with pytest.raises((NoCell, NoRow)):
        working(book, Cell.parse(address))


def test_what_was_typed_has_no_working(book: Workbook) -> None:
    assert working(book, Cell("value", "P1.yongkang.I01.2020", "actual")) is None
