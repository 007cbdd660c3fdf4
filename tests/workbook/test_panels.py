"""Who is to mark whom, who may see what, what decides between equals, what a panel of one comes to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pilot_tui.errors import InvalidValue
from pilot_tui.model import Cell
from pilot_tui.rules.working import again
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.workings import working
from pilot_tui.workbook.workings.panels import AGREED

ROUND = "P1-2017"


def assign(book: Workbook, county: str, expert: str, state: str) -> None:
    book.edit(Cell("assignment", f"{ROUND}.{county}.{expert}", "state"), state)


def mark(book: Workbook, county: str, expert: str, criterion: str, text: str) -> None:
    book.edit(Cell("mark", f"{ROUND}.{county}.{expert}.{criterion}", "mark"), text)


def panel(book: Workbook, given: dict[str, dict[str, str]], weights: dict[str, str] | None = None) -> str:
    """A round of its own with one criterion: county → expert → mark; returns its id."""
    experts = list(dict.fromkeys(expert for of in given.values() for expert in of))
    rows: list[tuple[str, str, dict[str, str]]] = [("round", "R", {"programme": "P1"})]
    rows.append(("criterion", "", {"round": "R", "code": "K1", "weight": "1"}))
    for expert in experts:
        weight = (weights or {}).get(expert, "1")
        rows.append(("expert", "", {"round": "R", "code": expert, "weight": weight}))
    for county, of in given.items():
        for expert, figure in of.items():
            key = {"round": "R", "county": county, "expert": expert, "criterion": "K1"}
            rows.append(("mark", "", {**key, "mark": figure}))
    book.add_all(rows)
    return "R"


# Assignments.


@pytest.mark.parametrize("state", ["recused", "conflict"])
def test_who_is_recused_or_in_conflict_does_not_count_and_cannot_mark(book: Workbook, state: str) -> None:
    before = book.round("P1", ROUND)
    assert before is not None
    others = [one.total for one in before.counties["yongkang"].totals if one.expert != "E6" and one.total]
    assign(book, "yongkang", "E6", state)
    after = book.round("P1", ROUND)
    assert after is not None
    assert after.counties["yongkang"].mean == sum(others, Fraction()) / 8
    assert ("E6", state) in after.counties["yongkang"].excluded
    with pytest.raises(InvalidValue) as refused:
        mark(book, "yongkang", "E6", "K1", "90")
    assert "Expert 06" in str(refused.value)
    assert "Yongkang" in str(refused.value)


def test_a_whole_paste_is_refused_for_the_one_who_may_not_mark(book: Workbook) -> None:
    assign(book, "yongkang", "E6", "recused")
    pairs = [(Cell("mark", f"{ROUND}.yongkang.{one}.K1", "mark"), "91") for one in ("E5", "E6")]
    with pytest.raises(InvalidValue):
        book.edit_all(pairs)
    assert (book.row("mark", f"{ROUND}.yongkang.E5.K1") or {})["mark"] != "91"
    key = {"round": ROUND, "county": "yongkang", "expert": "E6", "criterion": "K1"}
    book.retire("mark", f"{ROUND}.yongkang.E6.K1")
    with pytest.raises(InvalidValue):
        book.add("mark", {**key, "mark": "90"})


def kinds(book: Workbook, county: str) -> list[tuple[str, str]]:
    found = book.findings_of("P1", county)
    return [(one.finding.kind, one.finding.address) for one in found if "/R." in one.finding.address]


def test_assigned_but_missing_is_a_gap_and_not_assigned_is_none(book: Workbook) -> None:
    id = panel(book, {"yongkang": {"E1": "90"}, "wenling": {"E1": "80", "E2": "70"}})
    assert kinds(book, "yongkang") == []
    book.edit(Cell("assignment", f"{id}.yongkang.E1", "state"), "assigned")
    assert kinds(book, "yongkang") == []
    round = book.round("P1", id)
    assert round is not None
    assert [one.state for one in round.counties["yongkang"].totals] == ["counted", "unassigned"]
    book.edit(Cell("assignment", f"{id}.yongkang.E2", "state"), "assigned")
    assert kinds(book, "yongkang") == [("unmarked", "mark/R.yongkang.E2.K1/mark")]


def test_marks_of_somebody_who_was_not_to_mark_are_found(book: Workbook) -> None:
    id = panel(book, {"yongkang": {"E1": "90", "E2": "80"}})
    book.edit(Cell("assignment", f"{id}.yongkang.E1", "state"), "assigned")
    assert kinds(book, "yongkang") == [("stray", "mark/R.yongkang.E2.K1/mark")]


def test_a_mark_off_the_scale_is_refused_and_one_that_is_there_is_found(book: Workbook) -> None:
    id = panel(book, {"yongkang": {"E1": "90"}})
    with pytest.raises(InvalidValue):
        book.edit(Cell("mark", f"{id}.yongkang.E1.K1", "mark"), "101")
    book.edit(Cell("round", id, "scale_high"), "80")  # as a merge may: the mark was there before
    assert ("range", "mark/R.yongkang.E1.K1/mark") in kinds(book, "yongkang")


# Statistics.


def test_every_statistic_is_what_its_tree_gives(book: Workbook) -> None:
    round = book.round("P1", ROUND)
    assert round is not None
    values = book.influence(round).agreement.values()
    assert set(values) == set(AGREED)
    for name, value in values.items():
        made = working(book, Cell("agreement", ROUND, name))
        assert made is not None
        assert again(made) == value, name
    for expert, leaning in book.influence(round).leanings.items():
        severity = working(book, Cell("leaning", f"{ROUND}.{expert}", "severity"))
        assert severity is not None
        assert again(severity) == leaning.severity
        for name in ("apart", "moved", "spread"):
            made = working(book, Cell("leaning", f"{ROUND}.{expert}", name))
            assert made is not None
            assert again(made) == made.value


def test_shrout_and_fleiss_in_a_file(book: Workbook) -> None:
    """Five of the six targets of Shrout & Fleiss 1979, table 2: the demo has five counties; by hand."""
    scores = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9))
    counties = book.pilot_ids("P1")
    id = panel(
        book,
        {
            county: {f"E{at}": str(one) for at, one in enumerate(row, 1)}
            for county, row in zip(counties, scores, strict=True)
        },
    )
    round = book.round("P1", id)
    assert round is not None
    squares = book.influence(round).agreement.squares
    assert squares is not None
    # Row sums 24 12 26 16 30, column sums 40 13 22 33, total 108, Σx² = 736.
    mean = Fraction(108 * 108, 20)
    assert squares.between == (Fraction(24**2 + 12**2 + 26**2 + 16**2 + 30**2, 4) - mean) / 4
    assert squares.judges == (Fraction(40**2 + 13**2 + 22**2 + 33**2, 5) - mean) / 3
    assert (squares.n, squares.k) == (5, 4)


@pytest.mark.parametrize(
    ("given", "weights", "why"),
    [
        ({"yongkang": {"E1": "90"}, "wenling": {"E1": "80"}}, None, "few"),
        ({"yongkang": {"E1": "90", "E2": "80"}}, None, "few"),
        ({"yongkang": {"E1": "90", "E2": "90"}, "wenling": {"E1": "90", "E2": "90"}}, None, "flat"),
        ({"yongkang": {"E1": "90", "E2": "80"}}, {"E1": "0", "E2": "0"}, "few"),
    ],
    ids=["one expert", "one county", "all the same", "no weight"],
)
def test_a_panel_too_small_or_too_even_is_undefined_and_says_so(
    book: Workbook, given: dict[str, dict[str, str]], weights: dict[str, str] | None, why: str
) -> None:
    id = panel(book, given, weights)
    book.edit(Cell("round", id, "quorum"), "3")
    round = book.round("P1", id)
    assert round is not None
    found = book.influence(round)
    assert found.agreement.undefined == why
    assert found.agreement.values()["icc_a1"] is None
    assert working(book, Cell("agreement", id, "icc_a1")) is None
    if weights:
        assert round.counties["yongkang"].mean is None
        assert any(one.finding.kind == "no_weight" for one in book.findings_of("P1"))
    assert ("quorum", f"review/{id}.yongkang/mean") in kinds(book, "yongkang")


def test_the_one_who_moves_a_rank_is_found_with_whatever_order_and_chain(book: Workbook) -> None:
    """87 against 86; without E3 85 against 88: by totals, and anew where a chain or an order asks."""
    id = panel(
        book,
        {
            "yongkang": {"E1": "85", "E2": "85", "E3": "91"},
            "wenling": {"E1": "88", "E2": "88", "E3": "82"},
        },
    )
    moves = [("yongkang", 1, 2), ("wenling", 2, 1)]
    for field, text in (("trim", ""), ("order", "criteria"), ("tie_break", "K1")):
        book.edit(Cell("round", id, field), text)
        round = book.round("P1", id)
        assert round is not None
        found = book.influence(round).shifts
        assert [(one.county, one.before, one.after) for one in found["E3"]] == moves
        assert found["E1"] == []
