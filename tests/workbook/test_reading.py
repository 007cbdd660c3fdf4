"""What one can ask of a file: every programme it must be able to hold."""

from __future__ import annotations

import pytest

from pilot_tui.errors import NoCell, NoRow, Unknown
from pilot_tui.model import Cell, Rule
from pilot_tui.store import Store, read
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.trail import Trail
from shell import ACTUAL

PROGRAMMES = [f"P{number}" for number in range(1, 10)]


def test_the_programmes_are_there_in_order(book: Workbook) -> None:
    assert [row["id"] for row in book.programmes()] == PROGRAMMES
    assert book.programme()["id"] == "P1"
    assert book.programme("P9")["id"] == "P9"
    with pytest.raises(Unknown, match="P1, P2"):
        book.programme("P99")


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_programme_can_be_read_in_every_year(book: Workbook, programme: str) -> None:
    counties = [str(county["id"]) for _, county in book.pilots(programme)]
    assert counties
    assert book.years(programme) == sorted(book.years(programme))
    assert book.year(programme) in book.years(programme)
    for year in book.years(programme):
        standings = book.standings(programme, year)
        assert sorted(str(one.county["id"]) for one in standings) == sorted(counties)
        assert list(book.cards(programme, year)) == counties
        lines = book.tasks(programme, year)
        per_county = [line for county in counties for line in book.tasks(programme, year, county)]
        assert len(per_county) <= len(lines)
        for one in standings:
            assert one.card.sheet.ranked == (one.rank is not None)
            assert 0 <= one.tasks.on_schedule <= one.tasks.due
        assert set(book.ranks(programme, year).values()) <= set(range(1, len(counties) + 1))
        assert set(book.dimension_ranks(programme, year)) == {
            str(row["code"]) for card in book.cards(programme, year).values() for row, _ in card.dimensions
        }


def test_what_is_special_about_each(book: Workbook) -> None:
    assert len(book.card("P1", "yongkang", 2020).lines) == 18
    assert len(book.card("P1", "yongkang", 2020).dimensions) == 6
    assert [row["number"] for row in book.steps("P1", "yongkang")] == sorted(
        row["number"]  # type: ignore[type-var]  # the column is an integer
        for row in book.steps("P1", "yongkang")
    )
    assert book.task("M036").progress.implied is not None
    assert len(book.task("M147").items) == 8
    assert book.task("M001").ranks
    assert {str(row["id"]) for row in book.members("yongwujin")} == {"yongkang", "wuyi", "jinyun"}
    assert book.rows_of("rectification", "programme", "P8")
    assert book.rows_of("band", "programme", "P5")
    assert book.rows_of("industry", "programme", "P6")


def test_a_programme_without_a_rule_of_its_own_counts_by_default(book: Workbook) -> None:
    assert book.rule("P2") == Rule()
    assert book.rule("P1").places == 2


def test_a_year_without_actuals_is_not_the_one_meant(book: Workbook) -> None:
    assert book.years("P2") == [2022, 2023, 2024]
    assert book.year("P2") == 2022


def test_a_programme_without_a_round(book: Workbook) -> None:
    assert book.round("P2") is None
    with pytest.raises(Unknown):
        book.round("P1", "P1-1999")
    standings = book.standings("P2", 2022)
    assert {(one.review, one.review_rank, one.result) for one in standings} == {(None, None, None)}


def test_a_row_or_what_it_would_be_born_with(book: Workbook) -> None:
    there = book.row_or_key(Cell.parse(ACTUAL))
    assert there is not None
    assert there["actual"] == "241.0"
    unborn = book.row_or_key(Cell.parse("value/P1.yongkang.I07.2021/actual"))
    assert unborn == {"programme": "P1", "county": "yongkang", "indicator": "I07", "year": 2021}
    assert book.row_or_key(Cell.parse("value/P1.atlantis.I07.2021/actual")) is None
    assert book.row_or_key(Cell.parse("milestone/M999/actual")) is None
    with pytest.raises(NoCell):
        book.row_or_key(Cell.parse("value/P1.yongkang.I07.2021/nothing"))
    with pytest.raises(NoRow):
        book.task("M999")


def numbers(book: Workbook, trail: Trail) -> list[int | None]:
    """The changes of a trail, newest first; each where it says that it is."""
    found = [book.number_at(trail, at) for at in range(len(trail))]
    assert [book.place_of(trail, n or 0) for n in found] == list(range(len(found)))
    return found


def test_windows_of_the_log(book: Workbook) -> None:
    for number in range(5):
        book.edit(Cell.parse(ACTUAL), f"25{number}")
    newest = book.revision
    assert [one.n for one in book.changes(newest + 1, 2)] == [newest, newest - 1]
    assert [one.n for one in book.changes(newest - 1, 2)] == [newest - 2, newest - 3]
    assert numbers(book, book.trail()) == [newest - n for n in range(5)]
    assert numbers(book, book.trail("yongkang")) == numbers(book, book.trail())
    assert numbers(book, book.trail("wenling")) == []
    assert [one.n for one in book.changes_between(newest - 1, newest)] == [newest - 1, newest]
    assert book.change_count() == 5


def test_a_pilot_whose_county_has_not_come_yet_is_shown_by_its_id(book: Workbook) -> None:
    with book.store.writing("merge") as writing:
        writing.birth("pilot", "P2.cangnan", {"programme": "P2", "county": "cangnan"})
    found = {str(one.county["id"]): one for one in book.standings("P2", 2022)}
    assert found["cangnan"].county["name_zh"] is None
    assert [key for key, _ in book.problems()] == ["check.reference"]


def test_two_readers_of_one_file(book: Workbook) -> None:
    with Store.open(book.store.path, read_only=True) as store:
        other = Workbook(store)
        assert other.content() == book.content()
        assert other.file_name == "demo.db"
        assert other.conflicts == book.conflicts == set()


@pytest.mark.parametrize("programme", ["P1", "P3", "P6"])
def test_milestones_read_together_are_as_one_by_one_in_no_more_statements(
    book: Workbook, programme: str
) -> None:
    rows = [row for row in book.rows_of("milestone", "programme", programme) if not row["level"]]
    rows.sort(key=lambda row: row["kind"] != "checklist")
    assert len(rows) > 1
    counts = []
    for some in (rows[:1], rows):
        asked: list[str] = []
        book.store.conn.set_trace_callback(asked.append)
        found = book.tasks_of(some)
        book.store.conn.set_trace_callback(None)
        counts.append(len(asked))
        assert found == [book.task_of(row) for row in some]
    assert counts[0] >= counts[1] > 0


def test_nothing_is_under_a_row_of_which_another_only_begins_alike(book: Workbook) -> None:
    with book.store.reading() as db:
        every = [str(row["id"]) for row in read.every(db, "milestone")]
        alike = [*every, *(id[:-1] for id in every), "", "%", "_"]
        found = read.under_each(db, "item", alike)
        assert found == [read.under(db, "item", id) for id in alike]
        assert any(found)
