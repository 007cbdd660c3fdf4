"""Milestones told several times, their levels and their owners, from what is typed to what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.rules.working import again
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.owners import by_owner, owned_by, owners
from pilot_tui.workbook.workings import working
from workbook.small import small

TASK = {"programme": "P", "county": "c", "year": "2022", "name_zh": "任务", "target": "1000"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    path = tmp_path / "small.db"
    path.write_bytes(small())
    with Store.open(path) as store:
        yield Workbook(store, "lin", clock=lambda: 1_700_000_000)


def task(book: Workbook, **fields: str) -> str:
    return book.add("milestone", {**TASK, **fields})


def report(book: Workbook, id: str, day: str, **fields: str) -> None:
    book.add("progress", {"milestone": id, "day": day, **fields})


def test_the_newest_report_stands_in_the_blank_cells_of_its_task(book: Workbook) -> None:
    id = task(book, starts="2022-04-01")
    report(book, id, "2022-04-30", actual="100")
    report(book, id, "2022-05-31", actual="343")
    one = book.task(id)
    assert (one.row["actual"], one.row["as_of"], one.progress.light) == ("343", "2022-05-31", "good")
    book.edit(Cell("milestone", id, "starts"), "2022-01-01")
    assert book.task(id).progress.light == "late"


def test_a_figure_of_the_tasks_own_goes_before_its_reports(book: Workbook) -> None:
    id = task(book, actual="500", as_of="2022-06-30")
    report(book, id, "2022-08-31", actual="700")
    one = book.task(id)
    assert (one.row["actual"], one.standing) == ("500", None)
    [found] = [each for each in book.findings("P", "c") if each.finding.kind == "superseded"]
    assert found.finding.address == f"milestone/{id}/actual"
    assert found.finding.facts == {"day": "2022-06-30", "newer": "2022-08-31"}
    book.edit(Cell("milestone", id, "actual"), "")
    assert book.task(id).row["as_of"] == "2022-06-30"  # its own day bounds its reports: none is left
    book.edit(Cell("milestone", id, "as_of"), "")
    assert (book.task(id).row["actual"], book.task(id).row["as_of"]) == ("700", "2022-08-31")


@pytest.mark.parametrize("state", ["not_applicable", "not_yet_due"])
def test_what_is_set_aside_stays_so_whatever_is_reported(book: Workbook, state: str) -> None:
    id = task(book, state=state)
    report(book, id, "2022-05-31", actual="343")
    assert book.task(id).progress.completion is None


def test_a_share_of_tasks_follows_the_reports(book: Workbook) -> None:
    """What is kept of a county is dropped when a report is added, changed, taken out."""
    id = task(book)

    def share() -> tuple[int, int]:
        [standing] = book.standings("P", 2022)
        return standing.tasks.on_schedule, standing.tasks.due

    assert share() == (0, 0)
    report(book, id, "2022-06-30", actual="500")
    assert share() == (1, 1)
    book.edit(Cell("progress", f"{id}.2022-06-30", "actual"), "100")
    assert share() == (0, 1)
    book.retire("progress", f"{id}.2022-06-30")
    assert share() == (0, 0)


def test_a_level_is_scored_by_its_share_and_follows_the_rule(book: Workbook) -> None:
    book.add("level", {"programme": "P", "code": "L1", "name_zh": "推进中", "share": "60"})
    id = task(book, kind="qualitative", target="", as_of="2022-06-30")
    book.edit(Cell("milestone", id, "level"), "L1")
    assert (book.task(id).progress.completion, book.task(id).progress.word) == (Fraction(60), "ahead")
    book.edit(Cell("level", "P.L1", "share"), "40")
    assert (book.task(id).progress.completion, book.task(id).progress.word) == (Fraction(40), "behind")
    tree = working(book, Cell("milestone", id, "completion"))
    assert tree is not None
    assert [node.at for _, node in tree.walk()][1:] == ["level/P.L1/share"]


def test_every_figure_of_a_task_that_is_told_works_out_again(book: Workbook) -> None:
    id = task(book, starts="2022-04-01", period_kind="per_period")
    report(book, id, "2022-04-30", actual="100", planned="5")
    report(book, id, "2022-05-31", actual="343")
    report(book, id, "2022-06-30", planned="20")
    expected = {
        "completion": Fraction("44.3"),
        "elapsed": Fraction(200, 9),
        "planned": Fraction("12.5"),  # half way between 5 % and 20 %
        "gap": Fraction("31.8"),
        "forecast": Fraction("44.3") * Fraction(9, 2),
        "pace": Fraction(443, 2),
        "needed": Fraction(557, 7),
    }
    for name, value in expected.items():
        tree = working(book, Cell("milestone", id, name))
        assert tree is not None, name
        assert tree.value == again(tree) == value, name
    entered = [node.at for _, node in working(book, Cell("milestone", id, "completion")).walk()]  # type: ignore[union-attr]  # just made
    assert {f"progress/{id}.2022-04-30/actual", f"progress/{id}.2022-05-31/actual"} < set(entered)


def test_what_is_wrong_with_reports_is_found_where_it_stands(book: Workbook) -> None:
    id = task(book, period_kind="cumulative")
    report(book, id, "2022-03-31", actual="1200", planned="60")
    report(book, id, "2022-06-30", actual="1100", planned="50")
    found = {each.finding.kind: each.finding.address for each in book.findings("P", "c")}
    assert found["falling"] == f"progress/{id}.2022-06-30/actual"
    assert found["plan_falls"] == f"progress/{id}.2022-06-30/planned"


def test_an_old_figure_of_an_unfinished_task_is_stale_beyond_the_programmes_days(book: Workbook) -> None:
    id = task(book, actual="400", as_of="2022-06-30")

    def stale() -> list[str]:
        return [each.finding.address for each in book.findings("P", "c") if each.finding.kind == "stale"]

    assert stale() == [f"milestone/{id}/actual"]  # 184 days before its time was over
    book.edit(Cell("rule", "P", "stale"), "184")
    assert stale() == []
    book.edit(Cell("rule", "P", "stale"), "183")
    assert stale() == [f"milestone/{id}/actual"]
    book.edit(Cell("milestone", id, "actual"), "1000")
    assert stale() == []


def test_several_are_responsible_and_each_has_the_task(book: Workbook) -> None:
    one = task(
        book, owner_zh="经信局、自然资源局", owner_en="Economy; Land", actual="500", as_of="2022-06-30"
    )
    two = task(book, owner_zh="经信局", owner_en="Economy", actual="100", as_of="2022-06-30")
    task(book)
    found = book.tasks("P", 2022, "c")
    assert [(each.zh, each.en) for each in owners(book.task(one).row)] == [
        ("经信局", "Economy"),
        ("自然资源局", "Land"),
    ]
    told = {
        each.owner.zh: (each.tasks, each.share.on_schedule, each.share.due)
        for each in by_owner(found, book.rule("P"))
    }
    assert told == {"经信局": (2, 1, 2), "自然资源局": (1, 1, 1), "": (1, 0, 0)}
    assert [each.row["id"] for each in owned_by(found, "自然资源局")] == [one]
    assert {each.row["id"] for each in owned_by(found, "economy")} == {one, two}
    assert owned_by(found, " ") == []


def test_names_in_two_languages_are_paired_only_where_as_many_are_named() -> None:
    assert [each.en for each in owners({"owner_zh": "甲；乙", "owner_en": "A"})] == ["", ""]
    assert [each.en for each in owners({"owner_zh": None, "owner_en": "A / B"})] == ["A", "B"]
    assert owners({"owner_zh": " 、 ", "owner_en": None}) == ()
