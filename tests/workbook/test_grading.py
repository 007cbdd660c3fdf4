"""Grades and ranks within tiers, of the counties of a programme."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.report.explaining.tree import tree
from pilot_tui.rules.grades import grade, share_grade
from pilot_tui.rules.working import again
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.workings import working
from shell import Shell

D = Decimal
FINANCE = [
    ("excellent", D(90), D(100)),
    ("good", D(80), D(90)),
    ("fair", D(60), D(80)),
    ("poor", D(0), D(60)),
]
"""F19: 优 90–100, 良 80–89, 中 60–79, 差 0–59."""
WENLING = [("A", D(0), D(20)), ("B", D(20), D(80)), ("C", D(80), D(95)), ("D", D(95), D(100))]
"""F07, Wenling 2022: A ≤ 20 %, B 20–80 %, C 80–95 %, D the last 5 %."""


@pytest.mark.parametrize(
    ("score", "code"),
    [("89.17", "good"), ("89.994", "good"), ("89.995", "excellent"), ("100", "excellent"), ("0", "poor")],
)
def test_a_grade_is_of_the_displayed_score(score: str, code: str) -> None:
    assert grade(D(score), FINANCE, 2) == code


def test_a_hundred_firms_are_graded_as_the_notice_says() -> None:
    """20 in A, 60 in B, 15 in C, 5 in D."""
    codes = [share_grade(rank, 100, WENLING) for rank in range(1, 101)]
    assert {code: codes.count(code) for code in "ABCD"} == {"A": 20, "B": 60, "C": 15, "D": 5}


def graded(book: Workbook) -> dict[str, str | None]:
    return {
        str(one.county["id"]): str(one.grade["code"]) if one.grade else None
        for one in book.standings("P1", 2020)
    }


def test_counties_have_the_grade_their_shown_total_falls_in(book: Workbook) -> None:
    """98.75, 98.25, 98.06, 96.67, 95.61: 优 from 98 leaves three in it."""
    book.edit(Cell("band", "P1.excellent", "low"), "98")
    book.edit(Cell("band", "P1.good", "high"), "98")
    assert graded(book) == {
        **dict.fromkeys(("yongkang", "changxing", "shangyu"), "excellent"),
        **dict.fromkeys(("haining", "wenling"), "good"),
    }


def test_counties_can_be_graded_by_the_share_of_ranks(book: Workbook) -> None:
    for band, low, high in (("excellent", 0, 20), ("good", 20, 60), ("fair", 60, 80), ("poor", 80, 100)):
        for name, text in (("of", "rank_share"), ("low", "0"), ("high", str(high)), ("low", str(low))):
            book.edit(Cell("band", f"P1.{band}", name), text)
    assert graded(book) == {
        "yongkang": "excellent",
        "changxing": "good",
        "shangyu": "good",
        "haining": "fair",
        "wenling": "poor",
    }


def test_who_is_not_ranked_has_no_grade(book: Workbook) -> None:
    book.edit(Cell("rule", "P1", "coverage_min"), "0.96")
    found = graded(book)
    assert (found["haining"], found["wenling"]) == (None, None)
    assert found["yongkang"] == "excellent"


def test_ranks_are_also_taken_within_tiers(book: Workbook) -> None:
    for county, tier in (("changxing", "II"), ("haining", "II"), ("wenling", "I"), ("yongkang", "I")):
        book.edit(Cell("pilot", f"P1.{county}", "tier"), tier)
    found = {str(one.county["id"]): (one.tier, one.tier_rank) for one in book.standings("P1", 2020)}
    assert found == {
        "yongkang": ("I", 1),
        "wenling": ("I", 2),
        "changxing": ("II", 1),
        "haining": ("II", 2),
        "shangyu": ("", None),
    }


@pytest.mark.parametrize("name", ["grade", "tier_rank"])
def test_each_is_explained_down_to_what_was_entered(book: Workbook, name: str) -> None:
    for county in ("yongkang", "haining"):
        book.edit(Cell("pilot", f"P1.{county}", "tier"), "I")
    made = working(book, Cell("card", "P1.haining.2020", name))
    assert made is not None
    assert again(made) == made.value
    told = tree(book, Cell("card", "P1.haining.2020", name))
    assert told[0].figure == {"grade": "96.67", "tier_rank": "2"}[name]
    if name == "grade":
        assert [one.address for one in told if one.stored] == [
            "band/P1.excellent/low",
            "band/P1.excellent/high",
        ]


def test_the_shell_shows_both(shell: Shell, desk: Path) -> None:
    assert shell("set", "pilot/P1.haining/tier", "II").code == 0
    rows = {row["county"]: row for row in shell("show", "counties", "--json").json}
    assert (rows["haining"]["grade"], rows["haining"]["tier"], rows["haining"]["tier_rank"]) == (
        "excellent",
        "II",
        1,
    )
    assert rows["yongkang"]["tier_rank"] is None
